CREATE OR REPLACE FUNCTION propose_word(
  p_term text, p_lang text, p_reading text, p_glosses jsonb, p_flags text[], p_notes jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO lexicon_entry (term, lang, reading, glosses, flags, notes, proposed_by)
    VALUES (p_term, p_lang, p_reading, p_glosses, p_flags, p_notes, actor())
    ON CONFLICT (lang, lower(term)) WHERE reverted_at IS NULL DO NOTHING RETURNING entry_id INTO v_id;
  IF v_id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_proposed', actor(), acted_through(), json_build_object('entry', v_id));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION propose_word(text, text, text, jsonb, text[], jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION propose_word(text, text, text, jsonb, text[], jsonb) TO drawbridge_reviewer;
