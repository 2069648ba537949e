-- Drops a partition of the outbox that was closed longer ago than clean posts are kept. Answers the consumer that has not
-- read it, in which case it stays, as long as cases are kept; null where it is gone.
CREATE OR REPLACE FUNCTION drop_outbox(p_number integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_closed timestamptz;
  v_waiting text;
  s setting;
BEGIN
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  SELECT * INTO s FROM setting;
  SELECT l.closed_at INTO v_closed FROM partition_log l WHERE (l.kind, l.number) = ('outbox', p_number);
  IF v_closed IS NULL OR v_closed > now() - s.retain_clean THEN
    RAISE 'partition % of the outbox is kept for % after it was closed', p_number, s.retain_clean
      USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF v_closed > now() - s.retain_cases THEN
    v_waiting := unread_by(int8range(p_number::bigint << 32, (p_number::bigint + 1) << 32), 'empty');
    IF v_waiting IS NOT NULL THEN RETURN v_waiting; END IF;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS %I', 'outbox_p' || p_number);
  UPDATE partition_log SET thinned_at = now() WHERE (kind, number) = ('outbox', p_number);
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION drop_outbox(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_outbox(integer) TO drawbridge_worker;
