-- The events behind a place, in their order, at most p_most: behind (p_seq, p_post), or behind what the consumer acknowledged
-- where p_seq is null or gone. Walks from row to row and from post to post and stops at the last event that was asked for, so
-- it reads what it answers and nothing else, whatever the planner knows of the tables.
--
-- Rows of transactions that may still run are left for later, and everything behind them too. What a later pass replaced and
-- what was erased is stepped over. What a person decided before, about the text or about the one that replaced it, stands: a
-- machine's word that comes later is told only where it was asked for, with the standing decision's number. After 8 MiB of posts, or 20,000 posts looked at, it stops: then the last row has no kind
-- and says where to go on.
CREATE OR REPLACE FUNCTION read_outbox(p_consumer text, p_seq bigint, p_post bigint, p_most integer) RETURNS TABLE (
  seq bigint, post_id bigint, kind text, at timestamptz, source_id integer, document json, pass smallint, verdict json,
  decision_id bigint, limit_id bigint, action text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET enable_hashjoin = off
  SET enable_mergejoin = off SET max_parallel_workers_per_gather = 0 SET jit = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_variable
DECLARE
  most_bytes constant bigint := 8388608;
  most_posts constant bigint := 20000;
  v_epoch constant integer := current_epoch();
  -- Taken before a row is looked at: whatever is older is there to be seen.
  v_horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  v_from record;
  o outbox;
  r record;
  posts refcursor;
  v_after bigint;  -- the post behind which this row goes on
  v_left bigint := p_most;
  v_bytes bigint := 0;
  v_looked bigint := 0;
  v_external text;
  v_standing bigint;
BEGIN
  PERFORM check_consumer(p_consumer);
  SELECT b.epoch, b.xid, b.seq, p_post AS post_id INTO v_from FROM outbox b WHERE b.seq = p_seq;
  IF NOT FOUND THEN
    SELECT c.epoch, c.xid, c.seq, c.post_id INTO v_from FROM outbox_cursor c WHERE c.consumer = p_consumer;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  <<rows>>
  FOR o IN
    SELECT b.* FROM outbox b
    WHERE (b.epoch, b.xid, b.seq) >= (v_from.epoch, v_from.xid, v_from.seq) AND (b.epoch < v_epoch OR b.xid < v_horizon)
    ORDER BY b.epoch, b.xid, b.seq
  LOOP
    SELECT o.seq, o.kind, o.at, o.decision_id, o.limit_id, o.action INTO seq, kind, at, decision_id, limit_id, action;
    v_after := CASE WHEN o.seq = v_from.seq THEN v_from.post_id ELSE -1 END;
    IF o.kind = 'rule_limited' THEN
      CONTINUE rows WHEN v_after >= 0;
      SELECT 0 INTO post_id, source_id, document, pass, verdict;
      RETURN NEXT;
      v_left := v_left - 1;
      EXIT rows WHEN v_left = 0;
    END IF;
    -- Stretches that touch are one: posts of one may come between those of the other, where two sources share a block.
    FOR r IN
      SELECT min(s.lo) AS lo, max(s.hi) AS hi, min(s.pass) AS pass, min(s.pass) <> max(s.pass) AS is_mixed
      FROM (
        SELECT i.lo, i.hi, i.pass, sum(i.begins) OVER (ORDER BY i.lo, i.hi) AS number
        FROM (
          SELECT u.lo, u.hi, u.pass, (u.lo > 1 + coalesce(max(u.hi) OVER (
            ORDER BY u.lo, u.hi ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -2))::integer AS begins
          FROM unnest(o.lo, o.hi, o.pass) AS u (lo, hi, pass)) i) s
      GROUP BY s.number ORDER BY s.number
    LOOP
      CONTINUE WHEN r.hi <= v_after;
      IF o.kind = 'verdict' THEN
        OPEN posts NO SCROLL FOR
          SELECT v.post_id, p.source_id, p.external_id, p.document, v.pass, v.body
          FROM (SELECT w.post_id, w.pass, w.body FROM verdict w
                WHERE w.post_id BETWEEN greatest(r.lo, v_after + 1) AND r.hi ORDER BY w.post_id, w.pass OFFSET 0) v
          LEFT JOIN LATERAL (
            SELECT p.source_id, p.external_id, p.document FROM post p
            WHERE p.post_id = v.post_id
              AND CASE WHEN r.is_mixed THEN EXISTS (
                    SELECT FROM unnest(o.lo, o.hi, o.pass) AS u (lo, hi, pass)
                    WHERE v.post_id BETWEEN u.lo AND u.hi AND u.pass = v.pass) ELSE v.pass = r.pass END
              AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
            LIMIT 1) p ON true;
      ELSE
        OPEN posts NO SCROLL FOR
          SELECT p.post_id, p.source_id, p.external_id, CASE WHEN o.kind <> 'no_verdict' OR NOT EXISTS (
                   SELECT FROM verdict w WHERE w.post_id = p.post_id) THEN p.document END, NULL, NULL
          FROM post p WHERE p.post_id BETWEEN greatest(r.lo, v_after + 1) AND r.hi ORDER BY p.post_id;
      END IF;
      LOOP
        FETCH posts INTO post_id, source_id, v_external, document, pass, verdict;
        EXIT WHEN NOT FOUND;
        v_looked := v_looked + 1;
        IF document IS NOT NULL AND o.kind IN ('verdict', 'no_verdict', 'dead_letter') THEN
          SELECT greatest(
            (SELECT max(d.decision_id) FROM decision d
             WHERE d.post_id = read_outbox.post_id AND (d.epoch, d.xid) < (o.epoch, o.xid)),
            (SELECT max(d.decision_id) FROM decision d
             WHERE d.post_id = (SELECT k.post_id FROM post_key k
                                WHERE k.source_id = read_outbox.source_id AND k.external_id = v_external)
               AND (d.epoch, d.xid) < (o.epoch, o.xid))) INTO v_standing;
          IF v_standing IS NOT NULL AND NOT o.even_decided THEN document := NULL; END IF;
          decision_id := v_standing;
        END IF;
        IF document IS NOT NULL THEN
          RETURN NEXT;
          v_left := v_left - 1;
          v_bytes := v_bytes + pg_column_size(document);
        END IF;
        EXIT rows WHEN v_left = 0 OR v_bytes > most_bytes OR v_looked >= most_posts;
      END LOOP;
      CLOSE posts;
    END LOOP;
  END LOOP;
  IF v_left > 0 AND (v_bytes > most_bytes OR v_looked >= most_posts) THEN
    kind := NULL;
    RETURN NEXT;
  END IF;
END $$;

REVOKE ALL ON FUNCTION read_outbox(text, bigint, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_outbox(text, bigint, bigint, integer) TO drawbridge_consumer;
