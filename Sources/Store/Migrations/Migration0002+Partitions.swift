extension Migration {
  /// Posts and verdicts lie in partitions of 2^32 ids, outbox rows in partitions of 2^32 rows. A partition is closed by
  /// moving the sequence to the beginning of the next one, so that partitions are by time although they are cut by id.
  static let partitions = #"""

    CREATE SEQUENCE outbox_seq;
    ALTER TABLE outbox RENAME TO outbox_before;
    ALTER INDEX outbox_pkey RENAME TO outbox_before_pkey;
    ALTER INDEX outbox_order RENAME TO outbox_before_order;
    CREATE TABLE outbox (
      seq bigint NOT NULL DEFAULT nextval('outbox_seq'),
      epoch integer NOT NULL,
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      at timestamptz NOT NULL DEFAULT now(),
      kind text NOT NULL CHECK (kind IN ('verdict', 'decision', 'withdrawal', 'dead_letter', 'no_verdict')),
      lo bigint[] NOT NULL,
      hi bigint[] NOT NULL,
      pass smallint[] NOT NULL,
      decision_id bigint,
      action text,
      PRIMARY KEY (seq)
    ) PARTITION BY RANGE (seq);
    ALTER SEQUENCE outbox_seq OWNED BY outbox.seq;
    CREATE UNIQUE INDEX outbox_order ON outbox (epoch, xid, seq);

    -- When each partition was the newest, and when it was reduced to what is kept longer.
    CREATE TABLE partition_log (
      kind text NOT NULL CHECK (kind IN ('post', 'outbox')),
      number integer NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT now(),
      closed_at timestamptz,
      thinned_at timestamptz,
      PRIMARY KEY (kind, number)
    );

    -- Attached, not created in place: that needs no lock that a reader would hold up.
    CREATE FUNCTION make_partition(p_table text, p_number bigint) RETURNS void LANGUAGE plpgsql
      SET search_path = drawbridge, pg_temp AS $$
    BEGIN
      IF to_regclass(format('%I', p_table || '_p' || p_number)) IS NOT NULL THEN RETURN; END IF;
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', p_table || '_p' || p_number, p_table);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
        p_table, p_table || '_p' || p_number, p_number << 32, (p_number + 1) << 32);
    END $$;

    -- The newest partitions and two ahead.
    CREATE OR REPLACE FUNCTION ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_post bigint := (SELECT last_value FROM block_seq) >> 22;
      v_outbox bigint := (SELECT last_value FROM outbox_seq) >> 32;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
      FOR i IN 0..2 LOOP
        PERFORM make_partition('post', v_post + i), make_partition('verdict', v_post + i), make_partition('outbox', v_outbox + i);
      END LOOP;
      INSERT INTO partition_log (kind, number) VALUES ('post', v_post), ('outbox', v_outbox) ON CONFLICT DO NOTHING;
      UPDATE partition_log SET closed_at = now()
        WHERE closed_at IS NULL AND number < CASE kind WHEN 'post' THEN v_post ELSE v_outbox END;
    END $$;
    SELECT ensure_partitions();
    INSERT INTO outbox (seq, epoch, xid, at, kind, lo, hi, pass, decision_id)
      SELECT seq, epoch, xid, at, kind, lo, hi, pass, decision_id FROM outbox_before;
    SELECT setval('outbox_seq', greatest(1, (SELECT max(seq) FROM outbox)), EXISTS (SELECT FROM outbox));
    DROP TABLE outbox_before;

    -- Moves on to the next partition where the newest has been open for p_every. Nobody else may be handed a number of
    -- the next partition before: with 65,536 left, the sequence gets there by itself.
    CREATE FUNCTION roll_partitions(p_every interval) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_post bigint;
      v_outbox bigint;
    BEGIN
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
    """#

  /// Retention by class: clean posts go with their partition; posts of cases stay until their appeal window has ended.
  static let retention = #"""

    CREATE INDEX review_case_post ON review_case (source_id, external_id);

    -- Whether a case keeps this post: open, or closed less than p_cases ago.
    CREATE FUNCTION is_kept(p_source integer, p_external text, p_cases interval) RETURNS boolean LANGUAGE sql STABLE
      SET search_path = drawbridge, pg_temp AS $$
      SELECT EXISTS (SELECT FROM review_case c WHERE c.source_id = p_source AND c.external_id = p_external
                       AND (c.state = 'open' OR c.closed_at > now() - p_cases))
    $$;

    -- Closed partitions that hold something older than its class allows, oldest first.
    CREATE FUNCTION due_partitions(p_clean interval) RETURNS TABLE (kind text, number integer, closed_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
      SELECT kind, number, closed_at FROM partition_log
      WHERE closed_at < now() - p_clean AND (thinned_at IS NULL OR thinned_at < now() - interval '1 day')
        AND to_regclass(format('%I', kind || '_p' || number)) IS NOT NULL
      ORDER BY kind, number
    $$;

    -- Replaces a partition of posts and verdicts by what cases keep, or drops it whole. Readers wait only for the exchange
    -- at the end. Answers nothing where a ticket still names a post of it.
    CREATE FUNCTION thin_posts(p_number integer, p_cases interval) RETURNS TABLE (kept bigint, dropped bigint)
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

    CREATE FUNCTION drop_outbox(p_number integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
      IF NOT EXISTS (SELECT FROM partition_log l WHERE (l.kind, l.number) = ('outbox', p_number) AND l.closed_at IS NOT NULL) THEN
        RAISE 'partition % is still open', p_number; END IF;
      EXECUTE format('DROP TABLE %I', 'outbox_p' || p_number);
      UPDATE partition_log SET thinned_at = now() WHERE (kind, number) = ('outbox', p_number);
    END $$;

    -- Deletes the keys of posts that are gone, in one slice of pages of one partition of the keys. Answers how many went,
    -- and null behind the last page.
    CREATE FUNCTION drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_table text := 'post_key_' || p_part;
      v_gone bigint;
    BEGIN
      IF p_page * current_setting('block_size')::bigint >= pg_relation_size(format('%I', v_table)::regclass) THEN RETURN NULL; END IF;
      EXECUTE format(
        'DELETE FROM %I k WHERE k.ctid >= format(''(%%s,0)'', $1)::tid AND k.ctid < format(''(%%s,0)'', $2)::tid
           AND k.post_id < $3 AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = k.post_id)', v_table)
        USING p_page, p_page + p_pages, p_below;
      GET DIAGNOSTICS v_gone = ROW_COUNT;
      RETURN v_gone;
    END $$;
    """#
}
