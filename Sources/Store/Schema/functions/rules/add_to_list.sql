-- Adds an entry to a list for a minute to seven days. The same entry once more is held longer; by the same person, seven days
-- from the first time at most.
CREATE OR REPLACE FUNCTION add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  PERFORM check_span('an entry is added for a time', p_for, '1 minute', '7 days');
  PERFORM check_text('the entry', p_term, 400), check_text('the name of the pack', p_pack, 200),
          check_text('the name of the list', p_list, 200);
  IF p_reason IS NOT NULL THEN PERFORM check_text('the reason', p_reason, 10000); END IF;
  INSERT INTO list_addition AS a (pack, list, term, reason, added_by, until)
    VALUES (p_pack, p_list, p_term, p_reason, actor(), now() + p_for)
    ON CONFLICT (pack, list, term) WHERE ended_at IS NULL
    DO UPDATE SET reason = coalesce(excluded.reason, a.reason),
      until = greatest(a.until, CASE WHEN a.added_by = excluded.added_by
        THEN least(excluded.until, a.added_at + interval '7 days') ELSE excluded.until END)
    RETURNING addition_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_added', actor(), acted_through(), json_build_object('addition', v_id));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION add_to_list(text, text, text, interval, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_to_list(text, text, text, interval, text) TO drawbridge_reviewer, drawbridge_author;
