-- Makes a decision final: case, decision, event and outbox row in one transaction. It takes the place of the one that
-- stood about the same text.
CREATE OR REPLACE FUNCTION commit_decision(
  p_case bigint, p_action text, p_reason text, p_actor text, p_through text,
  p_policy text DEFAULT NULL, p_label text DEFAULT NULL
) RETURNS bigint LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case;
  v_decision bigint;
  v_note record;
  v_pass smallint;
  v_supersedes bigint;
  v_reading text;
  v_words integer;
BEGIN
  UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case RETURNING * INTO c;
  DELETE FROM decision_draft WHERE case_id = p_case;
  v_pass := (SELECT max(v.pass) FROM verdict v WHERE v.post_id = c.post_id);
  v_supersedes := (SELECT max(d.decision_id) FROM decision d WHERE d.post_id = c.post_id);
  v_words := words_for(c.post_id, p_policy, p_label);
  v_reading := CASE WHEN EXISTS (
    SELECT FROM reader_language l WHERE l.reviewer = p_actor AND l.lang = lower(split_part(c.lang, '-', 1)))
    THEN 'read' ELSE 'aided' END;
  SELECT * INTO v_note FROM write_note(p_reason);
  INSERT INTO decision (case_id, post_id, action, actor, acted_through, note_id, note_digest, blind, policy, label,
                        rulebook_id, verdict_pass, reading, supersedes)
    VALUES (p_case, c.post_id, p_action, p_actor, p_through, v_note.note_id, v_note.digest, c.blind, p_policy, p_label,
            v_words, v_pass, v_reading, v_supersedes)
    RETURNING decision_id INTO v_decision;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, decision_id, note_digest, detail)
    VALUES ('decided', p_actor, p_through, p_case, c.post_id, v_decision, v_note.digest,
            json_strip_nulls(json_build_object(
              'action', p_action, 'blind', c.blind, 'policy', p_policy, 'label', p_label, 'rulebook', v_words,
              'pass', v_pass, 'reading', v_reading, 'supersedes', v_supersedes)));
  PERFORM tell_platform('decision', ARRAY[c.post_id], ARRAY[c.post_id], ARRAY[0::smallint], p_decision => v_decision);
  RETURN v_decision;
END $$;

REVOKE ALL ON FUNCTION commit_decision(bigint, text, text, text, text, text, text) FROM PUBLIC;
