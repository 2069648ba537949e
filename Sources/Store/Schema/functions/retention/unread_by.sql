-- The consumer that lags most and has not read an outbox row of these (by their numbers, or that name a post of these);
-- null where every consumer has.
CREATE OR REPLACE FUNCTION unread_by(p_rows int8range, p_posts int8range) RETURNS text LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT c.consumer FROM outbox_cursor c
  WHERE EXISTS (
    SELECT FROM outbox o
    WHERE (o.epoch, o.xid, o.seq) > (c.epoch, c.xid, c.seq)
      AND (o.seq <@ p_rows
           OR EXISTS (SELECT FROM unnest(o.lo, o.hi) AS u (lo, hi) WHERE int8range(u.lo, u.hi, '[]') && p_posts)))
  ORDER BY c.acknowledged_at LIMIT 1
$$;

REVOKE ALL ON FUNCTION unread_by(int8range, int8range) FROM PUBLIC;
