-- The second person's approval: publishes the rulebook as the first one asked. Null: nobody asked for it. Where no other
-- author could be asked, the same person may after 24 hours, and the event says so.
CREATE OR REPLACE FUNCTION approve_publication(p_rulebook integer) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  q publication_request;
  v_id bigint;
BEGIN
  SELECT * INTO q FROM publication_request r WHERE r.rulebook_id = p_rulebook AND r.publication_id IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF q.requested_by = actor() AND (others('author') > 0 OR q.requested_at > now() - interval '24 hours') THEN
    RAISE 'you asked for this rulebook yourself: another author approves it' USING ERRCODE = 'DBR23'; END IF;
  INSERT INTO publication (rulebook_id, actor, reason, approved_by, returned_to)
    VALUES (p_rulebook, q.requested_by, q.reason, actor(), q.returned_to)
    RETURNING publication_id INTO v_id;
  UPDATE publication_request SET publication_id = v_id WHERE request_id = q.request_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_build_object('hash', hash, 'requested_by', q.requested_by, 'same_person', q.requested_by = actor())
             FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION approve_publication(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION approve_publication(integer) TO drawbridge_author;
