-- Replaces a partition of posts and verdicts by what cases keep, or drops it whole. Readers wait only for the exchange
-- at the end. Refuses less time than the owner's settings. Says what it waits for where a ticket still names a post of it,
-- or where a consumer has not read of one yet, as long as cases are kept.
CREATE OR REPLACE FUNCTION thin_posts(p_number integer, p_cases interval)
RETURNS TABLE (kept bigint, dropped bigint, waits text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_lo bigint := p_number::bigint << 32;
  v_hi bigint := (p_number::bigint + 1) << 32;
  v_closed timestamptz;
  v_table text;
  s setting;
BEGIN
  SELECT * INTO s FROM setting;
  PERFORM check_span('closed cases are kept', p_cases, s.retain_cases, '1000 years');
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  SELECT l.closed_at INTO v_closed FROM partition_log l WHERE (l.kind, l.number) = ('post', p_number);
  IF v_closed IS NULL OR v_closed > now() - s.retain_clean THEN
    RAISE 'partition % of the posts is kept for % after it was closed', p_number, s.retain_clean
      USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN
    waits := 'posts of it wait in the queue';
  ELSIF v_closed > now() - s.retain_cases THEN
    waits := 'the consumer ' || unread_by('empty', int8range(v_lo, v_hi)) || ' has not acknowledged what it says of them';
  END IF;
  IF waits IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
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
