-- Refuses, as if there were none, a case that the login may not see.
CREATE OR REPLACE FUNCTION check_case(p_case bigint) RETURNS void LANGUAGE plpgsql STABLE
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM FROM review_case c WHERE c.case_id = p_case AND may_see(c.source_id, c.visibility);
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
END $$;

REVOKE ALL ON FUNCTION check_case(bigint) FROM PUBLIC;
