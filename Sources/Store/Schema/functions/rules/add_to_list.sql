CREATE OR REPLACE FUNCTION add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO list_addition AS a (pack, list, term, reason, added_by, until)
    VALUES (p_pack, p_list, p_term, p_reason, actor(), now() + p_for)
    ON CONFLICT (pack, list, term) WHERE ended_at IS NULL
    DO UPDATE SET until = greatest(a.until, excluded.until), reason = coalesce(excluded.reason, a.reason)
    RETURNING addition_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_added', actor(), acted_through(), json_build_object('addition', v_id));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION add_to_list(text, text, text, interval, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_to_list(text, text, text, interval, text) TO drawbridge_reviewer;
