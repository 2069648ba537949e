ALTER TABLE review_case ADD COLUMN blind boolean NOT NULL DEFAULT false;
ALTER TABLE decision ADD COLUMN blind boolean NOT NULL DEFAULT false;

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
  INSERT INTO outbox (epoch, kind, lo, hi, pass, decision_id)
    VALUES (current_epoch(), 'decision', ARRAY[v_post], ARRAY[v_post], ARRAY[0::smallint], v_decision);
  RETURN v_decision;
END $$;

-- Shows what the rules made of an open case; what is decided about it measures no rule any more.
CREATE FUNCTION reveal_case(p_case bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_post bigint;
BEGIN
  UPDATE review_case SET blind = false WHERE case_id = p_case AND state = 'open' AND blind
    RETURNING post_id INTO v_post;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    VALUES ('revealed', actor(), acted_through(), p_case, v_post);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION reveal_case(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reveal_case(bigint) TO drawbridge_reviewer;
