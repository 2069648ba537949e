-- What waits in each lane: tickets, posts, posts under lease, posts that could be taken now, and for how many seconds the
-- oldest of these has waited.
CREATE OR REPLACE FUNCTION queue_lanes() RETURNS TABLE (
  lane integer, tickets bigint, posts bigint, leased bigint, visible bigint, oldest double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT l.lane, count(t.lo), coalesce(sum(t.n), 0)::bigint,
         coalesce(sum(t.n) FILTER (WHERE t.visible_at > now() AND t.worker IS NOT NULL), 0)::bigint,
         coalesce(sum(t.n) FILTER (WHERE t.visible_at <= now() AND NOT s.paused), 0)::bigint,
         max(extract(epoch FROM now() - greatest(t.queued_at, t.visible_at)))
           FILTER (WHERE t.visible_at <= now() AND NOT s.paused)::float8
  FROM generate_series(0, 2) AS l (lane) LEFT JOIN (ticket t JOIN source s USING (source_id)) ON t.lane = l.lane
  GROUP BY l.lane ORDER BY l.lane
$$;

REVOKE ALL ON FUNCTION queue_lanes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue_lanes() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;
