-- What outbox lines say of decisions: the row, its words, the verdict that led to it. By keys, row by row.
CREATE OR REPLACE FUNCTION decision_lines(p_ids bigint[]) RETURNS TABLE (
  decision_id bigint, case_id bigint, action text, reason text, at timestamptz, policy text, label text, reading text,
  blind boolean, supersedes bigint, causes text[], pass smallint, verdict smallint, lang text, body json, rulebook text,
  words json
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp SET jit = off AS $$
  SELECT d.decision_id, d.case_id, d.action, n.body, d.decided_at, d.policy, d.label, d.reading, d.blind, d.supersedes,
         c.causes, v.pass, v.verdict, v.lang, v.body, b.hash,
         -- Of the words only those that a line about this decision can need.
         json_build_object('team', w.words -> 'team', 'appeal', w.words -> 'appeal', 'locales', w.words -> 'locales',
                           'rules', w.words -> 'rules', 'policy', w.words -> 'policies' -> d.policy)
  FROM unnest(p_ids) AS u (id)
  CROSS JOIN LATERAL (SELECT * FROM decision d WHERE d.decision_id = u.id LIMIT 1) d
  LEFT JOIN LATERAL (SELECT n.body FROM note n WHERE n.note_id = d.note_id LIMIT 1) n ON true
  LEFT JOIN LATERAL (SELECT c.causes FROM review_case c WHERE c.case_id = d.case_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    SELECT v.* FROM verdict v WHERE v.post_id = d.post_id AND v.pass = d.verdict_pass LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT b.hash FROM rulebook b WHERE b.rulebook_id = v.rulebook_id LIMIT 1) b ON true
  LEFT JOIN LATERAL (SELECT w.words FROM rulebook w WHERE w.rulebook_id = d.rulebook_id LIMIT 1) w ON true
$$;

REVOKE ALL ON FUNCTION decision_lines(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decision_lines(bigint[]) TO drawbridge_consumer;
