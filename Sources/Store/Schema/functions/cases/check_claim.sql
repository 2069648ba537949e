-- Raises what stands against a decision of the acting person on this case; locks the case. With p_token null it is this
-- login's claim that counts; with p_shown null the version that was recorded with the claim is the one that was read.
CREATE OR REPLACE FUNCTION check_claim(p_case bigint, p_token uuid, p_shown integer DEFAULT NULL) RETURNS review_case
  LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
DECLARE c review_case;
BEGIN
  PERFORM check_case(p_case);
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
  IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
  IF c.claim_token IS NULL OR c.claimed_by IS DISTINCT FROM actor() THEN
    RAISE 'case % is not claimed by you', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claim_token <> p_token THEN
    RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
  IF p_shown <> c.version THEN
    RAISE 'the post of case % was edited: version % was shown, and it is version % now', p_case, p_shown, c.version
      USING ERRCODE = 'DBR05'; END IF;
  IF p_shown IS NULL AND c.claimed_version IS DISTINCT FROM c.version THEN
    RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
  RETURN c;
END $$;

REVOKE ALL ON FUNCTION check_claim(bigint, uuid, integer) FROM PUBLIC;
