-- Decides after p_delay, an hour at most; until then `undo_decision` takes it back and nobody else can claim the case. The other arguments
-- are those of decide_case.
CREATE OR REPLACE FUNCTION stage_decision(
  p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval, p_policy text DEFAULT NULL,
  p_label text DEFAULT NULL, p_shown integer DEFAULT NULL
) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case := check_claim(p_case, p_token, p_shown);
  w record := check_words(c, p_action, p_policy, p_label);
  v_release timestamptz := now() + p_delay;
BEGIN
  PERFORM check_span('a decision waits', p_delay, '0', '1 hour');
  INSERT INTO decision_draft AS d (case_id, version, action, reason, actor, acted_through, release_at, policy, label)
    VALUES (p_case, c.version, p_action, p_reason, actor(), acted_through(), v_release, w.policy, w.label)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, action = excluded.action, reason = excluded.reason,
      actor = excluded.actor, acted_through = excluded.acted_through, staged_at = now(), release_at = excluded.release_at,
      policy = excluded.policy, label = excluded.label;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('staged', actor(), acted_through(), p_case, c.post_id,
            json_strip_nulls(json_build_object('action', p_action, 'policy', w.policy, 'label', w.label)));
  RETURN v_release;
END $$;

REVOKE ALL ON FUNCTION stage_decision(bigint, uuid, text, text, interval, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stage_decision(bigint, uuid, text, text, interval, text, text, integer) TO drawbridge_reviewer;
