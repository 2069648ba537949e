-- Who acts: the login; in a private cluster, where one person is at home, its superuser acts as whom they say they are.
CREATE OR REPLACE FUNCTION actor() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT CASE WHEN s.is_private AND (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user)
              THEN coalesce(nullif(current_setting('drawbridge.acting_as', true), ''), session_user)
              ELSE session_user END
  FROM setting s
$$;

REVOKE ALL ON FUNCTION actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION actor() TO drawbridge_worker, drawbridge_reviewer;
