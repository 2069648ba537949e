ALTER TABLE setting ADD COLUMN system_identifier bigint, ADD COLUMN server_started timestamptz;
UPDATE setting SET system_identifier = (SELECT system_identifier FROM pg_control_system());

-- The control file is read once after each start of the server: that costs as much as the rest of an outbox row.
CREATE FUNCTION current_epoch() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  s setting;
  v_actual bigint;
  v_is_new boolean;
BEGIN
  SELECT * INTO s FROM setting;
  IF s.server_started = pg_postmaster_start_time() THEN RETURN s.epoch; END IF;
  SELECT * INTO s FROM setting FOR UPDATE;
  v_actual := (SELECT system_identifier FROM pg_control_system());
  v_is_new := s.system_identifier IS DISTINCT FROM v_actual;
  s.epoch := s.epoch + v_is_new::integer;
  UPDATE setting
    SET epoch = s.epoch, system_identifier = v_actual, server_started = pg_postmaster_start_time();
  IF v_is_new THEN
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('epoch', session_user, 'login', json_build_object('epoch', s.epoch));
  END IF;
  RETURN s.epoch;
END $$;
ALTER TABLE source
  ADD CHECK (weight BETWEEN 1 AND 1000), ADD CHECK (max_inflight > 0),
  -- What the platform is to do with a post that has no verdict after a while; null: it is never told.
  ADD COLUMN on_no_verdict text NOT NULL DEFAULT 'hold' CHECK (on_no_verdict IN ('publish', 'hold')),
  ADD COLUMN no_verdict_after interval;

ALTER TABLE ticket
  ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN announced boolean NOT NULL DEFAULT false;

-- How often a post had been reported when the pass began that looks at it again.
CREATE TABLE post_report (
  post_id bigint NOT NULL,
  pass smallint NOT NULL,
  reports bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, pass)
);
ALTER TABLE post_key ADD COLUMN reports bigint;
ALTER TABLE dead_letter ADD COLUMN redriven_at timestamptz;
CREATE SEQUENCE outbox_seq;
ALTER TABLE outbox RENAME TO outbox_before;
ALTER INDEX outbox_pkey RENAME TO outbox_before_pkey;
ALTER INDEX outbox_order RENAME TO outbox_before_order;
CREATE TABLE outbox (
  seq bigint NOT NULL DEFAULT nextval('outbox_seq'),
  epoch integer NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL CHECK (kind IN ('verdict', 'decision', 'withdrawal', 'dead_letter', 'no_verdict')),
  lo bigint[] NOT NULL,
  hi bigint[] NOT NULL,
  pass smallint[] NOT NULL,
  decision_id bigint,
  action text,
  PRIMARY KEY (seq)
) PARTITION BY RANGE (seq);
ALTER SEQUENCE outbox_seq OWNED BY outbox.seq;
CREATE UNIQUE INDEX outbox_order ON outbox (epoch, xid, seq);

-- When each partition was the newest, and when it was reduced to what is kept longer.
CREATE TABLE partition_log (
  kind text NOT NULL CHECK (kind IN ('post', 'outbox')),
  number integer NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  thinned_at timestamptz,
  PRIMARY KEY (kind, number)
);

-- Attached, not created in place: that needs no lock that a reader would hold up.
CREATE FUNCTION make_partition(p_table text, p_number bigint) RETURNS void LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  IF to_regclass(format('%I', p_table || '_p' || p_number)) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', p_table || '_p' || p_number, p_table);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
    p_table, p_table || '_p' || p_number, p_number << 32, (p_number + 1) << 32);
END $$;

-- The newest partitions and two ahead.
CREATE OR REPLACE FUNCTION ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint := (SELECT last_value FROM block_seq) >> 22;
  v_outbox bigint := (SELECT last_value FROM outbox_seq) >> 32;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
  FOR i IN 0..2 LOOP
    PERFORM make_partition('post', v_post + i), make_partition('verdict', v_post + i), make_partition('outbox', v_outbox + i);
  END LOOP;
  INSERT INTO partition_log (kind, number) VALUES ('post', v_post), ('outbox', v_outbox) ON CONFLICT DO NOTHING;
  UPDATE partition_log SET closed_at = now()
    WHERE closed_at IS NULL AND number < CASE kind WHEN 'post' THEN v_post ELSE v_outbox END;
