-- Locks one of the lock tables for this transaction; waits two seconds at most, and then names who holds it.
CREATE OR REPLACE FUNCTION take_lock(p_name text, p_mode text) RETURNS void LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
  EXECUTE format('LOCK TABLE %I IN %s MODE', 'lock_' || p_name, p_mode);
EXCEPTION WHEN lock_not_available THEN
  RAISE 'the lock of % is held by %', p_name, lock_holder('lock_' || p_name) USING ERRCODE = 'lock_not_available';
END $$;

REVOKE ALL ON FUNCTION take_lock(text, text) FROM PUBLIC;
