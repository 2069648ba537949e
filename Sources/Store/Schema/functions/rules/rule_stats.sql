-- Hits and reviewers' outcomes within the last p_seconds, of p_rule or of all, by rule and language: hits, hits in shadow, posts
-- acted on, decided, both of blind looks alone, the latest hit. Only of sources that the login sees; to whom the texts are
-- not shown, posts that are to be judged blind do not count yet.
CREATE OR REPLACE FUNCTION rule_stats(p_seconds double precision, p_rule text) RETURNS TABLE (
  rule text, lang text, hits bigint, shadow bigint, acted bigint, decided bigint, blind_acted bigint, blind_decided bigint,
  last_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  WITH latest AS MATERIALIZED (
    SELECT DISTINCT ON (post_id) post_id, action, bool_or(blind) OVER (PARTITION BY post_id) AS blind
    FROM decision ORDER BY post_id, decision_id DESC
  ), fired AS (
    SELECT v.post_id, v.lang, v.decided_at, f.rule ->> 'id' AS rule, (f.rule ->> 'shadow')::boolean AS shadow
    FROM verdict v CROSS JOIN LATERAL json_array_elements(v.body -> 'rules') AS f (rule)
    WHERE v.decided_at > now() - p_seconds * interval '1 s' AND v.verdict <> 5 AND v.body::text LIKE '%"rules":[{%'
      AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
      AND ((SELECT is_member('author', 'auditor'))
           OR (SELECT p.source_id FROM post p WHERE p.post_id = v.post_id) = ANY ((SELECT seen_sources())::integer[])
              AND NOT EXISTS (SELECT FROM review_case c WHERE c.post_id = v.post_id AND c.state = 'open' AND c.blind))
  )
  SELECT f.rule, f.lang, count(*), count(*) FILTER (WHERE f.shadow), count(*) FILTER (WHERE l.action <> 'allow'),
         count(l.action), count(*) FILTER (WHERE l.blind AND l.action <> 'allow'), count(*) FILTER (WHERE l.blind),
         max(f.decided_at)
  FROM fired f LEFT JOIN latest l USING (post_id)
  WHERE p_rule IS NULL OR f.rule = p_rule
  GROUP BY f.rule, f.lang ORDER BY f.rule, count(*) DESC, f.lang
$$;

REVOKE ALL ON FUNCTION rule_stats(double precision, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rule_stats(double precision, text) TO drawbridge_reviewer, drawbridge_author, drawbridge_auditor;
