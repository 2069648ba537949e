-- Answers what became of it: approved, missing, own (the proposer's), unread (not this reviewer's language). Where nobody else
-- reads the language, the proposer may after 24 hours, and the event says so.
CREATE OR REPLACE FUNCTION approve_word(p_id bigint) RETURNS text LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_entry lexicon_entry;
  v_lang text;
  v_reads boolean;
  v_same boolean;
BEGIN
  SELECT * INTO v_entry FROM lexicon_entry
    WHERE entry_id = p_id AND approved_at IS NULL AND reverted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 'missing'; END IF;
  v_lang := lower(split_part(v_entry.lang, '-', 1));
  PERFORM FROM reader_language
    WHERE reviewer = actor() AND lang = v_lang AND approved_at IS NOT NULL;
  v_reads := FOUND;
  v_same := v_entry.proposed_by = actor();
  IF v_same AND (v_entry.proposed_at > now() - interval '24 hours' OR EXISTS (
    SELECT FROM reader_language r JOIN pg_roles l ON l.rolname = r.reviewer
    WHERE r.lang = v_lang AND r.approved_at IS NOT NULL AND r.reviewer <> actor() AND l.rolcanlogin)) THEN RETURN 'own'; END IF;
  IF NOT v_reads THEN RETURN 'unread'; END IF;
  UPDATE lexicon_entry SET approved_at = now(), approved_by = actor() WHERE entry_id = p_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_approved', actor(), acted_through(), json_build_object('entry', p_id, 'same_person', v_same));
  RETURN 'approved';
END $$;

REVOKE ALL ON FUNCTION approve_word(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION approve_word(bigint) TO drawbridge_reviewer;
