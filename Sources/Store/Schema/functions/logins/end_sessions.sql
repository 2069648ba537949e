-- Ends every session of a login and waits until they are gone, five seconds at most each; answers how many are left.
CREATE OR REPLACE FUNCTION end_sessions(p_login text) RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT count(*) FILTER (WHERE NOT pg_terminate_backend(a.pid, 5000))::integer
  FROM pg_stat_activity a WHERE a.usename = p_login AND a.pid <> pg_backend_pid()
$$;

REVOKE ALL ON FUNCTION end_sessions(text) FROM PUBLIC;
