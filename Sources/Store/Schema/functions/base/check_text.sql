-- Refuses words that are missing or blank, too long in bytes, or hold control characters.
CREATE OR REPLACE FUNCTION check_text(p_what text, p_words text, p_bytes integer) RETURNS void
  LANGUAGE plpgsql IMMUTABLE SET search_path = drawbridge, pg_temp AS $$
BEGIN
  IF p_words IS NULL OR p_words !~ '[^[:space:]]' THEN
    RAISE '% is empty', p_what USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF octet_length(p_words) > p_bytes THEN
    RAISE '% is longer than % bytes', p_what, p_bytes USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF p_words ~ E'[\u0001-\u001F\u007F-\u009F\u2028\u2029]' THEN
    RAISE '% holds control characters', p_what USING ERRCODE = 'invalid_parameter_value'; END IF;
END $$;

REVOKE ALL ON FUNCTION check_text(text, text, integer) FROM PUBLIC;
