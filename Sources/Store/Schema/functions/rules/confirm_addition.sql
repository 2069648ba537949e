-- Confirms an addition for p_for more (null: for good), by somebody; answers whether there was one.
CREATE OR REPLACE FUNCTION confirm_addition(p_id bigint, p_for interval) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE list_addition
    SET confirmed_at = now(), confirmed_by = actor(), until = coalesce(now() + p_for, 'infinity')
    WHERE addition_id = p_id AND ended_at IS NULL AND until > now();
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_confirmed', actor(), acted_through(), json_build_object('addition', p_id));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION confirm_addition(bigint, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION confirm_addition(bigint, interval) TO drawbridge_reviewer;