END $$;
SELECT ensure_partitions();
INSERT INTO outbox (seq, epoch, xid, at, kind, lo, hi, pass, decision_id)
  SELECT seq, epoch, xid, at, kind, lo, hi, pass, decision_id FROM outbox_before;
SELECT setval('outbox_seq', greatest(1, (SELECT max(seq) FROM outbox)), EXISTS (SELECT FROM outbox));
DROP TABLE outbox_before;

-- Moves on to the next partition where the newest has been open for p_every. Nobody else may be handed a number of
-- the next partition before: with 65,536 left, the sequence gets there by itself.
CREATE FUNCTION roll_partitions(p_every interval) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint;
  v_outbox bigint;
BEGIN
  PERFORM ensure_partitions();
  v_post := (SELECT last_value FROM block_seq);
  v_outbox := (SELECT last_value FROM outbox_seq);
  IF v_post & 4194303 BETWEEN 1 AND 4194303 - 65536 AND EXISTS (
    SELECT FROM partition_log WHERE (kind, number) = ('post', v_post >> 22) AND opened_at <= now() - p_every) THEN
    PERFORM setval('block_seq', ((v_post >> 22) + 1) << 22, false);
  END IF;
  IF v_outbox & 4294967295 BETWEEN 1 AND 4294967295 - 65536 AND EXISTS (
    SELECT FROM partition_log WHERE (kind, number) = ('outbox', v_outbox >> 32) AND opened_at <= now() - p_every) THEN
    PERFORM setval('outbox_seq', ((v_outbox >> 32) + 1) << 32, false);
  END IF;
  PERFORM ensure_partitions();
END $$;
CREATE INDEX review_case_post ON review_case (source_id, external_id);

-- Whether a case keeps this post: open, or closed less than p_cases ago.
CREATE FUNCTION is_kept(p_source integer, p_external text, p_cases interval) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT EXISTS (SELECT FROM review_case c WHERE c.source_id = p_source AND c.external_id = p_external
                   AND (c.state = 'open' OR c.closed_at > now() - p_cases))
$$;

