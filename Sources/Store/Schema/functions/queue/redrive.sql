-- Puts single posts back into the queue; answers how many. One that waits there already is not doubled.
CREATE OR REPLACE FUNCTION redrive(p_posts bigint[], p_lane smallint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_made bigint;
BEGIN
  INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
    SELECT p_lane, p.source_id, p.post_id, p.post_id, next_pass(p.post_id, p.post_id), 1
    FROM (SELECT DISTINCT unnest(p_posts) AS post_id) u JOIN post p USING (post_id) ORDER BY p.post_id
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_made = ROW_COUNT;
  UPDATE dead_letter SET redriven_at = now() WHERE post_id = ANY (p_posts) AND redriven_at IS NULL;
  PERFORM pg_notify('drawbridge_ticket', '');
  RETURN v_made;
END $$;

REVOKE ALL ON FUNCTION redrive(bigint[], smallint) FROM PUBLIC;
