-- The control file is read once after each start of the server: that costs as much as the rest of an outbox row.
CREATE OR REPLACE FUNCTION current_epoch() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  s setting;
  v_actual bigint;
  v_is_new boolean;
BEGIN
  SELECT * INTO s FROM setting;
  IF s.server_started = pg_postmaster_start_time() THEN RETURN s.epoch; END IF;
  SELECT * INTO s FROM setting FOR UPDATE;
  v_actual := (SELECT system_identifier FROM pg_control_system());
  v_is_new := s.system_identifier IS DISTINCT FROM v_actual;
  s.epoch := s.epoch + v_is_new::integer;
  UPDATE setting
    SET epoch = s.epoch, system_identifier = v_actual, server_started = pg_postmaster_start_time();
  IF v_is_new THEN
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('epoch', session_user, 'login', json_build_object('epoch', s.epoch));
  END IF;
  RETURN s.epoch;
END $$;

REVOKE ALL ON FUNCTION current_epoch() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_epoch() TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;