-- Closed partitions that hold something older than its class allows, oldest first.
CREATE FUNCTION due_partitions(p_clean interval) RETURNS TABLE (kind text, number integer, closed_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT kind, number, closed_at FROM partition_log
  WHERE closed_at < now() - p_clean AND (thinned_at IS NULL OR thinned_at < now() - interval '1 day')
    AND to_regclass(format('%I', kind || '_p' || number)) IS NOT NULL
  ORDER BY kind, number
$$;

-- Replaces a partition of posts and verdicts by what cases keep, or drops it whole. Readers wait only for the exchange
-- at the end. Answers nothing where a ticket still names a post of it.
CREATE FUNCTION thin_posts(p_number integer, p_cases interval) RETURNS TABLE (kept bigint, dropped bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_lo bigint := p_number::bigint << 32;
  v_hi bigint := (p_number::bigint + 1) << 32;
  v_table text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
  IF NOT EXISTS (SELECT FROM partition_log l WHERE (l.kind, l.number) = ('post', p_number) AND l.closed_at IS NOT NULL) THEN
    RAISE 'partition % is still open', p_number; END IF;
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN RETURN; END IF;
  FOREACH v_table IN ARRAY ARRAY['post', 'verdict'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', v_table || '_kept', v_table);
  END LOOP;
  INSERT INTO post_kept SELECT p.* FROM post p
    WHERE p.post_id >= v_lo AND p.post_id < v_hi AND is_kept(p.source_id, p.external_id, p_cases);
  INSERT INTO verdict_kept SELECT v.* FROM verdict v JOIN post_kept USING (post_id);
  kept := (SELECT count(*) FROM post_kept);
  dropped := (SELECT count(*) FROM post p WHERE p.post_id >= v_lo AND p.post_id < v_hi) - kept;
  FOREACH v_table IN ARRAY ARRAY['post', 'verdict'] LOOP
    EXECUTE format('DROP TABLE %I', v_table || '_p' || p_number);
    IF kept > 0 THEN
      EXECUTE format('ALTER TABLE %I RENAME TO %I', v_table || '_kept', v_table || '_p' || p_number);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
        v_table, v_table || '_p' || p_number, v_lo, v_hi);
    ELSE
      EXECUTE format('DROP TABLE %I', v_table || '_kept');
    END IF;
  END LOOP;
  -- A redrive may have come between the look above and the lock of the exchange.
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN
    RAISE 'partition % is in use', p_number USING ERRCODE = 'lock_not_available'; END IF;
  DELETE FROM dead_letter d WHERE d.post_id >= v_lo AND d.post_id < v_hi AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = d.post_id);
  DELETE FROM post_report r WHERE r.post_id >= v_lo AND r.post_id < v_hi AND NOT EXISTS (SELECT FROM post p WHERE p.post_id = r.post_id);
  UPDATE partition_log l SET thinned_at = now() WHERE (l.kind, l.number) = ('post', p_number);
  RETURN NEXT;
END $$;

CREATE FUNCTION drop_outbox(p_number integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.partitions'));
  IF NOT EXISTS (SELECT FROM partition_log l WHERE (l.kind, l.number) = ('outbox', p_number) AND l.closed_at IS NOT NULL) THEN
    RAISE 'partition % is still open', p_number; END IF;
  EXECUTE format('DROP TABLE %I', 'outbox_p' || p_number);
  UPDATE partition_log SET thinned_at = now() WHERE (kind, number) = ('outbox', p_number);
END $$;

-- Deletes the keys of posts that are gone, in one slice of pages of one partition of the keys. Answers how many went,
-- and null behind the last page.
CREATE FUNCTION drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) RETURNS bigint
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
CREATE FUNCTION next_pass(p_lo bigint, p_hi bigint) RETURNS smallint LANGUAGE sql STABLE
  SET search_path = drawbridge, pg_temp AS $$
  SELECT (1 + greatest(0,
    (SELECT max(pass) FROM verdict WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM dead_letter WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM post_report WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(t.pass) FROM generate_series(0, 2) AS l (lane) CROSS JOIN source s
       JOIN ticket t ON (t.lane, t.source_id) = (l.lane, s.source_id) AND t.lo BETWEEN p_lo AND p_hi)))::smallint
$$;

-- Puts single posts back into the queue; answers how many. One that waits there already is not doubled.
CREATE FUNCTION redrive(p_posts bigint[], p_lane smallint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
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

-- Screens what came in since p_since once more, whole blocks at a time; answers how many posts.
CREATE FUNCTION rescreen(p_since timestamptz, p_source integer, p_lane smallint) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_posts bigint;
BEGIN
  WITH blocks AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n
    FROM post WHERE received_at >= p_since AND (p_source IS NULL OR source_id = p_source)
    GROUP BY source_id, post_id >> 10
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n FROM blocks ON CONFLICT DO NOTHING RETURNING n
  )
  SELECT coalesce(sum(n), 0) INTO v_posts FROM made;
  PERFORM pg_notify('drawbridge_ticket', '');
  RETURN v_posts;
END $$;
DROP FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[]);

