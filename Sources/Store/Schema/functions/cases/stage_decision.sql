-- Decides after p_delay; until then `undo_decision` takes it back and nobody else can claim the case.
CREATE OR REPLACE FUNCTION stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval)
RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case := check_claim(p_case, p_token);
  v_release timestamptz := now() + p_delay;
BEGIN
  INSERT INTO decision_draft AS d (case_id, version, action, reason, actor, acted_through, release_at)
    VALUES (p_case, c.version, p_action, p_reason, actor(), acted_through(), v_release)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, action = excluded.action, reason = excluded.reason,
      actor = excluded.actor, acted_through = excluded.acted_through, staged_at = now(), release_at = excluded.release_at;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('staged', actor(), acted_through(), p_case, c.post_id, json_build_object('action', p_action));
  RETURN v_release;
END $$;

REVOKE ALL ON FUNCTION stage_decision(bigint, uuid, text, text, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stage_decision(bigint, uuid, text, text, interval) TO drawbridge_reviewer;
