-- Decides a claimed case: decision, event and outbox row in one transaction. p_token may be null: then it is this login's
-- claim. p_policy and p_label are checked against the rulebook's; p_shown is the version that was read, where it is not the
-- one recorded with the claim.
CREATE OR REPLACE FUNCTION decide_case(
  p_case bigint, p_token uuid, p_action text, p_reason text, p_policy text DEFAULT NULL, p_label text DEFAULT NULL,
  p_shown integer DEFAULT NULL
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case := check_claim(p_case, p_token, p_shown);
  w record := check_words(c, p_action, p_policy, p_label);
BEGIN
  RETURN commit_decision(p_case, p_action, p_reason, actor(), acted_through(), w.policy, w.label);
END $$;

REVOKE ALL ON FUNCTION decide_case(bigint, uuid, text, text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decide_case(bigint, uuid, text, text, text, text, integer) TO drawbridge_reviewer;
