-- Whoever may act as the owner changes the rules; everything is logged with who did it. p_returned_to is the publication to
-- which a rollback goes back.
CREATE OR REPLACE FUNCTION publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO publication (rulebook_id, actor, reason, returned_to) VALUES (p_rulebook, actor(), p_reason, p_returned_to)
    RETURNING publication_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_strip_nulls(json_build_object('hash', hash, 'returned_to', p_returned_to))
             FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;

REVOKE ALL ON FUNCTION publish_rulebook(integer, text, bigint) FROM PUBLIC;
