-- Screens what came in since p_since once more, whole blocks at a time; answers how many posts.
CREATE OR REPLACE FUNCTION rescreen(p_since timestamptz, p_source integer, p_lane smallint) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_posts bigint;
BEGIN
  WITH blocks AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n
    FROM post WHERE received_at >= p_since AND (p_source IS NULL OR source_id = p_source)
    GROUP BY source_id, post_id >> 10
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n FROM blocks ON CONFLICT DO NOTHING RETURNING n
  )
  SELECT coalesce(sum(n), 0) INTO v_posts FROM made;
  PERFORM pg_notify('drawbridge_ticket', '');
  RETURN v_posts;
END $$;

REVOKE ALL ON FUNCTION rescreen(timestamptz, integer, smallint) FROM PUBLIC;
