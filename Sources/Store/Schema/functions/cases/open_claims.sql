-- How many cases a person holds now, those to be decided later not counted. Posts that are decided together are to count
-- as one here.
CREATE OR REPLACE FUNCTION open_claims(p_actor text, p_but bigint) RETURNS bigint LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT count(*) FROM review_case c
  WHERE c.state = 'open' AND c.claimed_by = p_actor AND c.claimed_until > now() AND c.claim_token IS NOT NULL
    AND c.case_id <> p_but
$$;

REVOKE ALL ON FUNCTION open_claims(text, bigint) FROM PUBLIC;
