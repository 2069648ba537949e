CREATE OR REPLACE FUNCTION claim_chore(p_name text, p_every interval) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  INSERT INTO chore AS c (name, at) VALUES (p_name, now())
    ON CONFLICT (name) DO UPDATE SET at = now() WHERE c.at <= now() - p_every;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION claim_chore(text, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_chore(text, interval) TO drawbridge_worker;
