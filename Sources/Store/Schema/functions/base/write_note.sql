CREATE OR REPLACE FUNCTION write_note(p_body text, OUT note_id bigint, OUT digest bytea) LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  INSERT INTO note AS n (salt, body) VALUES (uuid_send(gen_random_uuid()), p_body)
    RETURNING n.note_id, note_digest(n.salt, n.body) INTO write_note.note_id, write_note.digest;
END $$;

REVOKE ALL ON FUNCTION write_note(text) FROM PUBLIC;
