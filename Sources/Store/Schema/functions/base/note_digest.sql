CREATE OR REPLACE FUNCTION note_digest(p_salt bytea, p_body text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(p_salt || convert_to(p_body, 'UTF8'))
$$;

REVOKE ALL ON FUNCTION note_digest(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_digest(bytea, text) TO drawbridge_auditor;
