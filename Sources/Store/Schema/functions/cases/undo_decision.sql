CREATE OR REPLACE FUNCTION undo_decision(p_case bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM FROM review_case WHERE case_id = p_case FOR UPDATE;
  DELETE FROM decision_draft WHERE case_id = p_case AND actor = actor();
  IF NOT FOUND THEN RAISE 'case % has no staged decision of yours', p_case USING ERRCODE = 'DBR06'; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'undone', actor(), acted_through(), case_id, post_id FROM review_case WHERE case_id = p_case;
END $$;

REVOKE ALL ON FUNCTION undo_decision(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION undo_decision(bigint) TO drawbridge_reviewer;
