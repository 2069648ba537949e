-- Claims a case, or the next one of a queue (any queue where p_queue is null), for an hour at most; 20 cases a person. No
-- row: nothing to claim.
CREATE OR REPLACE FUNCTION claim_case(p_case bigint, p_queue text, p_lease interval)
RETURNS TABLE (case_id bigint, claim_token uuid, claimed_until timestamptz, version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_case bigint;
  v_sources integer[] := seen_sources();
  v_private boolean := sees_private();
BEGIN
  PERFORM check_span('a claim holds', p_lease, '0', '1 hour');
  SELECT c.case_id INTO v_case FROM review_case c
    WHERE c.state = 'open' AND c.source_id = ANY (v_sources) AND (c.visibility <> 'private' OR v_private)
      AND (p_case IS NULL OR c.case_id = p_case) AND (p_queue IS NULL OR c.queue = p_queue)
      AND (c.claimed_until IS NULL OR c.claimed_until < now() OR (p_case IS NOT NULL AND c.claimed_by = actor()))
      AND NOT EXISTS (SELECT FROM decision_draft d WHERE d.case_id = c.case_id AND d.version = c.version)
    ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id FOR UPDATE SKIP LOCKED LIMIT 1;
  IF v_case IS NULL THEN RETURN; END IF;
  IF open_claims(actor(), v_case) >= 20 THEN
    RAISE 'you hold 20 cases already: decide some of them, or let their claims end' USING ERRCODE = 'DBR20'; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'claimed', actor(), acted_through(), c.case_id, c.post_id FROM review_case c WHERE c.case_id = v_case;
  RETURN QUERY UPDATE review_case c
    SET claimed_by = actor(), claimed_until = now() + p_lease, claim_token = gen_random_uuid(), claimed_version = c.version
    WHERE c.case_id = v_case RETURNING c.case_id, c.claim_token, c.claimed_until, c.version;
END $$;

REVOKE ALL ON FUNCTION claim_case(bigint, text, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_case(bigint, text, interval) TO drawbridge_reviewer;
