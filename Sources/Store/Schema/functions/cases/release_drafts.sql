-- Makes the drafts final whose time has come, by the database's clock. A draft whose post was edited or withdrawn
-- meanwhile is dropped, and the case waits for a person again. Answers (released, dropped).
CREATE OR REPLACE FUNCTION release_drafts(p_most integer) RETURNS TABLE (released integer, dropped integer) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE d record;
BEGIN
  released := 0;
  dropped := 0;
  FOR d IN
    SELECT f.*, c.state, c.post_id, c.version AS current_version
    FROM decision_draft f JOIN review_case c USING (case_id)
    WHERE f.release_at <= now() ORDER BY f.release_at LIMIT p_most FOR UPDATE OF c, f SKIP LOCKED
  LOOP
    IF d.state = 'open' AND d.version = d.current_version THEN
      PERFORM commit_decision(d.case_id, d.action, d.reason, d.actor, d.acted_through, d.policy, d.label);
      released := released + 1;
    ELSE
      DELETE FROM decision_draft WHERE case_id = d.case_id;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
        VALUES ('draft_dropped', d.actor, d.acted_through, d.case_id, d.post_id, json_build_object('state', d.state));
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION release_drafts(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_drafts(integer) TO drawbridge_worker;
