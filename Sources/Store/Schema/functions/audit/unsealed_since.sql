-- When the oldest event happened that no seal covers; null where all are sealed.
CREATE OR REPLACE FUNCTION unsealed_since() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT e.at FROM event e
  WHERE (e.epoch, e.xid) >= (SELECT coalesce(max(s.epoch), 0), coalesce(max(s.to_xid), '0') FROM (
                               SELECT epoch, to_xid FROM seal ORDER BY seal_id DESC LIMIT 1) s)
  ORDER BY e.epoch, e.xid, e.event_id LIMIT 1
$$;

REVOKE ALL ON FUNCTION unsealed_since() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unsealed_since() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;
