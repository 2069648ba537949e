CREATE OR REPLACE FUNCTION end_addition(p_id bigint) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE list_addition SET ended_at = now(), ended_by = actor() WHERE addition_id = p_id AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_ended', actor(), acted_through(), json_build_object('addition', p_id));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION end_addition(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_addition(bigint) TO drawbridge_reviewer, drawbridge_author;
