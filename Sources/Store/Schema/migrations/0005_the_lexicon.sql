-- Who reads what, by primary language subtag.
CREATE TABLE reader_language (
  reviewer text NOT NULL,
  lang text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  added_by text NOT NULL,
  PRIMARY KEY (reviewer, lang)
);

-- A word with its meanings. It takes effect when a reader of its language, other than the proposer, approved it.
CREATE TABLE lexicon_entry (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  term text NOT NULL,
  lang text NOT NULL,
  reading text NOT NULL,
  -- Reader's language to meanings, the likeliest first: {"en": ["run away abroad"]}.
  glosses jsonb NOT NULL,
  flags text[] NOT NULL,
  notes jsonb NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  proposed_by text NOT NULL,
  approved_at timestamptz,
  approved_by text,
  reverted_at timestamptz,
  reverted_by text,
  CHECK (length(term) BETWEEN 1 AND 60)
);
CREATE UNIQUE INDEX lexicon_entry_open ON lexicon_entry (lang, lower(term)) WHERE reverted_at IS NULL;

CREATE FUNCTION set_reader_languages(p_reviewer text, p_langs text[]) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  DELETE FROM reader_language WHERE reviewer = p_reviewer AND NOT lang = ANY (p_langs);
  INSERT INTO reader_language (reviewer, lang, added_by)
    SELECT p_reviewer, l, actor() FROM unnest(p_langs) AS l ON CONFLICT DO NOTHING;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reader_languages', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'languages', array_to_json(p_langs)));
END $$;

CREATE FUNCTION propose_word(
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

-- Answers what became of it: approved, missing, own (the proposer's), unread (not this reviewer's language).
CREATE FUNCTION approve_word(p_id bigint) RETURNS text LANGUAGE plpgsql
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

-- Takes a proposed or an approved word back; answers whether there was one.
CREATE FUNCTION revert_word(p_id bigint) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE lexicon_entry SET reverted_at = now(), reverted_by = actor()
    WHERE entry_id = p_id AND reverted_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_reverted', actor(), acted_through(), json_build_object('entry', p_id));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION set_reader_languages(text, text[]),
  propose_word(text, text, text, jsonb, text[], jsonb), approve_word(bigint), revert_word(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION propose_word(text, text, text, jsonb, text[], jsonb), approve_word(bigint),
  revert_word(bigint) TO drawbridge_reviewer;
GRANT SELECT ON reader_language, lexicon_entry TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor;
