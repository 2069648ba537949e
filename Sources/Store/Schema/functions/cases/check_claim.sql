-- Raises what stands against a decision of the acting person on this case; locks the case. With p_token null the
-- claim is not looked at: a draft was checked when it was made.
CREATE OR REPLACE FUNCTION check_claim(p_case bigint, p_token uuid) RETURNS review_case LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp AS $$
DECLARE c review_case;
BEGIN
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
  IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
  IF c.claim_token IS DISTINCT FROM p_token OR c.claimed_by IS DISTINCT FROM actor() THEN
    RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
  IF c.claimed_version <> c.version THEN
    RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
  RETURN c;
END $$;

REVOKE ALL ON FUNCTION check_claim(bigint, uuid) FROM PUBLIC;
