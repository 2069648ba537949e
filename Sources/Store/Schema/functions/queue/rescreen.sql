-- Screens the current texts of what came in since p_since once more, a block at a time. A block is cut where a text is an
-- old one, or waits by itself already, or was decided by a person; with p_even_decided those are screened all the same.
CREATE OR REPLACE FUNCTION rescreen(
  p_since timestamptz, p_source integer, p_lane smallint, p_even_decided boolean DEFAULT false,
  OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  WITH found AS MATERIALIZED (
    SELECT p.source_id, p.post_id, EXISTS (SELECT FROM decision d WHERE d.post_id = p.post_id) AS is_decided,
           EXISTS (SELECT FROM post_key k WHERE k.source_id = p.source_id AND k.external_id = p.external_id
                     AND k.post_id = p.post_id) AS is_current,
           EXISTS (SELECT FROM ticket t WHERE (t.lane, t.source_id, t.lo) = (p_lane, p.source_id, p.post_id)
                     AND t.hi = t.lo) AS waits
    FROM post p WHERE p.received_at >= p_since AND (p_source IS NULL OR p.source_id = p_source)
  ), placed AS (
    SELECT *, is_current AND NOT waits AND (p_even_decided OR NOT is_decided) AS is_chosen FROM found
  ), cut AS (
    SELECT *, count(*) FILTER (WHERE NOT is_chosen) OVER (PARTITION BY source_id, post_id >> 10 ORDER BY post_id) AS stretch
    FROM placed
  ), tickets AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n, count(*) FILTER (WHERE is_decided) AS n_decided
    FROM cut WHERE is_chosen GROUP BY source_id, post_id >> 10, stretch
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n, even_decided)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n, n_decided > 0 FROM tickets
      ON CONFLICT DO NOTHING RETURNING source_id, lo
  )
  SELECT coalesce(sum(t.n), 0),
         (SELECT count(*) FROM found WHERE is_current AND is_decided AND NOT p_even_decided), coalesce(sum(t.n_decided), 0)
    INTO redriven, skipped_decided, decided FROM made JOIN tickets t USING (source_id, lo);
  PERFORM pg_notify('drawbridge_ticket', '');
END $$;

REVOKE ALL ON FUNCTION rescreen(timestamptz, integer, smallint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rescreen(timestamptz, integer, smallint, boolean) TO drawbridge_operator;
