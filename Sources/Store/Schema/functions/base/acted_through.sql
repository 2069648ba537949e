CREATE OR REPLACE FUNCTION acted_through() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN drawbridge.actor() = session_user THEN 'login' ELSE 'as, by ' || session_user END
$$;

REVOKE ALL ON FUNCTION acted_through() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acted_through() TO drawbridge_worker, drawbridge_reviewer;
