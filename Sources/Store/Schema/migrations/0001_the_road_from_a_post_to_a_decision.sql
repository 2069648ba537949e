CREATE TABLE setting (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  is_private boolean NOT NULL DEFAULT false,
  epoch integer NOT NULL DEFAULT 1
);
INSERT INTO setting DEFAULT VALUES;

-- A tenant: a platform, or one of its communities.
CREATE TABLE source (
  source_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  weight smallint NOT NULL DEFAULT 1,
  paused boolean NOT NULL DEFAULT false,
  max_inflight integer
);

CREATE SEQUENCE block_seq;

-- post_id = block << 10 | position: the posts of one ingest call lie together, so one ticket names them all.
CREATE TABLE post (
  post_id bigint NOT NULL PRIMARY KEY,
  source_id integer NOT NULL,
  external_id text NOT NULL,
  revision bigint,
  author_id text,
  received_at timestamptz NOT NULL DEFAULT now(),
  warnings json,
  document json NOT NULL
) PARTITION BY RANGE (post_id);

-- The platform's id: which version is current, and whether the platform has withdrawn it. A row without post_id
-- is a deletion that came before its post.
CREATE TABLE post_key (
  source_id integer NOT NULL,
  external_id text NOT NULL,
  post_id bigint,
  first_post_id bigint,
  revision bigint,
  digest bytea,
  withdrawn boolean,
  PRIMARY KEY (source_id, external_id)
) PARTITION BY HASH (source_id, external_id);
DO $$ BEGIN
  FOR i IN 0..7 LOOP
    EXECUTE format('CREATE TABLE post_key_%s PARTITION OF post_key FOR VALUES WITH (MODULUS 8, REMAINDER %s)', i, i);
  END LOOP;
END $$;

-- The queue: a row for each block of an ingest call, so that dead rows come by the block and not by the post.
-- visible_at is delay, lease and retry in one.
CREATE TABLE ticket (
  lane smallint NOT NULL,
  source_id integer NOT NULL,
  lo bigint NOT NULL,
  hi bigint NOT NULL,
  pass smallint NOT NULL DEFAULT 0,
  n integer NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  visible_at timestamptz NOT NULL DEFAULT '-infinity',
  worker bigint,
  PRIMARY KEY (lane, source_id, lo)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0);

-- A state of the rules with everything needed to replay a verdict.
CREATE TABLE rulebook (
  rulebook_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  files json NOT NULL,
  dictionary text,
  model text,
  engine text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- verdict: 0 allow, 1 label, 2 queue, 3 hold, 4 remove, 5 error. The highest pass counts.
CREATE TABLE verdict (
  post_id bigint NOT NULL,
  pass smallint NOT NULL,
  rulebook_id integer,
  verdict smallint NOT NULL,
  score real NOT NULL,
  priority smallint NOT NULL,
  lang text NOT NULL,
  confidence real NOT NULL,
  body json NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, pass)
) PARTITION BY RANGE (post_id);

CREATE FUNCTION ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE
  width constant bigint := 4294967296;  -- 4 Mi blocks
  newest bigint := (SELECT last_value FROM block_seq) << 10;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('drawbridge.ensure_partitions'));
  FOR i IN 0 .. newest / width + 1 LOOP
    IF to_regclass(format('post_p%s', i)) IS NULL THEN
      EXECUTE format('CREATE TABLE post_p%s PARTITION OF post FOR VALUES FROM (%s) TO (%s)', i, i * width, (i + 1) * width);
      EXECUTE format('CREATE TABLE verdict_p%s PARTITION OF verdict FOR VALUES FROM (%s) TO (%s)', i, i * width, (i + 1) * width);
    END IF;
  END LOOP;
END $$;
SELECT ensure_partitions();

CREATE TABLE review_case (
  case_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id integer NOT NULL,
  external_id text NOT NULL,
  post_id bigint NOT NULL,
  first_post_id bigint NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'withdrawn')),
  verdict smallint NOT NULL,
  queue text NOT NULL,
  priority smallint NOT NULL,
  due_at timestamptz,
  lang text NOT NULL,
  edited boolean NOT NULL DEFAULT false,
  claimed_by text,
  claimed_until timestamptz,
  claim_token uuid,
  claimed_version integer,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz
);
CREATE UNIQUE INDEX review_case_open ON review_case (source_id, external_id) WHERE state = 'open';
CREATE INDEX review_case_next ON review_case (queue, priority DESC, due_at, case_id) WHERE state = 'open';

