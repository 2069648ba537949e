-- The rulebook in whose words a decision about a post speaks: that of its newest verdict, else the published one, else the
-- newest; the first that has the policy and the label. Null where none has.
CREATE OR REPLACE FUNCTION words_for(p_post bigint, p_policy text, p_label text) RETURNS integer LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT r.rulebook_id FROM (
    SELECT 1, (SELECT v.rulebook_id FROM verdict v WHERE v.post_id = p_post ORDER BY v.pass DESC LIMIT 1)
    UNION ALL SELECT 2, (SELECT p.rulebook_id FROM publication p ORDER BY p.publication_id DESC LIMIT 1)
    UNION ALL SELECT 3, (SELECT max(b.rulebook_id) FROM rulebook b)) AS c (rank, rulebook_id)
  JOIN rulebook r USING (rulebook_id)
  WHERE (p_policy IS NULL OR r.words IS NULL OR r.words -> 'policies' ? p_policy)
    AND (p_label IS NULL OR r.words IS NULL OR r.words -> 'labels' ? p_label)
  ORDER BY c.rank LIMIT 1
$$;

REVOKE ALL ON FUNCTION words_for(bigint, text, text) FROM PUBLIC;
