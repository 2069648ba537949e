-- Writes a row of the outbox and answers its number. Nobody does so in another way: the epoch is looked at before a number is drawn, so that
-- after a restore not even the first event has a number that was given before.
CREATE OR REPLACE FUNCTION tell_platform(
  p_kind text, p_lo bigint[], p_hi bigint[], p_pass smallint[], p_action text DEFAULT NULL, p_decision bigint DEFAULT NULL,
  p_limit bigint DEFAULT NULL, p_even_decided boolean DEFAULT false
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_epoch constant integer := current_epoch();
  v_seq bigint;
BEGIN
  INSERT INTO outbox (epoch, kind, lo, hi, pass, action, decision_id, limit_id, even_decided)
    VALUES (v_epoch, p_kind, p_lo, p_hi, p_pass, p_action, p_decision, p_limit, p_even_decided)
    RETURNING seq INTO v_seq;
  RETURN v_seq;
END $$;

REVOKE ALL ON FUNCTION tell_platform(text, bigint[], bigint[], smallint[], text, bigint, bigint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tell_platform(text, bigint[], bigint[], smallint[], text, bigint, bigint, boolean) TO drawbridge_worker;