CREATE TABLE decision (
  decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id bigint NOT NULL,
  post_id bigint NOT NULL,
  action text NOT NULL CHECK (action IN ('allow', 'label', 'warn', 'remove')),
  reason text NOT NULL,
  actor text NOT NULL,
  acted_through text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL,
  actor text NOT NULL,
  acted_through text NOT NULL,
  case_id bigint,
  post_id bigint,
  detail json
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'DBR09';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON decision EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON event EXECUTE FUNCTION refuse_change();

CREATE TABLE dead_letter (
  post_id bigint NOT NULL,
  pass smallint NOT NULL,
  attempts smallint NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (post_id, pass)
);

-- What the platform is to hear. One row a batch, expanded when it is read; read in the order of (epoch, xid, seq)
-- below the oldest running transaction, so that a late commit is never skipped.
CREATE TABLE outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  epoch integer NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL CHECK (kind IN ('verdict', 'decision', 'withdrawal', 'dead_letter')),
  lo bigint[] NOT NULL,
  hi bigint[] NOT NULL,
  pass smallint[] NOT NULL,
  decision_id bigint
);
CREATE UNIQUE INDEX outbox_order ON outbox (epoch, xid, seq);
CREATE TABLE outbox_cursor (
  consumer text PRIMARY KEY,
  epoch integer NOT NULL DEFAULT 0,
  xid xid8 NOT NULL DEFAULT '0',
  seq bigint NOT NULL DEFAULT 0,
  post_id bigint NOT NULL DEFAULT 0,
  acknowledged_at timestamptz NOT NULL DEFAULT now()
);

-- Who acts: the login; in a private cluster, where one person is at home, whom they say they are.
CREATE FUNCTION actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN s.is_private THEN coalesce(nullif(current_setting('drawbridge.acting_as', true), ''), session_user)
              ELSE session_user END
  FROM drawbridge.setting s
