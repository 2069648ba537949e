extension Migration {
  /// What can be seen from outside: workers' signs of life, the server's oldest transactions, silence.
  static let states = #"""

    CREATE TABLE worker_status (
      worker bigint PRIMARY KEY,
      host text NOT NULL,
      pid integer NOT NULL,
      engine text NOT NULL,
      rulebook_id integer,
      started_at timestamptz NOT NULL DEFAULT now(),
      seen_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      in_hand integer NOT NULL DEFAULT 0,
      written bigint NOT NULL DEFAULT 0,
      problem text,
      problem_at timestamptz,
      backend integer NOT NULL
    ) WITH (fillfactor = 50);

    -- Sessions that hold others up, seen with the owner's eyes: the oldest snapshot of this database, which keeps dead
    -- rows alive, and the oldest writing transaction of the server, behind which the outbox waits.
    CREATE FUNCTION server_state() RETURNS TABLE (
      role text, pid integer, application text, state text, seconds double precision, transactions bigint
    ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
      (SELECT 'snapshot', a.pid, a.application_name, a.state, extract(epoch FROM now() - a.xact_start)::float8,
              age(a.backend_xmin)::bigint
       FROM pg_stat_activity a
       WHERE a.backend_xmin IS NOT NULL AND a.datname = current_database() AND a.pid <> pg_backend_pid()
       ORDER BY age(a.backend_xmin) DESC, a.xact_start LIMIT 1)
      UNION ALL
      (SELECT 'writer', a.pid, a.application_name, a.state, extract(epoch FROM now() - a.xact_start)::float8,
              age(a.backend_xid)::bigint
       FROM pg_stat_activity a
       WHERE a.backend_xid IS NOT NULL AND a.pid <> pg_backend_pid()
       ORDER BY age(a.backend_xid) DESC, a.xact_start LIMIT 1)
      UNION ALL
      (SELECT 'slot', s.active_pid, s.slot_name, CASE WHEN s.active THEN 'active' ELSE 'inactive' END, 0,
              pg_wal_lsn_diff(pg_current_wal_insert_lsn(), s.restart_lsn)::bigint
       FROM pg_replication_slots s WHERE NOT pg_is_in_recovery() AND s.restart_lsn IS NOT NULL
       ORDER BY s.restart_lsn LIMIT 1)
    $$;

    -- Tells the platform of posts that wait longer for a verdict than their source allows, once each.
    CREATE FUNCTION announce_silence() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
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

    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA drawbridge FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION current_epoch(), server_state()
      TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;
    -- The platform's end of the outbox: reads what it may hear of, and moves its own cursor.
    GRANT USAGE ON SCHEMA drawbridge TO drawbridge_consumer;
    GRANT SELECT ON setting, schema_version, source, post, verdict, decision, outbox, outbox_cursor TO drawbridge_consumer;
    GRANT INSERT, UPDATE ON outbox_cursor TO drawbridge_consumer;
    GRANT EXECUTE ON FUNCTION roll_partitions(interval), due_partitions(interval), thin_posts(integer, interval),
      drop_outbox(integer), drop_keys(integer, bigint, integer, bigint), release_drafts(integer), announce_silence()
      TO drawbridge_worker;
    GRANT SELECT ON post_report, partition_log, dead_letter, decision_draft TO drawbridge_worker;
    GRANT SELECT, INSERT, UPDATE, DELETE ON worker_status TO drawbridge_worker;
    GRANT USAGE ON SEQUENCE outbox_seq TO drawbridge_worker;
    GRANT INSERT ON outbox TO drawbridge_worker;
    GRANT EXECUTE ON FUNCTION stage_decision(bigint, uuid, text, text, interval), undo_decision(bigint)
      TO drawbridge_reviewer;
    GRANT SELECT ON decision_draft, worker_status TO drawbridge_reviewer;
    GRANT SELECT ON ALL TABLES IN SCHEMA drawbridge TO drawbridge_auditor;
    """#
}
