-- Confirms an addition for p_for more (null: for good), by somebody who did not add it; answers whether there was one. Where
-- nobody else could be asked, the same person may after 24 hours, and the event says so.
CREATE OR REPLACE FUNCTION confirm_addition(p_id bigint, p_for interval) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE a list_addition;
BEGIN
  IF p_for IS NOT NULL THEN PERFORM check_span('an entry is confirmed for a time', p_for, '1 minute', '36500 days'); END IF;
  SELECT * INTO a FROM list_addition l WHERE l.addition_id = p_id AND l.ended_at IS NULL AND l.until > now() FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF a.added_by = actor() AND (others('reviewer', 'author') > 0 OR a.added_at > now() - interval '24 hours') THEN
    RAISE 'entry % is your own: another reviewer or an author confirms it', p_id USING ERRCODE = 'DBR23'; END IF;
  UPDATE list_addition
    SET confirmed_at = now(), confirmed_by = actor(), until = coalesce(now() + p_for, 'infinity')
    WHERE addition_id = p_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_confirmed', actor(), acted_through(),
            json_build_object('addition', p_id, 'same_person', a.added_by = actor()));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION confirm_addition(bigint, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION confirm_addition(bigint, interval) TO drawbridge_reviewer, drawbridge_author;
