-- Refuses where the consumer's cursor is another login's, or nobody's yet. Whoever may act as the owner reads with any.
CREATE OR REPLACE FUNCTION check_consumer(p_consumer text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_owner text;
BEGIN
  SELECT c.owner INTO v_owner FROM outbox_cursor c WHERE c.consumer = p_consumer;
  IF NOT FOUND OR v_owner = session_user OR is_owner() THEN RETURN; END IF;
  RAISE 'the consumer % belongs to %', p_consumer, coalesce('the login ' || v_owner, 'no login yet')
    USING ERRCODE = 'DBR22';
END $$;

REVOKE ALL ON FUNCTION check_consumer(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_consumer(text) TO drawbridge_consumer;
