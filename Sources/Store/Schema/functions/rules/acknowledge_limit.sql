-- Somebody has looked: the rule acts again, and its hits are counted anew from now. Answers whether there was a limit.
CREATE OR REPLACE FUNCTION acknowledge_limit(p_rule text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE rule_limit SET acknowledged_at = now(), acknowledged_by = actor()
    WHERE rule = p_rule AND acknowledged_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('limit_acknowledged', actor(), acted_through(), json_build_object('rule', p_rule));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION acknowledge_limit(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_limit(text) TO drawbridge_reviewer, drawbridge_author;
