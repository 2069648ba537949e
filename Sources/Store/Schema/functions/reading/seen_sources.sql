-- The sources whose cases the login may see. Auditors, authors and whoever may act as the owner see all of them.
CREATE OR REPLACE FUNCTION seen_sources() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT coalesce(array_agg(s.source_id), '{}') FROM source s
  WHERE is_member('auditor', 'author')
     OR EXISTS (SELECT FROM reviewer_grant g WHERE g.reviewer = session_user
                  AND (g.kind = 'every_source' OR g.kind = 'source' AND g.source_id = s.source_id))
$$;

REVOKE ALL ON FUNCTION seen_sources() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seen_sources() TO drawbridge_reviewer, drawbridge_author, drawbridge_auditor;