-- p_content: title, text, links and attachments behind each other, separated by U+001F; null where there is nothing to
-- screen. Two calls that race on one key wait for each other, in the order of the keys.
CREATE FUNCTION ingest(
  p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[],
  p_document text[], p_warnings text[], p_content text[], p_reports bigint[]
) RETURNS TABLE (place integer, outcome text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_count integer := cardinality(p_external);
  v_first bigint;  -- the first id of this call's block
  v_source integer;
  v_places integer[]; v_outcomes text[]; v_lanes smallint[];
  v_sources integer[]; v_externals text[]; v_posts bigint[]; v_reports bigint[];
BEGIN
  IF v_count > 1024 THEN RAISE 'at most 1024 posts a call'; END IF;
  INSERT INTO source (name)
    SELECT DISTINCT n FROM unnest(p_source) n WHERE NOT EXISTS (SELECT FROM source s WHERE s.name = n) ORDER BY n
    ON CONFLICT DO NOTHING;
  v_first := nextval('block_seq') << 10;

  -- The short way: new posts of one source and lane. Nobody else can make the block's ids, so only a key can clash;
  -- that undoes what was inserted, up to the first clash in the order of the keys, and everything goes the long way.
  -- (Asking first whether a key is there costs more: the plan is made while the table is small, and stays.)
  IF 'create' = ALL (p_op) AND p_source[1] = ALL (p_source) AND p_lane[1] = ALL (p_lane) THEN
    v_source := (SELECT source_id FROM source WHERE name = p_source[1]);
    BEGIN
      INSERT INTO post_key (source_id, external_id, post_id, first_post_id, revision, digest, reports)
        SELECT v_source, u.external_id, v_first + u.place - 1, v_first + u.place - 1, coalesce(u.revision, 0),
               sha256(convert_to(u.content, 'UTF8')), u.reports
        FROM unnest(p_external, p_revision, p_content, p_reports)
             WITH ORDINALITY AS u (external_id, revision, content, reports, place)
        ORDER BY u.external_id;
      INSERT INTO post (post_id, source_id, external_id, revision, author_id, warnings, document)
        SELECT v_first + u.place - 1, v_source, u.external_id, coalesce(u.revision, 0), u.author,
               u.warnings::json, u.document::json
        FROM unnest(p_external, p_revision, p_author, p_warnings, p_document)
             WITH ORDINALITY AS u (external_id, revision, author, warnings, document, place);
      INSERT INTO ticket (lane, source_id, lo, hi, n)
        VALUES (p_lane[1], v_source, v_first, v_first + v_count - 1, v_count);
      PERFORM pg_notify('drawbridge_ticket', '');
      RETURN QUERY SELECT g, 'taken' FROM generate_series(1, v_count) g;
      RETURN;
    EXCEPTION WHEN unique_violation THEN NULL;
    END;
  END IF;

  WITH input AS MATERIALIZED (
    SELECT u.place::integer, u.lane, s.source_id, u.external_id, u.op, u.author, u.document, u.warnings, u.reports,
           CASE WHEN u.op = 'create' THEN coalesce(u.revision, 0) ELSE u.revision END AS revision,
           sha256(convert_to(u.content, 'UTF8')) AS digest,
           v_first + row_number() OVER (ORDER BY u.lane, s.source_id, u.place) - 1 AS new_id,
           -- No join: its plan would be made while the table is small, and stay.
           CASE WHEN u.reports > 0 THEN (SELECT k.reports FROM post_key k
             WHERE k.source_id = s.source_id AND k.external_id = u.external_id) END AS reports_before
    FROM unnest(p_lane, p_source, p_external, p_op, p_revision, p_author, p_document, p_warnings, p_content, p_reports)
         WITH ORDINALITY
         AS u (lane, source, external_id, op, revision, author, document, warnings, content, reports, place)
    JOIN source s ON s.name = u.source
  ), written AS (
    INSERT INTO post_key AS k (source_id, external_id, post_id, first_post_id, revision, digest, withdrawn, reports)
      SELECT source_id, external_id, CASE WHEN digest IS NOT NULL THEN new_id END,
             CASE WHEN digest IS NOT NULL THEN new_id END, revision, digest,
             CASE op WHEN 'delete' THEN true WHEN 'restore' THEN false END, reports
      FROM input ORDER BY source_id, external_id
    ON CONFLICT (source_id, external_id) DO UPDATE SET
      post_id = CASE WHEN excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
                     THEN excluded.post_id ELSE k.post_id END,
      first_post_id = coalesce(k.first_post_id, excluded.first_post_id),
      revision = CASE WHEN excluded.revision IS NOT NULL THEN excluded.revision
                      WHEN excluded.digest IS DISTINCT FROM k.digest AND excluded.digest IS NOT NULL
                      THEN coalesce(k.revision, 0) + 1 ELSE k.revision END,
      digest = coalesce(excluded.digest, k.digest),
      withdrawn = coalesce(excluded.withdrawn, k.withdrawn),
      reports = greatest(excluded.reports, k.reports)
    -- An older revision never wins, and what says nothing new changes nothing.
    WHERE coalesce(excluded.revision, k.revision, 0) >= coalesce(k.revision, 0)
      AND (excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
           OR excluded.revision > coalesce(k.revision, 0)
           OR excluded.withdrawn IS NOT NULL AND excluded.withdrawn <> coalesce(k.withdrawn, false)
           OR excluded.reports > coalesce(k.reports, 0))
    RETURNING k.source_id, k.external_id, k.post_id, k.first_post_id
  ), outcome AS (
    SELECT i.*, w.post_id AS current_id,
           CASE WHEN w.source_id IS NULL THEN 'known'
                WHEN i.op = 'delete' THEN 'withdrawn'
                WHEN i.op = 'restore' THEN 'restored'
                WHEN w.post_id = i.new_id AND w.first_post_id = i.new_id THEN 'taken'
                WHEN w.post_id = i.new_id THEN 'edited'
                WHEN i.reports > coalesce(i.reports_before, 0) THEN 'reported'
                ELSE 'known' END AS outcome
    FROM input i LEFT JOIN written w USING (source_id, external_id)
  ), posts AS (
    INSERT INTO post (post_id, source_id, external_id, revision, author_id, warnings, document)
      SELECT new_id, source_id, external_id, revision, author, warnings::json, document::json
      FROM outcome WHERE current_id = new_id
  ), tickets AS (
    INSERT INTO ticket (lane, source_id, lo, hi, n)
      SELECT lane, source_id, min(new_id), max(new_id), count(*)
      FROM outcome WHERE current_id = new_id GROUP BY lane, source_id
  )
  SELECT array_agg(o.place), array_agg(o.outcome), array_agg(o.lane), array_agg(o.source_id),
         array_agg(o.external_id), array_agg(o.current_id), array_agg(o.reports)
    INTO v_places, v_outcomes, v_lanes, v_sources, v_externals, v_posts, v_reports FROM outcome o;

  -- From here on a fresh snapshot: a case that a worker opened while the keys were waited for is seen.
  IF v_outcomes && ARRAY['edited', 'restored'] THEN
    UPDATE review_case c SET post_id = u.post_id, edited = true, version = c.version + 1
    FROM unnest(v_outcomes, v_sources, v_externals, v_posts) AS u (outcome, source_id, external_id, post_id)
    WHERE u.outcome IN ('edited', 'restored') AND c.state = 'open' AND u.post_id <> c.post_id
      AND (c.source_id, c.external_id) = (u.source_id, u.external_id);
  END IF;
  IF 'withdrawn' = ANY (v_outcomes) THEN
    WITH gone AS (
      SELECT u.source_id, u.external_id, u.post_id
      FROM unnest(v_outcomes, v_sources, v_externals, v_posts) AS u (outcome, source_id, external_id, post_id)
      WHERE u.outcome = 'withdrawn'
    ), closed AS (
      UPDATE review_case c SET state = 'withdrawn', closed_at = now(), claim_token = NULL
      FROM gone g WHERE c.state = 'open' AND (c.source_id, c.external_id) = (g.source_id, g.external_id)
      RETURNING c.case_id, c.post_id
    ), logged AS (
      INSERT INTO event (kind, actor, acted_through, case_id, post_id)
        SELECT 'withdrawn', actor(), acted_through(), case_id, post_id FROM closed
    )
    INSERT INTO outbox (epoch, kind, lo, hi, pass)
      SELECT current_epoch(), 'withdrawal', array_agg(post_id ORDER BY post_id),
             array_agg(post_id ORDER BY post_id), array_agg(0::smallint)
      FROM gone WHERE post_id IS NOT NULL HAVING count(*) > 0;
  END IF;
  IF 'restored' = ANY (v_outcomes) THEN
    -- A restored post that was screened before is screened once more, so that its case can open again.
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT DISTINCT u.lane, u.source_id, u.post_id, u.post_id, next_pass(u.post_id, u.post_id), 1
      FROM unnest(v_outcomes, v_lanes, v_sources, v_posts) AS u (outcome, lane, source_id, post_id)
      WHERE u.outcome = 'restored' AND EXISTS (SELECT FROM verdict v WHERE v.post_id = u.post_id)
    ON CONFLICT DO NOTHING;
  END IF;
  IF 'reported' = ANY (v_outcomes) THEN
    -- More members reported it: looked at again, urgently, with the new count.
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT 0, u.source_id, u.post_id, u.post_id, next_pass(u.post_id, u.post_id), 1
      FROM unnest(v_outcomes, v_sources, v_posts) AS u (outcome, source_id, post_id) WHERE u.outcome = 'reported'
    ON CONFLICT DO NOTHING;
    INSERT INTO post_report AS r (post_id, pass, reports)
      SELECT u.post_id, t.pass, u.reports
      FROM unnest(v_outcomes, v_sources, v_posts, v_reports) AS u (outcome, source_id, post_id, reports)
      JOIN ticket t ON (t.lane, t.source_id, t.lo) = (0, u.source_id, u.post_id) WHERE u.outcome = 'reported'
    ON CONFLICT (post_id, pass) DO UPDATE SET reports = greatest(r.reports, excluded.reports);
  END IF;
  PERFORM pg_notify('drawbridge_ticket', '');
  RETURN QUERY SELECT * FROM unnest(v_places, v_outcomes);
END $$;
REVOKE ALL ON FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[], text[], bigint[])
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[], text[], bigint[])
  TO drawbridge_ingest;
