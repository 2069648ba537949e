-- Whether the login may open private messages of the sources that it sees.
CREATE OR REPLACE FUNCTION sees_private() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT is_member('auditor')
      OR EXISTS (SELECT FROM reviewer_grant g WHERE g.reviewer = session_user AND g.kind = 'private')
$$;

REVOKE ALL ON FUNCTION sees_private() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sees_private() TO drawbridge_reviewer, drawbridge_author, drawbridge_auditor;
