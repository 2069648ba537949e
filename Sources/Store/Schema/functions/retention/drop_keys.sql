-- Deletes the keys of posts that are gone, in one slice of pages of one partition of the keys. Answers how many went,
-- and null behind the last page.
CREATE OR REPLACE FUNCTION drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_table text := 'post_key_' || p_part;
  v_gone bigint;
BEGIN
  IF p_page * current_setting('block_size')::bigint >= pg_relation_size(format('%I', v_table)::regclass) THEN RETURN NULL; END IF;
  EXECUTE format(
    'DELETE FROM %I k WHERE k.ctid >= format(''(%%s,0)'', $1)::tid AND k.ctid < format(''(%%s,0)'', $2)::tid
       AND k.post_id < $3 AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = k.post_id)', v_table)
    USING p_page, p_page + p_pages, p_below;
  GET DIAGNOSTICS v_gone = ROW_COUNT;
  RETURN v_gone;
END $$;

REVOKE ALL ON FUNCTION drop_keys(integer, bigint, integer, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_keys(integer, bigint, integer, bigint) TO drawbridge_worker;
