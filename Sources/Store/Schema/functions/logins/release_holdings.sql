-- Frees what a reviewer who was disabled still holds: staged decisions are dropped, claims end. Answers how many of each.
CREATE OR REPLACE FUNCTION release_holdings(p_login text, OUT drafts bigint, OUT claims bigint) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  WITH dropped AS (
    DELETE FROM decision_draft WHERE actor = p_login RETURNING case_id
  ), logged AS (
    INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
      SELECT 'draft_dropped', actor(), acted_through(), c.case_id, c.post_id, json_build_object('state', 'disabled')
      FROM dropped JOIN review_case c USING (case_id)
  )
  SELECT count(*) INTO drafts FROM dropped;
  UPDATE review_case SET claimed_until = now(), claim_token = NULL
    WHERE state = 'open' AND claimed_by = p_login AND claim_token IS NOT NULL;
  GET DIAGNOSTICS claims = ROW_COUNT;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reviewer_disabled', actor(), acted_through(),
            json_build_object('reviewer', p_login, 'drafts', drafts, 'claims', claims));
END $$;

REVOKE ALL ON FUNCTION release_holdings(text) FROM PUBLIC;
