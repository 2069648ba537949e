CREATE OR REPLACE FUNCTION set_reader_languages(p_reviewer text, p_langs text[]) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  DELETE FROM reader_language WHERE reviewer = p_reviewer AND NOT lang = ANY (p_langs);
  INSERT INTO reader_language (reviewer, lang, added_by)
    SELECT p_reviewer, l, actor() FROM unnest(p_langs) AS l ON CONFLICT DO NOTHING;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reader_languages', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'languages', array_to_json(p_langs)));
END $$;

REVOKE ALL ON FUNCTION set_reader_languages(text, text[]) FROM PUBLIC;
