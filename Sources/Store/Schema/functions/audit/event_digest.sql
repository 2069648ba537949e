-- Over a JSON array, in which two different events never look the same. Without settings of its own, so that it is
-- inlined: 300,000 events are sealed in 2 s, and in 15 s otherwise (2026-11-25, two cores).
CREATE OR REPLACE FUNCTION event_digest(e event, p_form smallint) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT CASE p_form WHEN 1 THEN sha256(convert_to(json_build_array(
    e.event_id, e.epoch, e.xid, (extract(epoch FROM e.at) * 1000000)::bigint, e.kind, e.actor, e.acted_through,
    e.case_id, e.post_id, e.decision_id, encode(e.note_digest, 'hex'), e.detail::text)::text, 'UTF8')) END
$$;

REVOKE ALL ON FUNCTION event_digest(event, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_digest(event, smallint) TO drawbridge_auditor;
