-- Whether a login may hand in posts of a source: one of its own, or any where it was given every source. Whoever may act
-- as the owner may always.
CREATE OR REPLACE FUNCTION may_ingest(p_source text, p_login text DEFAULT session_user) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT EXISTS (SELECT FROM login_source g WHERE g.login = p_login AND g.source_id IS NULL)
      OR EXISTS (SELECT FROM login_source g JOIN source s USING (source_id) WHERE g.login = p_login AND s.name = p_source)
      OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = p_login AND pg_has_role(r.oid, 'drawbridge_owner', 'MEMBER'))
$$;

REVOKE ALL ON FUNCTION may_ingest(text, text) FROM PUBLIC;
