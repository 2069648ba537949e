-- The newest partitions and two ahead.
CREATE OR REPLACE FUNCTION ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint := (SELECT last_value FROM block_seq) >> 22;
  v_outbox bigint := (SELECT last_value FROM outbox_seq) >> 32;
BEGIN
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  FOR i IN 0..2 LOOP
    PERFORM make_partition('post', v_post + i), make_partition('verdict', v_post + i), make_partition('outbox', v_outbox + i);
  END LOOP;
  INSERT INTO partition_log (kind, number) VALUES ('post', v_post), ('outbox', v_outbox) ON CONFLICT DO NOTHING;
  UPDATE partition_log SET closed_at = now()
    WHERE closed_at IS NULL AND number < CASE kind WHEN 'post' THEN v_post ELSE v_outbox END;
END $$;

REVOKE ALL ON FUNCTION ensure_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_partitions() TO drawbridge_worker;
