-- The head over everything that the seal says, the digest of its events, and the head before it.
CREATE OR REPLACE FUNCTION seal_head(p_before bytea, s seal) RETURNS bytea LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT sha256(convert_to(json_build_array(
    encode(p_before, 'hex'), s.seal_id, to_char(s.day, 'YYYY-MM-DD'),
    (extract(epoch FROM s.sealed_at) * 1000000)::bigint, s.form, s.epoch, s.from_xid, s.to_xid, s.events, (extract(epoch FROM s.last_at) * 1000000)::bigint,
    encode(s.digest, 'hex'))::text, 'UTF8'))
$$;

REVOKE ALL ON FUNCTION seal_head(bytea, seal) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_head(bytea, seal) TO drawbridge_auditor;
