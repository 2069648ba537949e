-- The epoch in which numbers of events are given. It is bound to the system identifier, the database's oid and the timeline:
-- where one of them changed, numbers may have been given that are not known here (a restored dump, a recovery to a point in
-- time, a failover that lost the last transactions). Then a new epoch begins, whose number is the greater of the last one + 1
-- and the minutes since 2026, and the outbox goes on at number << 40: no number is given twice.
--
-- The control file is read once after each start of the server: that costs as much as the rest of an outbox row. The oid and
-- the timeline may change while the server runs. To be called before a number is drawn and in a statement that does not use
-- the outbox, since partitions may have to be made: see tell_platform.
CREATE OR REPLACE FUNCTION current_epoch() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  s setting;
  v_system bigint;
  v_database oid;
  v_timeline text;
  v_is_new boolean;
  v_seq record;
BEGIN
  SELECT * INTO s FROM setting;
  IF pg_is_in_recovery() THEN RETURN s.epoch; END IF;
  v_database := (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
  v_timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  IF s.server_started = pg_postmaster_start_time() AND s.database_oid = v_database AND s.timeline = v_timeline THEN
    RETURN s.epoch;
  END IF;
  SELECT * INTO s FROM setting FOR UPDATE;
  v_system := (SELECT system_identifier FROM pg_control_system());
  v_is_new := coalesce(s.system_identifier <> v_system, false) OR coalesce(s.database_oid <> v_database, false)
    OR coalesce(s.timeline <> v_timeline, false);
  IF v_is_new THEN
    SELECT last_value, is_called INTO v_seq FROM outbox_seq;
    s.epoch := greatest(s.epoch + 1, floor(extract(epoch FROM now() - timestamptz '2026-01-01Z') / 60)::integer,
                        -- Where a clock is wrong, or one epoch lasted so long that its numbers ran into the next one's.
                        (v_seq.last_value >> 40) + v_seq.is_called::integer);
    PERFORM setval('outbox_seq', s.epoch::bigint << 40, false);
    PERFORM ensure_partitions();
    -- The empty partitions ahead of the last number will never be the newest; retention takes them with the others.
    INSERT INTO partition_log (kind, number, closed_at)
      SELECT 'outbox', n, now() FROM generate_series((v_seq.last_value >> 32) + 1, (v_seq.last_value >> 32) + 2) AS n
      WHERE to_regclass(format('outbox_p%s', n)) IS NOT NULL AND n < s.epoch::bigint << 8
      ON CONFLICT DO NOTHING;
  END IF;
  UPDATE setting
    SET epoch = s.epoch, system_identifier = v_system, database_oid = v_database, timeline = v_timeline,
        server_started = pg_postmaster_start_time();
  IF v_is_new THEN
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('epoch', session_user, 'login', json_build_object('epoch', s.epoch));
  END IF;
  RETURN s.epoch;
END $$;

REVOKE ALL ON FUNCTION current_epoch() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_epoch() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;
