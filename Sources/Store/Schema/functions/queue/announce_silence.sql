-- Tells the platform of posts that wait longer for a verdict than their source allows, once each.
CREATE OR REPLACE FUNCTION announce_silence() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_posts bigint;
BEGIN
  WITH late AS (
    UPDATE ticket t SET announced = true FROM source s
    WHERE s.source_id = t.source_id AND NOT t.announced AND t.pass = 0 AND t.queued_at < now() - s.no_verdict_after
    RETURNING t.source_id, t.lo, t.hi, t.n, s.on_no_verdict
  ), told AS (
    INSERT INTO outbox (epoch, kind, lo, hi, pass, action)
      SELECT current_epoch(), 'no_verdict', array_agg(lo ORDER BY lo), array_agg(hi ORDER BY lo),
             array_agg(0::smallint), on_no_verdict
      FROM late GROUP BY source_id, on_no_verdict
  )
  SELECT coalesce(sum(n), 0) INTO v_posts FROM late;
  RETURN v_posts;
END $$;

REVOKE ALL ON FUNCTION announce_silence() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION announce_silence() TO drawbridge_worker;
