-- Replaces a partition of posts and verdicts by what cases keep, or drops it whole. Readers wait only for the exchange
-- at the end. Answers nothing where a ticket still names a post of it.
CREATE OR REPLACE FUNCTION thin_posts(p_number integer, p_cases interval) RETURNS TABLE (kept bigint, dropped bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_lo bigint := p_number::bigint << 32;
  v_hi bigint := (p_number::bigint + 1) << 32;
  v_table text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
  IF NOT EXISTS (SELECT FROM partition_log l WHERE (l.kind, l.number) = ('post', p_number) AND l.closed_at IS NOT NULL) THEN
    RAISE 'partition % is still open', p_number; END IF;
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN RETURN; END IF;
  FOREACH v_table IN ARRAY ARRAY['post', 'verdict'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', v_table || '_kept', v_table);
  END LOOP;
  INSERT INTO post_kept SELECT p.* FROM post p
    WHERE p.post_id >= v_lo AND p.post_id < v_hi AND is_kept(p.source_id, p.external_id, p_cases);
  INSERT INTO verdict_kept SELECT v.* FROM verdict v JOIN post_kept USING (post_id);
  kept := (SELECT count(*) FROM post_kept);
  dropped := (SELECT count(*) FROM post p WHERE p.post_id >= v_lo AND p.post_id < v_hi) - kept;
  FOREACH v_table IN ARRAY ARRAY['post', 'verdict'] LOOP
    EXECUTE format('DROP TABLE %I', v_table || '_p' || p_number);
    IF kept > 0 THEN
      EXECUTE format('ALTER TABLE %I RENAME TO %I', v_table || '_kept', v_table || '_p' || p_number);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
        v_table, v_table || '_p' || p_number, v_lo, v_hi);
    ELSE
      EXECUTE format('DROP TABLE %I', v_table || '_kept');
    END IF;
  END LOOP;
  -- A redrive may have come between the look above and the lock of the exchange.
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN
    RAISE 'partition % is in use', p_number USING ERRCODE = 'lock_not_available'; END IF;
  DELETE FROM dead_letter d WHERE d.post_id >= v_lo AND d.post_id < v_hi AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = d.post_id);
  DELETE FROM post_report r WHERE r.post_id >= v_lo AND r.post_id < v_hi AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = r.post_id);
  UPDATE partition_log l SET thinned_at = now() WHERE (l.kind, l.number) = ('post', p_number);
  RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION thin_posts(integer, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION thin_posts(integer, interval) TO drawbridge_worker;
