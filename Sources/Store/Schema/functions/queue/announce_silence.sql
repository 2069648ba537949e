-- Tells the platform of posts that wait longer for a verdict than their source allows, once each.
CREATE OR REPLACE FUNCTION announce_silence() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  s record;
  late record;
  v_posts bigint := 0;
BEGIN
  FOR s IN SELECT source_id, on_no_verdict, no_verdict_after FROM source WHERE no_verdict_after IS NOT NULL LOOP
    WITH told AS (
      UPDATE ticket t SET announced = true
      WHERE t.source_id = s.source_id AND NOT t.announced AND t.pass = 0 AND t.queued_at < now() - s.no_verdict_after
      RETURNING t.lo, t.hi, t.n
    )
    SELECT array_agg(lo ORDER BY lo) AS lo, array_agg(hi ORDER BY lo) AS hi, array_agg(0::smallint) AS pass, sum(n) AS n
      INTO late FROM told;
    CONTINUE WHEN late.n IS NULL;
    PERFORM tell_platform('no_verdict', late.lo, late.hi, late.pass, s.on_no_verdict);
    v_posts := v_posts + late.n;
  END LOOP;
  RETURN v_posts;
END $$;

REVOKE ALL ON FUNCTION announce_silence() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION announce_silence() TO drawbridge_worker;
