CREATE OR REPLACE FUNCTION next_pass(p_lo bigint, p_hi bigint) RETURNS smallint LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT (1 + greatest(0,
    (SELECT max(pass) FROM verdict WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM dead_letter WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM post_report WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(t.pass) FROM generate_series(0, 2) AS l (lane) CROSS JOIN source s
       JOIN ticket t ON (t.lane, t.source_id) = (l.lane, s.source_id) AND t.lo BETWEEN p_lo AND p_hi)))::smallint
$$;

REVOKE ALL ON FUNCTION next_pass(bigint, bigint) FROM PUBLIC;
