-- Says who wrote an event, whatever its writer says. The schema's own functions, which run as its owner, name the person
-- whose staged decision they commit. A login that writes events itself (a worker) writes those of its work alone.
CREATE OR REPLACE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
BEGIN
  IF current_user = 'drawbridge_owner' AND NEW.actor IS NOT NULL THEN RETURN NEW; END IF;
  IF current_user <> 'drawbridge_owner' AND NEW.kind NOT IN ('rescreened', 'rule_limited')
    AND NOT pg_has_role(session_user, 'drawbridge_owner', 'MEMBER') THEN
    RAISE 'an event of the kind % is written by the schema''s functions alone', NEW.kind
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.actor := actor();
  NEW.acted_through := acted_through();
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION stamp_event() FROM PUBLIC;
