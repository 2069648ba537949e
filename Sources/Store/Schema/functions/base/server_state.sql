-- Sessions that hold others up, seen with the owner's eyes: the oldest snapshot of this database, which keeps dead
-- rows alive, and the oldest writing transaction of the server, behind which the outbox waits.
CREATE OR REPLACE FUNCTION server_state() RETURNS TABLE (
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

REVOKE ALL ON FUNCTION server_state() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION server_state() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;
