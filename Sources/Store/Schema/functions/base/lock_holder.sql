-- Which sessions hold a table of this schema against others, for a message: "session 4711 (psql, idle in transaction)".
CREATE OR REPLACE FUNCTION lock_holder(p_table text) RETURNS text LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT coalesce(
    string_agg(DISTINCT format('session %s (%s, %s)', l.pid, coalesce(a.application_name, '?'), coalesce(a.state, '?')), ', '),
    'a session that has ended')
  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.relation = to_regclass(format('%I', p_table)) AND l.granted AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
$$;

REVOKE ALL ON FUNCTION lock_holder(text) FROM PUBLIC;
