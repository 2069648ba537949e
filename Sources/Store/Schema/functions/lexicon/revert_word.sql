-- Takes a proposed or an approved word back; answers whether there was one.
CREATE OR REPLACE FUNCTION revert_word(p_id bigint) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE lexicon_entry SET reverted_at = now(), reverted_by = actor()
    WHERE entry_id = p_id AND reverted_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_reverted', actor(), acted_through(), json_build_object('entry', p_id));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION revert_word(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revert_word(bigint) TO drawbridge_reviewer;
