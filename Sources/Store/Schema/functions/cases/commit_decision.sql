-- Makes a decision final: case, decision, event and outbox row in one transaction.
CREATE OR REPLACE FUNCTION commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text)
RETURNS bigint LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint;
  v_blind boolean;
  v_decision bigint;
  v_note record;
BEGIN
  UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case
    RETURNING post_id, blind INTO v_post, v_blind;
  DELETE FROM decision_draft WHERE case_id = p_case;
  SELECT * INTO v_note FROM write_note(p_reason);
  INSERT INTO decision (case_id, post_id, action, actor, acted_through, note_id, note_digest, blind)
    VALUES (p_case, v_post, p_action, p_actor, p_through, v_note.note_id, v_note.digest, v_blind)
    RETURNING decision_id INTO v_decision;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, decision_id, note_digest, detail)
    VALUES ('decided', p_actor, p_through, p_case, v_post, v_decision, v_note.digest,
            json_build_object('action', p_action, 'blind', v_blind));
  PERFORM tell_platform('decision', ARRAY[v_post], ARRAY[v_post], ARRAY[0::smallint], p_decision => v_decision);
  RETURN v_decision;
END $$;

REVOKE ALL ON FUNCTION commit_decision(bigint, text, text, text, text) FROM PUBLIC;
