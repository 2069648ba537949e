-- Puts the current texts among these posts back into the queue; neighbours of one source share a ticket. One that waits
-- there already is not doubled. What a person decided is passed over, or, with p_even_decided, screened all the same.
CREATE OR REPLACE FUNCTION redrive(
  p_posts bigint[], p_lane smallint, p_even_decided boolean DEFAULT false,
  OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  WITH asked AS MATERIALIZED (
    SELECT p.post_id, p.source_id, EXISTS (SELECT FROM decision d WHERE d.post_id = p.post_id) AS is_decided,
           EXISTS (SELECT FROM ticket t WHERE (t.lane, t.source_id, t.lo) = (p_lane, p.source_id, p.post_id)) AS waits
    FROM (SELECT DISTINCT unnest(p_posts) AS post_id) u JOIN post p USING (post_id)
    JOIN post_key k ON k.source_id = p.source_id AND k.external_id = p.external_id AND k.post_id = p.post_id
  ), chosen AS (
    SELECT *, post_id - row_number() OVER (PARTITION BY source_id, post_id >> 10 ORDER BY post_id) AS stretch
    FROM asked WHERE NOT waits AND (p_even_decided OR NOT is_decided)
  ), tickets AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n, count(*) FILTER (WHERE is_decided) AS n_decided
    FROM chosen GROUP BY source_id, post_id >> 10, stretch
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n, even_decided)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n, n_decided > 0 FROM tickets ORDER BY lo
      ON CONFLICT DO NOTHING RETURNING source_id, lo
  )
  SELECT coalesce(sum(t.n), 0), (SELECT count(*) FROM asked WHERE is_decided AND NOT p_even_decided),
         coalesce(sum(t.n_decided), 0)
    INTO redriven, skipped_decided, decided FROM made JOIN tickets t USING (source_id, lo);
  UPDATE dead_letter l SET redriven_at = now()
    WHERE l.post_id = ANY (p_posts) AND l.redriven_at IS NULL
      AND (p_even_decided OR NOT EXISTS (SELECT FROM decision d WHERE d.post_id = l.post_id));
  PERFORM pg_notify('drawbridge_ticket', '');
END $$;

REVOKE ALL ON FUNCTION redrive(bigint[], smallint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redrive(bigint[], smallint, boolean) TO drawbridge_operator;
