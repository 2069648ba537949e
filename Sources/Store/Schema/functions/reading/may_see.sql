-- Whether the login may see a post of this source and visibility. Whatever answers a post's words asks this.
CREATE OR REPLACE FUNCTION may_see(p_source integer, p_visibility text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT p_source = ANY (seen_sources()) AND (p_visibility <> 'private' OR sees_private())
$$;

REVOKE ALL ON FUNCTION may_see(integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_see(integer, text) TO drawbridge_reviewer, drawbridge_author, drawbridge_auditor;
