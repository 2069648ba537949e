-- Shows the text of a private case, to whoever may see it; the event says so. No row: there is no such case to see.
CREATE OR REPLACE FUNCTION open_private(p_case bigint)
RETURNS TABLE (document json, first_document json, screening json) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE c review_case;
BEGIN
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case AND may_see(r.source_id, r.visibility);
  IF NOT FOUND THEN RETURN; END IF;
  IF c.visibility = 'private' THEN
    INSERT INTO event (kind, actor, acted_through, case_id, post_id)
      VALUES ('opened_private', actor(), acted_through(), c.case_id, c.post_id);
  END IF;
  RETURN QUERY SELECT p.document,
      CASE WHEN c.first_post_id <> c.post_id THEN (SELECT f.document FROM post f WHERE f.post_id = c.first_post_id) END,
      CASE WHEN NOT (c.blind AND c.state = 'open')
           THEN (SELECT v.body FROM verdict v WHERE v.post_id = c.post_id ORDER BY v.pass DESC LIMIT 1) END
    FROM post p WHERE p.post_id = c.post_id;
END $$;

REVOKE ALL ON FUNCTION open_private(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_private(bigint) TO drawbridge_reviewer, drawbridge_auditor;
