-- Decides a claimed case: decision, event and outbox row in one transaction.
CREATE OR REPLACE FUNCTION decide_case(p_case bigint, p_token uuid, p_action text, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM check_claim(p_case, p_token);
  RETURN commit_decision(p_case, p_action, p_reason, actor(), acted_through());
END $$;

REVOKE ALL ON FUNCTION decide_case(bigint, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decide_case(bigint, uuid, text, text) TO drawbridge_reviewer;
