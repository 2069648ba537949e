-- Whether a case keeps this post: open, or closed less than p_cases ago.
CREATE OR REPLACE FUNCTION is_kept(p_source integer, p_external text, p_cases interval) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT EXISTS (SELECT FROM review_case c WHERE c.source_id = p_source AND c.external_id = p_external
                   AND (c.state = 'open' OR c.closed_at > now() - p_cases))
$$;

REVOKE ALL ON FUNCTION is_kept(integer, text, interval) FROM PUBLIC;
