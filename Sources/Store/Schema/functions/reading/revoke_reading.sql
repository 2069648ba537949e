-- Takes a grant of `grant_reading` back and ends the reviewer's claims on what he sees no more; answers whether it was there.
CREATE OR REPLACE FUNCTION revoke_reading(p_reviewer text, p_kind text, p_source text) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_source integer := (SELECT s.source_id FROM source s WHERE s.name = p_source);
BEGIN
  IF p_source IS NOT NULL AND v_source IS NULL THEN RAISE 'there is no source %', p_source USING ERRCODE = 'DBR25'; END IF;
  DELETE FROM reviewer_grant WHERE reviewer = p_reviewer AND kind = p_kind AND source_id IS NOT DISTINCT FROM v_source;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE review_case SET claimed_until = now(), claim_token = NULL
    WHERE state = 'open' AND claimed_by = p_reviewer AND claim_token IS NOT NULL;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reading_revoked', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'kind', p_kind, 'source', v_source));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION revoke_reading(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revoke_reading(text, text, text) TO drawbridge_operator;
