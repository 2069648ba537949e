-- Dead letters that nobody has put back, open cases, and dead rows of the table of tickets, as the server estimates.
CREATE OR REPLACE FUNCTION queue_counts() RETURNS TABLE (dead_letters bigint, cases bigint, dead_rows bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT (SELECT count(*) FROM dead_letter WHERE redriven_at IS NULL),
         (SELECT count(*) FROM review_case WHERE state = 'open'),
         coalesce((SELECT n_dead_tup FROM pg_stat_all_tables WHERE relid = to_regclass('drawbridge.ticket')), 0)
$$;

REVOKE ALL ON FUNCTION queue_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_counts() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;
