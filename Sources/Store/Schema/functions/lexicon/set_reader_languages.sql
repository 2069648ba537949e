-- Says which languages a reviewer reads. An operator says so for anybody but himself; a reviewer says of himself that he
-- reads fewer, and asks for more: those count when an operator has said so. Answers those that wait for that.
CREATE OR REPLACE FUNCTION set_reader_languages(p_reviewer text, p_langs text[]) RETURNS text[] LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_operates boolean := is_owner() OR is_member('operator') AND p_reviewer <> actor();
  v_waiting text[];
BEGIN
  IF NOT v_operates AND p_reviewer <> actor() THEN
    RAISE 'only an operator says what somebody else reads' USING ERRCODE = 'insufficient_privilege'; END IF;
  DELETE FROM reader_language WHERE reviewer = p_reviewer AND NOT lang = ANY (p_langs);
  INSERT INTO reader_language AS r (reviewer, lang, added_by, approved_at, approved_by)
    SELECT p_reviewer, l, actor(), CASE WHEN v_operates THEN now() END, CASE WHEN v_operates THEN actor() END
    FROM unnest(p_langs) AS l
    ON CONFLICT (reviewer, lang) DO UPDATE SET approved_at = excluded.approved_at, approved_by = excluded.approved_by
      WHERE r.approved_at IS NULL AND v_operates;
  SELECT coalesce(array_agg(lang ORDER BY lang), '{}') INTO v_waiting FROM reader_language
    WHERE reviewer = p_reviewer AND approved_at IS NULL;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reader_languages', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'languages', array_to_json(p_langs), 'waiting', array_to_json(v_waiting)));
  RETURN v_waiting;
END $$;

REVOKE ALL ON FUNCTION set_reader_languages(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_reader_languages(text, text[]) TO drawbridge_operator, drawbridge_reviewer;