$$;
CREATE FUNCTION acted_through() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN drawbridge.actor() = session_user THEN 'login' ELSE 'as, by ' || session_user END
$$;
CREATE FUNCTION ingest(
  p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[],
  p_document text[], p_warnings text[]
) RETURNS TABLE (place integer, outcome text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_block bigint;
  v_places integer[]; v_outcomes text[]; v_lanes smallint[];
  v_sources integer[]; v_externals text[]; v_posts bigint[];
BEGIN
  IF cardinality(p_external) > 1024 THEN RAISE 'at most 1024 posts a call'; END IF;
  INSERT INTO source (name)
    SELECT DISTINCT n FROM unnest(p_source) n WHERE NOT EXISTS (SELECT FROM source s WHERE s.name = n) ORDER BY n
    ON CONFLICT DO NOTHING;
  v_block := nextval('block_seq');
  WITH input AS MATERIALIZED (
    SELECT u.place::integer, u.lane, s.source_id, u.external_id, u.op, u.author, u.document, u.warnings,
           CASE WHEN u.op = 'create' THEN coalesce(u.revision, 0) ELSE u.revision END AS revision,
           CASE WHEN u.op = 'delete' OR u.document IS NULL THEN NULL
                ELSE sha256(convert_to(concat_ws(E'\x1f', u.document::json ->> 'title', u.document::json ->> 'text',
                       u.document::json ->> 'links', u.document::json ->> 'attachments'), 'UTF8')) END AS digest,
           (v_block << 10) + row_number() OVER (ORDER BY u.lane, s.source_id, u.place) - 1 AS new_id
    FROM unnest(p_lane, p_source, p_external, p_op, p_revision, p_author, p_document, p_warnings)
         WITH ORDINALITY AS u (lane, source, external_id, op, revision, author, document, warnings, place)
    JOIN source s ON s.name = u.source
  ), written AS (
    INSERT INTO post_key AS k (source_id, external_id, post_id, first_post_id, revision, digest, withdrawn)
      SELECT source_id, external_id, CASE WHEN digest IS NOT NULL THEN new_id END,
             CASE WHEN digest IS NOT NULL THEN new_id END, revision, digest,
             CASE op WHEN 'delete' THEN true WHEN 'restore' THEN false END
      FROM input ORDER BY source_id, external_id
    ON CONFLICT (source_id, external_id) DO UPDATE SET
      post_id = CASE WHEN excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
                     THEN excluded.post_id ELSE k.post_id END,
      first_post_id = coalesce(k.first_post_id, excluded.first_post_id),
      revision = CASE WHEN excluded.revision IS NOT NULL THEN excluded.revision
                      WHEN excluded.digest IS DISTINCT FROM k.digest AND excluded.digest IS NOT NULL
                      THEN coalesce(k.revision, 0) + 1 ELSE k.revision END,
      digest = coalesce(excluded.digest, k.digest),
      withdrawn = coalesce(excluded.withdrawn, k.withdrawn)
    -- An older revision never wins, and what says nothing new changes nothing.
    WHERE coalesce(excluded.revision, k.revision, 0) >= coalesce(k.revision, 0)
      AND (excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
           OR excluded.revision > coalesce(k.revision, 0)
           OR excluded.withdrawn IS NOT NULL AND excluded.withdrawn <> coalesce(k.withdrawn, false))
    RETURNING k.source_id, k.external_id, k.post_id, k.first_post_id
  ), outcome AS (
    SELECT i.*, w.post_id AS current_id,
           CASE WHEN w.source_id IS NULL THEN 'known'
                WHEN i.op = 'delete' THEN 'withdrawn'
                WHEN i.op = 'restore' THEN 'restored'
                WHEN w.post_id = i.new_id AND w.first_post_id = i.new_id THEN 'taken'
                WHEN w.post_id = i.new_id THEN 'edited'
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
         array_agg(o.external_id), array_agg(o.current_id)
    INTO v_places, v_outcomes, v_lanes, v_sources, v_externals, v_posts FROM outcome o;

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
      SELECT (SELECT epoch FROM setting), 'withdrawal', array_agg(post_id ORDER BY post_id),
             array_agg(post_id ORDER BY post_id), array_agg(0::smallint)
      FROM gone WHERE post_id IS NOT NULL HAVING count(*) > 0;
  END IF;
  IF 'restored' = ANY (v_outcomes) THEN
    -- A restored post that was screened before is screened once more, so that its case can open again.
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT u.lane, u.source_id, u.post_id, u.post_id, max(v.pass) + 1, 1
      FROM unnest(v_outcomes, v_lanes, v_sources, v_posts) AS u (outcome, lane, source_id, post_id)
      JOIN verdict v ON v.post_id = u.post_id
      WHERE u.outcome = 'restored' GROUP BY 1, 2, 3
    ON CONFLICT DO NOTHING;
  END IF;
  PERFORM pg_notify('drawbridge_ticket', '');
  RETURN QUERY SELECT * FROM unnest(v_places, v_outcomes);
END $$;
-- Claims a case, or the next one of a queue (any queue where p_queue is null). No row: nothing to claim.
CREATE FUNCTION claim_case(p_case bigint, p_queue text, p_lease interval)
RETURNS TABLE (case_id bigint, claim_token uuid, claimed_until timestamptz, version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE v_case bigint;
BEGIN
  SELECT c.case_id INTO v_case FROM review_case c
    WHERE c.state = 'open' AND (p_case IS NULL OR c.case_id = p_case) AND (p_queue IS NULL OR c.queue = p_queue)
      AND (c.claimed_until IS NULL OR c.claimed_until < now() OR (p_case IS NOT NULL AND c.claimed_by = actor()))
    ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id FOR UPDATE SKIP LOCKED LIMIT 1;
  IF v_case IS NULL THEN RETURN; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'claimed', actor(), acted_through(), c.case_id, c.post_id FROM review_case c WHERE c.case_id = v_case;
  RETURN QUERY UPDATE review_case c
    SET claimed_by = actor(), claimed_until = now() + p_lease, claim_token = gen_random_uuid(), claimed_version = c.version
    WHERE c.case_id = v_case RETURNING c.case_id, c.claim_token, c.claimed_until, c.version;
END $$;

-- Decides a claimed case: decision, event and outbox row in one transaction.
CREATE FUNCTION decide_case(p_case bigint, p_token uuid, p_action text, p_reason text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE
  c review_case;
  v_decision bigint;
BEGIN
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
  IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
  IF c.claim_token IS DISTINCT FROM p_token OR c.claimed_by IS DISTINCT FROM actor() THEN
    RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
  IF c.claimed_version <> c.version THEN
    RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
  UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case;
  INSERT INTO decision (case_id, post_id, action, reason, actor, acted_through)
    VALUES (p_case, c.post_id, p_action, p_reason, actor(), acted_through()) RETURNING decision_id INTO v_decision;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('decided', actor(), acted_through(), p_case, c.post_id, json_build_object('action', p_action));
  INSERT INTO outbox (epoch, kind, lo, hi, pass, decision_id)
    VALUES ((SELECT epoch FROM setting), 'decision', ARRAY[c.post_id], ARRAY[c.post_id], ARRAY[0::smallint], v_decision);
  RETURN v_decision;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA drawbridge FROM PUBLIC;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor;
GRANT EXECUTE ON FUNCTION actor(), acted_through() TO drawbridge_worker, drawbridge_reviewer;
GRANT SELECT ON setting, schema_version TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer;

GRANT EXECUTE ON FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[])
  TO drawbridge_ingest;

GRANT EXECUTE ON FUNCTION ensure_partitions() TO drawbridge_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket TO drawbridge_worker;
GRANT SELECT ON source, post, post_key, verdict, rulebook, review_case TO drawbridge_worker;
GRANT UPDATE (revision) ON post_key TO drawbridge_worker;  -- what FOR SHARE asks for
GRANT INSERT ON verdict, rulebook, review_case, dead_letter, event, outbox TO drawbridge_worker;
GRANT UPDATE ON review_case TO drawbridge_worker;

GRANT SELECT ON source, post, verdict, rulebook, review_case, decision, dead_letter TO drawbridge_reviewer;
GRANT EXECUTE ON FUNCTION claim_case(bigint, text, interval), decide_case(bigint, uuid, text, text)
  TO drawbridge_reviewer;

GRANT SELECT ON ALL TABLES IN SCHEMA drawbridge TO drawbridge_auditor;
