-- Deletion is for the functions of retention alone, which run as the owner and say so; a change is for nobody.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'drawbridge_owner' AND current_setting('drawbridge.retiring', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'DBR09';
END $$;

REVOKE ALL ON FUNCTION refuse_change() FROM PUBLIC;
