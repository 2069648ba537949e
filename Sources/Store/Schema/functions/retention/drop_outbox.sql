CREATE OR REPLACE FUNCTION drop_outbox(p_number integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
  IF NOT EXISTS (SELECT FROM partition_log l WHERE (l.kind, l.number) = ('outbox', p_number) AND l.closed_at IS NOT NULL) THEN
    RAISE 'partition % is still open', p_number; END IF;
  EXECUTE format('DROP TABLE %I', 'outbox_p' || p_number);
  UPDATE partition_log SET thinned_at = now() WHERE (kind, number) = ('outbox', p_number);
END $$;

REVOKE ALL ON FUNCTION drop_outbox(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_outbox(integer) TO drawbridge_worker;