ALTER TABLE review_case DROP CONSTRAINT review_case_state_check,
  ADD CHECK (state IN ('open', 'decided', 'withdrawn', 'rescreened'));

CREATE TABLE decision_draft (
  case_id bigint PRIMARY KEY,
  version integer NOT NULL,
  action text NOT NULL CHECK (action IN ('allow', 'label', 'warn', 'remove')),
  reason text NOT NULL,
  actor text NOT NULL,
  acted_through text NOT NULL,
  staged_at timestamptz NOT NULL DEFAULT now(),
  release_at timestamptz NOT NULL
);
CREATE INDEX decision_draft_due ON decision_draft (release_at);

-- Raises what stands against a decision of the acting person on this case; locks the case. With p_token null the
-- claim is not looked at: a draft was checked when it was made.
CREATE FUNCTION check_claim(p_case bigint, p_token uuid) RETURNS review_case LANGUAGE plpgsql
  SET search_path = drawbridge, pg_temp AS $$
DECLARE c review_case;
BEGIN
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
  IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
  IF c.claim_token IS DISTINCT FROM p_token OR c.claimed_by IS DISTINCT FROM actor() THEN
    RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
  IF c.claimed_version <> c.version THEN
    RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
  RETURN c;
END $$;

-- Makes a decision final: case, decision, event and outbox row in one transaction.
CREATE FUNCTION commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text)
RETURNS bigint LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
DECLARE
  v_post bigint;
  v_decision bigint;
