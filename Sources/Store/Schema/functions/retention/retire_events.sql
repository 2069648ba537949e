-- Drops the oldest seals' events, with their decisions and notes, where all events of a seal are older than p_before;
-- at most p_most seals; refuses less time than the owner's setting. The seals stay, so the chain of heads stays whole. No
-- row: nothing was due, or somebody else is retiring.
CREATE OR REPLACE FUNCTION retire_events(p_before interval, p_most integer)
RETURNS TABLE (seals bigint, events bigint, decisions bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_done bigint;
  v_through bigint;
  v_slice seal;
  v_gone bigint;
  v_decisions bigint[];
BEGIN
  PERFORM check_span('events are kept', p_before, (SELECT retain_events FROM setting), '1000 years');
  BEGIN
    LOCK TABLE lock_retention IN EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN RETURN;
  END;
  v_done := retired_seals();
  v_through := (
    SELECT max(s.seal_id) FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_done + p_most AND s.seal_id < coalesce(
      (SELECT min(y.seal_id) FROM seal y WHERE y.seal_id > v_done AND y.last_at >= now() - p_before),
      9223372036854775807));
  IF v_through IS NULL THEN RETURN; END IF;
  PERFORM set_config('drawbridge.retiring', 'on', true);
  seals := v_through - v_done;
  events := 0;
  decisions := 0;
  FOR v_slice IN SELECT * FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_through ORDER BY s.seal_id LOOP
    SELECT array_agg(e.decision_id) INTO v_decisions FROM event e
      WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid AND e.kind = 'decided';
    DELETE FROM note n USING decision d WHERE d.decision_id = ANY (v_decisions) AND n.note_id = d.note_id;
    DELETE FROM decision d WHERE d.decision_id = ANY (v_decisions);
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    decisions := decisions + v_gone;
    DELETE FROM event e WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid;
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    events := events + v_gone;
  END LOOP;
  PERFORM set_config('drawbridge.retiring', '', true);
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('retired', actor(), acted_through(),
            json_build_object('through_seal', v_through, 'events', events, 'decisions', decisions));
  RETURN NEXT;
END $$;

REVOKE ALL ON FUNCTION retire_events(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retire_events(interval, integer) TO drawbridge_worker;
