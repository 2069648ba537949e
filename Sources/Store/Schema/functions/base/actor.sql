-- Who acts: the login; in a private cluster, where one person is at home, whom they say they are.
CREATE OR REPLACE FUNCTION actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN s.is_private THEN coalesce(nullif(current_setting('drawbridge.acting_as', true), ''), session_user)
              ELSE session_user END
  FROM drawbridge.setting s
$$;

REVOKE ALL ON FUNCTION actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION actor() TO drawbridge_worker, drawbridge_reviewer;
