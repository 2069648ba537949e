-- Moves on to the next partition where the newest has been open for p_every; refuses less than the owner's setting. Nobody else may be handed a number of
-- the next partition before: with 65,536 left, the sequence gets there by itself.
CREATE OR REPLACE FUNCTION roll_partitions(p_every interval) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint;
  v_outbox bigint;
BEGIN
  PERFORM check_span('a partition is the newest', p_every, (SELECT partition_age FROM setting), '1000 years');
  PERFORM ensure_partitions();
  v_post := (SELECT last_value FROM block_seq);
  v_outbox := (SELECT last_value FROM outbox_seq);
  IF v_post & 4194303 BETWEEN 1 AND 4194303 - 65536 AND EXISTS (
    SELECT FROM partition_log WHERE (kind, number) = ('post', v_post >> 22) AND opened_at <= now() - p_every) THEN
    PERFORM setval('block_seq', ((v_post >> 22) + 1) << 22, false);
  END IF;
  IF v_outbox & 4294967295 BETWEEN 1 AND 4294967295 - 65536 AND EXISTS (
    SELECT FROM partition_log WHERE (kind, number) = ('outbox', v_outbox >> 32) AND opened_at <= now() - p_every) THEN
    PERFORM setval('outbox_seq', ((v_outbox >> 32) + 1) << 32, false);
  END IF;
  PERFORM ensure_partitions();
END $$;

REVOKE ALL ON FUNCTION roll_partitions(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roll_partitions(interval) TO drawbridge_worker;
