-- The stricter one of the text that stands and the text that first led to the case; private where there is no post.
CREATE OR REPLACE FUNCTION set_visibility() RETURNS trigger LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
DECLARE v_found text[];
BEGIN
  SELECT array_agg(post_visibility(p.document)) INTO v_found FROM post p
    WHERE p.post_id = ANY (ARRAY[NEW.post_id, NEW.first_post_id]);
  NEW.visibility := CASE WHEN v_found IS NULL OR 'private' = ANY (v_found) THEN 'private'
                         WHEN 'members' = ANY (v_found) THEN 'members' ELSE 'public' END;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION set_visibility() FROM PUBLIC;
