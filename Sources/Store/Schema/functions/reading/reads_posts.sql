-- Whether the login reads posts that are no case of its own: authors of rules and auditors do.
CREATE OR REPLACE FUNCTION reads_posts() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT is_member('author', 'auditor')
$$;

REVOKE ALL ON FUNCTION reads_posts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reads_posts() TO drawbridge_author, drawbridge_auditor;
