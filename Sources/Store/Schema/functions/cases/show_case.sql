-- Records with the acting person's claim which version of the post was shown; answers whether there is such a claim.
CREATE OR REPLACE FUNCTION show_case(p_case bigint, p_version integer) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM check_case(p_case);
  UPDATE review_case SET claimed_version = p_version
    WHERE case_id = p_case AND state = 'open' AND claimed_by = actor() AND claimed_until >= now() AND version >= p_version;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION show_case(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION show_case(bigint, integer) TO drawbridge_reviewer;
