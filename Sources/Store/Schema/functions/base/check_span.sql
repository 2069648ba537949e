-- Refuses a span of time that is null or lies outside of what is allowed.
CREATE OR REPLACE FUNCTION check_span(p_what text, p_span interval, p_least interval, p_most interval) RETURNS void
  LANGUAGE plpgsql IMMUTABLE SET search_path = drawbridge, pg_temp AS $$
BEGIN
  IF p_span >= p_least AND p_span <= p_most THEN RETURN; END IF;
  RAISE '% from % to %, not %', p_what, p_least, p_most, coalesce(p_span::text, 'nothing')
    USING ERRCODE = 'invalid_parameter_value';
END $$;

REVOKE ALL ON FUNCTION check_span(text, interval, interval, interval) FROM PUBLIC;