BEGIN
  UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case
    RETURNING post_id INTO v_post;
  DELETE FROM decision_draft WHERE case_id = p_case;
  INSERT INTO decision (case_id, post_id, action, reason, actor, acted_through)
    VALUES (p_case, v_post, p_action, p_reason, p_actor, p_through) RETURNING decision_id INTO v_decision;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('decided', p_actor, p_through, p_case, v_post, json_build_object('action', p_action));
  INSERT INTO outbox (epoch, kind, lo, hi, pass, decision_id)
    VALUES (current_epoch(), 'decision', ARRAY[v_post], ARRAY[v_post], ARRAY[0::smallint], v_decision);
  RETURN v_decision;
END $$;

CREATE OR REPLACE FUNCTION decide_case(p_case bigint, p_token uuid, p_action text, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM check_claim(p_case, p_token);
  RETURN commit_decision(p_case, p_action, p_reason, actor(), acted_through());
END $$;

-- Decides after p_delay; until then `undo_decision` takes it back and nobody else can claim the case.
CREATE FUNCTION stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval)
RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case := check_claim(p_case, p_token);
  v_release timestamptz := now() + p_delay;
BEGIN
  INSERT INTO decision_draft AS d (case_id, version, action, reason, actor, acted_through, release_at)
    VALUES (p_case, c.version, p_action, p_reason, actor(), acted_through(), v_release)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, action = excluded.action, reason = excluded.reason,
      actor = excluded.actor, acted_through = excluded.acted_through, staged_at = now(), release_at = excluded.release_at;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('staged', actor(), acted_through(), p_case, c.post_id, json_build_object('action', p_action));
  RETURN v_release;
