-- Answers what became of it: approved, missing, own (the proposer's), unread (not this reviewer's language).
CREATE OR REPLACE FUNCTION approve_word(p_id bigint) RETURNS text LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_entry lexicon_entry;
BEGIN
  SELECT * INTO v_entry FROM lexicon_entry
    WHERE entry_id = p_id AND approved_at IS NULL AND reverted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 'missing'; END IF;
  IF v_entry.proposed_by = actor() THEN RETURN 'own'; END IF;
  PERFORM FROM reader_language
    WHERE reviewer = actor() AND lang = lower(split_part(v_entry.lang, '-', 1));
  IF NOT FOUND THEN RETURN 'unread'; END IF;
  UPDATE lexicon_entry SET approved_at = now(), approved_by = actor() WHERE entry_id = p_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_approved', actor(), acted_through(), json_build_object('entry', p_id));
  RETURN 'approved';
END $$;

REVOKE ALL ON FUNCTION approve_word(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION approve_word(bigint) TO drawbridge_reviewer;
