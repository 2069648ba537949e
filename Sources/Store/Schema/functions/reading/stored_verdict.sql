-- The newest verdict on a post by the platform's id, or that of a pass, with what is needed to give it once more. For authors
-- of rules and auditors; nothing of a private message that the login may not see, nor of a post that is to be judged blind.
CREATE OR REPLACE FUNCTION stored_verdict(p_source text, p_id text, p_pass integer) RETURNS TABLE (
  post_id bigint, document json, warnings json, received_at timestamptz, pass smallint, verdict smallint, score real,
  decided_at timestamptz, body json, rulebook_id integer, reports bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT p.post_id, p.document, p.warnings, p.received_at, v.pass, v.verdict, v.score, v.decided_at, v.body, v.rulebook_id,
         (SELECT t.reports FROM post_report t WHERE (t.post_id, t.pass) = (v.post_id, v.pass))
  FROM source s JOIN post_key k USING (source_id) JOIN post p ON p.post_id = k.post_id JOIN verdict v ON v.post_id = p.post_id
  WHERE s.name = p_source AND k.external_id = p_id AND (p_pass IS NULL OR v.pass = p_pass)
    AND is_member('author', 'auditor') AND may_see(p.source_id, post_visibility(p.document))
    AND (is_member('auditor') OR NOT EXISTS (
      SELECT FROM review_case c WHERE c.post_id = p.post_id AND c.state = 'open' AND c.blind))
  ORDER BY v.pass DESC LIMIT 1
$$;

REVOKE ALL ON FUNCTION stored_verdict(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stored_verdict(text, text, integer) TO drawbridge_author, drawbridge_auditor;