END $$;

CREATE FUNCTION undo_decision(p_case bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  PERFORM FROM review_case WHERE case_id = p_case FOR UPDATE;
  DELETE FROM decision_draft WHERE case_id = p_case AND actor = actor();
  IF NOT FOUND THEN RAISE 'case % has no staged decision of yours', p_case USING ERRCODE = 'DBR06'; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'undone', actor(), acted_through(), case_id, post_id FROM review_case WHERE case_id = p_case;
END $$;

-- Makes the drafts final whose time has come, by the database's clock. A draft whose post was edited or withdrawn
-- meanwhile is dropped, and the case waits for a person again. Answers (released, dropped).
CREATE FUNCTION release_drafts(p_most integer) RETURNS TABLE (released integer, dropped integer) LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE d record;
BEGIN
  released := 0;
  dropped := 0;
  FOR d IN
    SELECT f.*, c.state, c.post_id, c.version AS current_version
    FROM decision_draft f JOIN review_case c USING (case_id)
    WHERE f.release_at <= now() ORDER BY f.release_at LIMIT p_most FOR UPDATE OF c, f SKIP LOCKED
  LOOP
    IF d.state = 'open' AND d.version = d.current_version THEN
      PERFORM commit_decision(d.case_id, d.action, d.reason, d.actor, d.acted_through);
      released := released + 1;
    ELSE
      DELETE FROM decision_draft WHERE case_id = d.case_id;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
        VALUES ('draft_dropped', d.actor, d.acted_through, d.case_id, d.post_id, json_build_object('state', d.state));
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION claim_case(p_case bigint, p_queue text, p_lease interval)
RETURNS TABLE (case_id bigint, claim_token uuid, claimed_until timestamptz, version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE v_case bigint;
BEGIN
  SELECT c.case_id INTO v_case FROM review_case c
    WHERE c.state = 'open' AND (p_case IS NULL OR c.case_id = p_case) AND (p_queue IS NULL OR c.queue = p_queue)
      AND (c.claimed_until IS NULL OR c.claimed_until < now() OR (p_case IS NOT NULL AND c.claimed_by = actor()))
      AND NOT EXISTS (SELECT FROM decision_draft d WHERE d.case_id = c.case_id AND d.version = c.version)
    ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id FOR UPDATE SKIP LOCKED LIMIT 1;
  IF v_case IS NULL THEN RETURN; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'claimed', actor(), acted_through(), c.case_id, c.post_id FROM review_case c WHERE c.case_id = v_case;
  RETURN QUERY UPDATE review_case c
    SET claimed_by = actor(), claimed_until = now() + p_lease, claim_token = gen_random_uuid(), claimed_version = c.version
    WHERE c.case_id = v_case RETURNING c.case_id, c.claim_token, c.claimed_until, c.version;
END $$;
CREATE TABLE worker_status (
  worker bigint PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  engine text NOT NULL,
  rulebook_id integer,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  in_hand integer NOT NULL DEFAULT 0,
  written bigint NOT NULL DEFAULT 0,
  problem text,
  problem_at timestamptz,
  backend integer NOT NULL
) WITH (fillfactor = 50);

-- Sessions that hold others up, seen with the owner's eyes: the oldest snapshot of this database, which keeps dead
-- rows alive, and the oldest writing transaction of the server, behind which the outbox waits.
CREATE FUNCTION server_state() RETURNS TABLE (
  role text, pid integer, application text, state text, seconds double precision, transactions bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  (SELECT 'snapshot', a.pid, a.application_name, a.state, extract(epoch FROM now() - a.xact_start)::float8,
          age(a.backend_xmin)::bigint
   FROM pg_stat_activity a
   WHERE a.backend_xmin IS NOT NULL AND a.datname = current_database() AND a.pid <> pg_backend_pid()
   ORDER BY age(a.backend_xmin) DESC, a.xact_start LIMIT 1)
  UNION ALL
  (SELECT 'writer', a.pid, a.application_name, a.state, extract(epoch FROM now() - a.xact_start)::float8,
          age(a.backend_xid)::bigint
   FROM pg_stat_activity a
   WHERE a.backend_xid IS NOT NULL AND a.pid <> pg_backend_pid()
   ORDER BY age(a.backend_xid) DESC, a.xact_start LIMIT 1)
  UNION ALL
  (SELECT 'slot', s.active_pid, s.slot_name, CASE WHEN s.active THEN 'active' ELSE 'inactive' END, 0,
          pg_wal_lsn_diff(pg_current_wal_insert_lsn(), s.restart_lsn)::bigint
   FROM pg_replication_slots s WHERE NOT pg_is_in_recovery() AND s.restart_lsn IS NOT NULL
   ORDER BY s.restart_lsn LIMIT 1)
$$;

-- Tells the platform of posts that wait longer for a verdict than their source allows, once each.
CREATE FUNCTION announce_silence() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_posts bigint;
BEGIN
  WITH late AS (
    UPDATE ticket t SET announced = true FROM source s
    WHERE s.source_id = t.source_id AND NOT t.announced AND t.pass = 0 AND t.queued_at < now() - s.no_verdict_after
    RETURNING t.source_id, t.lo, t.hi, t.n, s.on_no_verdict
  ), told AS (
    INSERT INTO outbox (epoch, kind, lo, hi, pass, action)
      SELECT current_epoch(), 'no_verdict', array_agg(lo ORDER BY lo), array_agg(hi ORDER BY lo),
             array_agg(0::smallint), on_no_verdict
      FROM late GROUP BY source_id, on_no_verdict
  )
  SELECT coalesce(sum(n), 0) INTO v_posts FROM late;
  RETURN v_posts;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA drawbridge FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_epoch(), server_state()
  TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;
-- The platform's end of the outbox: reads what it may hear of, and moves its own cursor.
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_consumer;
GRANT SELECT ON setting, schema_version, source, post, verdict, decision, outbox, outbox_cursor TO drawbridge_consumer;
GRANT INSERT, UPDATE ON outbox_cursor TO drawbridge_consumer;
GRANT EXECUTE ON FUNCTION roll_partitions(interval), due_partitions(interval), thin_posts(integer, interval),
  drop_outbox(integer), drop_keys(integer, bigint, integer, bigint), release_drafts(integer), announce_silence()
  TO drawbridge_worker;
GRANT SELECT ON post_report, partition_log, dead_letter, decision_draft TO drawbridge_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON worker_status TO drawbridge_worker;
GRANT USAGE ON SEQUENCE outbox_seq TO drawbridge_worker;
GRANT INSERT ON outbox TO drawbridge_worker;
GRANT EXECUTE ON FUNCTION stage_decision(bigint, uuid, text, text, interval), undo_decision(bigint)
  TO drawbridge_reviewer;
GRANT SELECT ON decision_draft, worker_status TO drawbridge_reviewer;
GRANT SELECT ON ALL TABLES IN SCHEMA drawbridge TO drawbridge_auditor;
