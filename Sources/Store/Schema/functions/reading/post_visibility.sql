CREATE OR REPLACE FUNCTION post_visibility(p_document json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_document ->> 'visibility' WHEN 'private' THEN 'private' WHEN 'members' THEN 'members' ELSE 'public' END
$$;

REVOKE ALL ON FUNCTION post_visibility(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION post_visibility(json) TO drawbridge_worker, drawbridge_author, drawbridge_auditor;
