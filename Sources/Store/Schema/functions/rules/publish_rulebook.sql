-- Publishes a rulebook; answers its number, or null where the owner's setting asks for a second person, whose approval it
-- waits for then. The book itself has no say in that. p_returned_to is the publication to which a rollback goes back.
CREATE OR REPLACE FUNCTION publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  IF (SELECT publish_needs_second FROM setting) THEN
    INSERT INTO publication_request (rulebook_id, requested_by, reason, returned_to)
      VALUES (p_rulebook, actor(), p_reason, p_returned_to)
      ON CONFLICT DO NOTHING;
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('publication_requested', actor(), acted_through(),
              (SELECT json_build_object('hash', hash) FROM rulebook WHERE rulebook_id = p_rulebook));
    RETURN NULL;
  END IF;
  INSERT INTO publication (rulebook_id, actor, reason, returned_to) VALUES (p_rulebook, actor(), p_reason, p_returned_to)
    RETURNING publication_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_strip_nulls(json_build_object('hash', hash, 'returned_to', p_returned_to))
             FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION publish_rulebook(integer, text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publish_rulebook(integer, text, bigint) TO drawbridge_author;
