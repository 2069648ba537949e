-- Seals what can be sealed now; answers the new seals: one, none, or one for each epoch after a restore. One session
-- seals at a time, and whoever comes second leaves it to the first.
CREATE OR REPLACE FUNCTION seal_events() RETURNS SETOF seal LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_epoch integer := current_epoch();
  v_xmin xid8;
  v_last seal;
  v_seal seal;
  v_events record;
  e integer;
BEGIN
  BEGIN
    LOCK TABLE lock_seal IN EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN RETURN;
  END;
  v_xmin := pg_snapshot_xmin(pg_current_snapshot());
  SELECT * INTO v_last FROM seal ORDER BY seal_id DESC LIMIT 1;
  FOR e IN
    SELECT DISTINCT v.epoch FROM event v
    WHERE (v.epoch, v.xid) >= (coalesce(v_last.epoch, 0), coalesce(v_last.to_xid, '0')) AND v.epoch <= v_epoch
    ORDER BY 1
  LOOP
    v_seal.epoch := e;
    v_seal.from_xid := CASE WHEN e = v_last.epoch THEN v_last.to_xid ELSE '0' END;
    v_seal.to_xid := CASE WHEN e < v_epoch THEN '18446744073709551615' ELSE v_xmin END;
    v_seal.form := 1;
    SELECT * INTO v_events FROM digest_events(v_seal.form, e, v_seal.from_xid, v_seal.to_xid);
    CONTINUE WHEN v_events.events = 0;
    v_seal.seal_id := coalesce(v_last.seal_id, 0) + 1;
    v_seal.sealed_at := clock_timestamp();
    v_seal.day := (v_seal.sealed_at AT TIME ZONE 'UTC')::date;
    v_seal.events := v_events.events;
    v_seal.last_at := v_events.last_at;
    v_seal.digest := v_events.digest;
    v_seal.head := seal_head(v_last.head, v_seal);
    INSERT INTO seal VALUES (v_seal.*);
    v_last := v_seal;
    RETURN NEXT v_seal;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION seal_events() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_events() TO drawbridge_worker, drawbridge_auditor;
