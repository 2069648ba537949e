-- A digest over any number of digests in 32 bytes of memory, and the aggregate that is made of it.
CREATE OR REPLACE FUNCTION digest_link(p_state bytea, p_next bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(p_state || p_next)
$$;
CREATE OR REPLACE AGGREGATE digest_chain(bytea) (sfunc = digest_link, stype = bytea, initcond = '');

REVOKE ALL ON FUNCTION digest_link(bytea, bytea), digest_chain(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION digest_link(bytea, bytea), digest_chain(bytea) TO drawbridge_auditor;
