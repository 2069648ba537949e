-- How many logins beside the acting person hold one of these roles (without the prefix): who could be asked for a second look.
CREATE OR REPLACE FUNCTION others(VARIADIC p_roles text[]) RETURNS bigint LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT count(*) FROM pg_roles r
  WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> actor()
    AND EXISTS (SELECT FROM unnest(p_roles) AS u (name) WHERE pg_has_role(r.oid, 'drawbridge_' || u.name, 'MEMBER'))
$$;

REVOKE ALL ON FUNCTION others(text[]) FROM PUBLIC;
