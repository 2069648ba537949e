-- Gives a consumer's cursor to a login, from now on; for the owner. Answers whether there is such a consumer.
CREATE OR REPLACE FUNCTION assign_consumer(p_consumer text, p_login text) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE outbox_cursor SET owner = p_login WHERE consumer = p_consumer;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('consumer_assigned', actor(), acted_through(), json_build_object('consumer', p_consumer, 'login', p_login));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION assign_consumer(text, text) FROM PUBLIC;
