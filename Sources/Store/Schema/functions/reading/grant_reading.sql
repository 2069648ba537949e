-- Lets a reviewer see a source (p_kind source), every source, or private messages; answers whether that is new. Nobody
-- grants it to himself but whoever may act as the owner.
CREATE OR REPLACE FUNCTION grant_reading(p_reviewer text, p_kind text, p_source text) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_source integer := (SELECT s.source_id FROM source s WHERE s.name = p_source);
BEGIN
  IF p_source IS NOT NULL AND v_source IS NULL THEN RAISE 'there is no source %', p_source USING ERRCODE = 'DBR25'; END IF;
  IF p_reviewer = actor() AND NOT is_owner() THEN
    RAISE 'nobody grants himself what he may read' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO reviewer_grant (reviewer, kind, source_id, granted_by) VALUES (p_reviewer, p_kind, v_source, actor())
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reading_granted', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'kind', p_kind, 'source', v_source));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION grant_reading(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION grant_reading(text, text, text) TO drawbridge_operator;
