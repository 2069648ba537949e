-- Shows what the rules made of an open case; what is decided about it measures no rule any more.
CREATE OR REPLACE FUNCTION reveal_case(p_case bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_post bigint;
BEGIN
  PERFORM check_case(p_case);
  UPDATE review_case SET blind = false WHERE case_id = p_case AND state = 'open' AND blind
    RETURNING post_id INTO v_post;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    VALUES ('revealed', actor(), acted_through(), p_case, v_post);
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION reveal_case(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reveal_case(bigint) TO drawbridge_reviewer;
