-- Whether the login may act as the owner; a superuser may.
CREATE OR REPLACE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(session_user, 'drawbridge_owner', 'MEMBER')
$$;

REVOKE ALL ON FUNCTION is_owner() FROM PUBLIC;
