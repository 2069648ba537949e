CREATE OR REPLACE FUNCTION digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8)
RETURNS TABLE (events bigint, last_at timestamptz, digest bytea) LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT count(*), max(e.at), digest_chain(event_digest(e, p_form) ORDER BY e.xid, e.event_id)
  FROM event e WHERE e.epoch = p_epoch AND e.xid >= p_from AND e.xid < p_to
$$;

REVOKE ALL ON FUNCTION digest_events(smallint, integer, xid8, xid8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION digest_events(smallint, integer, xid8, xid8) TO drawbridge_auditor;
