-- Whether the login holds one of these roles (without the prefix), or may act as the owner.
CREATE OR REPLACE FUNCTION is_member(VARIADIC p_roles text[]) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT is_owner() OR EXISTS (
    SELECT FROM unnest(p_roles) AS r (name) WHERE pg_has_role(session_user, 'drawbridge_' || r.name, 'MEMBER'))
$$;

REVOKE ALL ON FUNCTION is_member(text[]) FROM PUBLIC;
