-- Attached, not created in place: that needs no lock that a reader would hold up.
CREATE OR REPLACE FUNCTION make_partition(p_table text, p_number bigint) RETURNS void LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  IF to_regclass(format('%I', p_table || '_p' || p_number)) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', p_table || '_p' || p_number, p_table);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
    p_table, p_table || '_p' || p_number, p_number << 32, (p_number + 1) << 32);
END $$;

REVOKE ALL ON FUNCTION make_partition(text, bigint) FROM PUBLIC;
