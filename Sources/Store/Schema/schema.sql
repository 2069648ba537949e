CREATE SCHEMA drawbridge;
ALTER SCHEMA drawbridge OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.access_findings() RETURNS TABLE(kind text, name text, cases bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT 'every_source', g.login, NULL::bigint FROM login_source g WHERE g.source_id IS NULL
  UNION ALL
  SELECT 'no_owner', c.consumer, NULL FROM outbox_cursor c WHERE c.owner IS NULL
  UNION ALL
  SELECT 'private_case', s.name, count(*)
  FROM review_case c JOIN source s USING (source_id) CROSS JOIN setting t
  WHERE c.state = 'open' AND c.visibility = 'private' AND NOT t.is_private AND NOT EXISTS (
    SELECT FROM reviewer_grant p JOIN reviewer_grant g USING (reviewer) JOIN pg_roles r ON r.rolname = p.reviewer
    WHERE p.kind = 'private' AND (g.kind = 'every_source' OR g.source_id = c.source_id)
      AND r.rolcanlogin AND pg_has_role(r.oid, 'drawbridge_reviewer', 'MEMBER'))
  GROUP BY s.name
  ORDER BY 1, 2
$$;
ALTER FUNCTION drawbridge.access_findings() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.acknowledge_limit(p_rule text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  UPDATE rule_limit SET acknowledged_at = now(), acknowledged_by = actor()
    WHERE rule = p_rule AND acknowledged_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('limit_acknowledged', actor(), acted_through(), json_build_object('rule', p_rule));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.acknowledge_limit(p_rule text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.acted_through() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  SELECT CASE WHEN drawbridge.actor() = session_user THEN 'login' ELSE 'as, by ' || session_user END
$$;
ALTER FUNCTION drawbridge.acted_through() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.actor() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT CASE WHEN s.is_private AND (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user)
              THEN coalesce(nullif(current_setting('drawbridge.acting_as', true), ''), session_user)
              ELSE session_user END
  FROM setting s
$$;
ALTER FUNCTION drawbridge.actor() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_id bigint;
BEGIN
  PERFORM check_span('an entry is added for a time', p_for, '1 minute', '7 days');
  PERFORM check_text('the entry', p_term, 400), check_text('the name of the pack', p_pack, 200),
          check_text('the name of the list', p_list, 200);
  IF p_reason IS NOT NULL THEN PERFORM check_text('the reason', p_reason, 10000); END IF;
  INSERT INTO list_addition AS a (pack, list, term, reason, added_by, until)
    VALUES (p_pack, p_list, p_term, p_reason, actor(), now() + p_for)
    ON CONFLICT (pack, list, term) WHERE ended_at IS NULL
    DO UPDATE SET reason = coalesce(excluded.reason, a.reason),
      until = greatest(a.until, CASE WHEN a.added_by = excluded.added_by
        THEN least(excluded.until, a.added_at + interval '7 days') ELSE excluded.until END)
    RETURNING addition_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_added', actor(), acted_through(), json_build_object('addition', v_id));
  RETURN v_id;
END $$;
ALTER FUNCTION drawbridge.add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.announce_silence() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  s record;
  late record;
  v_posts bigint := 0;
BEGIN
  FOR s IN SELECT source_id, on_no_verdict, no_verdict_after FROM source WHERE no_verdict_after IS NOT NULL LOOP
    WITH told AS (
      UPDATE ticket t SET announced = true
      WHERE t.source_id = s.source_id AND NOT t.announced AND t.pass = 0 AND t.queued_at < now() - s.no_verdict_after
      RETURNING t.lo, t.hi, t.n
    )
    SELECT array_agg(lo ORDER BY lo) AS lo, array_agg(hi ORDER BY lo) AS hi, array_agg(0::smallint) AS pass, sum(n) AS n
      INTO late FROM told;
    CONTINUE WHEN late.n IS NULL;
    PERFORM tell_platform('no_verdict', late.lo, late.hi, late.pass, s.on_no_verdict);
    v_posts := v_posts + late.n;
  END LOOP;
  RETURN v_posts;
END $$;
ALTER FUNCTION drawbridge.announce_silence() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.approve_publication(p_rulebook integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  q publication_request;
  v_id bigint;
BEGIN
  SELECT * INTO q FROM publication_request r WHERE r.rulebook_id = p_rulebook AND r.publication_id IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF q.requested_by = actor() AND (others('author') > 0 OR q.requested_at > now() - interval '24 hours') THEN
    RAISE 'you asked for this rulebook yourself: another author approves it' USING ERRCODE = 'DBR23'; END IF;
  INSERT INTO publication (rulebook_id, actor, reason, approved_by, returned_to)
    VALUES (p_rulebook, q.requested_by, q.reason, actor(), q.returned_to)
    RETURNING publication_id INTO v_id;
  UPDATE publication_request SET publication_id = v_id WHERE request_id = q.request_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_build_object('hash', hash, 'requested_by', q.requested_by, 'same_person', q.requested_by = actor())
             FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;
ALTER FUNCTION drawbridge.approve_publication(p_rulebook integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.approve_rule(p_rule text, p_lang text, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO rule_approval (rule, lang, approved_by, reason) VALUES (p_rule, p_lang, actor(), p_reason)
    ON CONFLICT (rule, lang) DO UPDATE SET approved_at = now(), approved_by = excluded.approved_by, reason = excluded.reason;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rule_approved', actor(), acted_through(), json_build_object('rule', p_rule, 'lang', p_lang));
END $$;
ALTER FUNCTION drawbridge.approve_rule(p_rule text, p_lang text, p_reason text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.approve_word(p_id bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_entry lexicon_entry;
  v_lang text;
  v_reads boolean;
  v_same boolean;
BEGIN
  SELECT * INTO v_entry FROM lexicon_entry
    WHERE entry_id = p_id AND approved_at IS NULL AND reverted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 'missing'; END IF;
  v_lang := lower(split_part(v_entry.lang, '-', 1));
  PERFORM FROM reader_language
    WHERE reviewer = actor() AND lang = v_lang AND approved_at IS NOT NULL;
  v_reads := FOUND;
  v_same := v_entry.proposed_by = actor();
  IF v_same AND (v_entry.proposed_at > now() - interval '24 hours' OR EXISTS (
    SELECT FROM reader_language r JOIN pg_roles l ON l.rolname = r.reviewer
    WHERE r.lang = v_lang AND r.approved_at IS NOT NULL AND r.reviewer <> actor() AND l.rolcanlogin)) THEN RETURN 'own'; END IF;
  IF NOT v_reads THEN RETURN 'unread'; END IF;
  UPDATE lexicon_entry SET approved_at = now(), approved_by = actor() WHERE entry_id = p_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_approved', actor(), acted_through(), json_build_object('entry', p_id, 'same_person', v_same));
  RETURN 'approved';
END $$;
ALTER FUNCTION drawbridge.approve_word(p_id bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.assign_consumer(p_consumer text, p_login text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  UPDATE outbox_cursor SET owner = p_login WHERE consumer = p_consumer;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('consumer_assigned', actor(), acted_through(), json_build_object('consumer', p_consumer, 'login', p_login));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.assign_consumer(p_consumer text, p_login text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_case(p_case bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM review_case c WHERE c.case_id = p_case AND may_see(c.source_id, c.visibility);
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
END $$;
ALTER FUNCTION drawbridge.check_case(p_case bigint) OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.review_case (
    case_id bigint NOT NULL,
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint NOT NULL,
    first_post_id bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    verdict smallint NOT NULL,
    queue text NOT NULL,
    priority smallint NOT NULL,
    due_at timestamp with time zone,
    lang text NOT NULL,
    edited boolean DEFAULT false NOT NULL,
    claimed_by text,
    claimed_until timestamp with time zone,
    claim_token uuid,
    claimed_version integer,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    blind boolean DEFAULT false NOT NULL,
    causes text[] DEFAULT '{rule}'::text[] NOT NULL,
    visibility text DEFAULT 'private'::text NOT NULL,
    CONSTRAINT review_case_causes_check CHECK (((cardinality(causes) > 0) AND (causes <@ ARRAY['rule'::text, 'error'::text, 'reported'::text, 'blind'::text, 'sample'::text, 'appeal'::text]))),
    CONSTRAINT review_case_state_check CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text, 'withdrawn'::text, 'rescreened'::text]))),
    CONSTRAINT review_case_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'members'::text, 'private'::text])))
);
ALTER TABLE drawbridge.review_case OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_claim(p_case bigint, p_token uuid, p_shown integer DEFAULT NULL::integer) RETURNS drawbridge.review_case
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE c review_case;
BEGIN
  PERFORM check_case(p_case);
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
  IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
  IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
  IF c.claim_token IS NULL OR c.claimed_by IS DISTINCT FROM actor() THEN
    RAISE 'case % is not claimed by you', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claim_token <> p_token THEN
    RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
  IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
  IF p_shown <> c.version THEN
    RAISE 'the post of case % was edited: version % was shown, and it is version % now', p_case, p_shown, c.version
      USING ERRCODE = 'DBR05'; END IF;
  IF p_shown IS NULL AND c.claimed_version IS DISTINCT FROM c.version THEN
    RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
  RETURN c;
END $$;
ALTER FUNCTION drawbridge.check_claim(p_case bigint, p_token uuid, p_shown integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_consumer(p_consumer text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_owner text;
BEGIN
  SELECT c.owner INTO v_owner FROM outbox_cursor c WHERE c.consumer = p_consumer;
  IF NOT FOUND OR v_owner = session_user OR is_owner() THEN RETURN; END IF;
  RAISE 'the consumer % belongs to %', p_consumer, coalesce('the login ' || v_owner, 'no login yet')
    USING ERRCODE = 'DBR22';
END $$;
ALTER FUNCTION drawbridge.check_consumer(p_consumer text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_span(p_what text, p_span interval, p_least interval, p_most interval) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  IF p_span >= p_least AND p_span <= p_most THEN RETURN; END IF;
  RAISE '% from % to %, not %', p_what, p_least, p_most, coalesce(p_span::text, 'nothing')
    USING ERRCODE = 'invalid_parameter_value';
END $$;
ALTER FUNCTION drawbridge.check_span(p_what text, p_span interval, p_least interval, p_most interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_text(p_what text, p_words text, p_bytes integer) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  IF p_words IS NULL OR p_words !~ '[^[:space:]]' THEN
    RAISE '% is empty', p_what USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF octet_length(p_words) > p_bytes THEN
    RAISE '% is longer than % bytes', p_what, p_bytes USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF p_words ~ E'[\u0001-\u001F\u007F-\u009F\u2028\u2029]' THEN
    RAISE '% holds control characters', p_what USING ERRCODE = 'invalid_parameter_value'; END IF;
END $$;
ALTER FUNCTION drawbridge.check_text(p_what text, p_words text, p_bytes integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.check_words(p_case drawbridge.review_case, p_action text, p_policy text, p_label text, OUT policy text, OUT label text) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  v_body json;
  v_words jsonb;
BEGIN
  IF p_label IS NOT NULL AND p_action <> 'label' THEN
    RAISE 'a label goes with the decision label, not with %', p_action USING ERRCODE = 'DBR31'; END IF;
  IF p_policy IS NOT NULL AND words_for(p_case.post_id, p_policy, NULL) IS NULL THEN
    RAISE 'there is no policy %', p_policy USING ERRCODE = 'DBR30', HINT = coalesce((
      SELECT string_agg(k, ', ' ORDER BY k) FROM rulebook r, jsonb_object_keys(r.words -> 'policies') k
      WHERE r.rulebook_id = words_for(p_case.post_id, NULL, NULL)), 'no rulebook is stored'); END IF;
  IF p_label IS NOT NULL AND words_for(p_case.post_id, NULL, p_label) IS NULL THEN
    RAISE 'there is no label %', p_label USING ERRCODE = 'DBR31', HINT = coalesce((
      SELECT string_agg(k, ', ' ORDER BY k) FROM rulebook r, jsonb_array_elements_text(r.words -> 'labels') k
      WHERE r.rulebook_id = words_for(p_case.post_id, NULL, NULL)), 'the community has none'); END IF;
  policy := p_policy;
  label := p_label;
  IF p_case.blind OR p_action = 'allow' THEN RETURN; END IF;
  SELECT v.body, r.words INTO v_body, v_words FROM verdict v JOIN rulebook r USING (rulebook_id)
    WHERE v.post_id = p_case.post_id AND v.verdict <> 5
      AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass);
  IF policy IS NULL THEN
    SELECT v_words -> 'rules' ->> (f.rule ->> 'id') INTO policy
      FROM json_array_elements(v_body -> 'rules') WITH ORDINALITY AS f (rule, place)
      WHERE f.rule ->> 'shadow' = 'false' AND v_words -> 'rules' ? (f.rule ->> 'id') ORDER BY f.place LIMIT 1;
  END IF;
  IF label IS NULL AND p_action = 'label' THEN
    SELECT l.label INTO label FROM json_array_elements_text(v_body -> 'labels') WITH ORDINALITY AS l (label, place)
      WHERE v_words -> 'labels' ? l.label ORDER BY l.place LIMIT 1;
  END IF;
END $$;
ALTER FUNCTION drawbridge.check_words(p_case drawbridge.review_case, p_action text, p_policy text, p_label text, OUT policy text, OUT label text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.claim_case(p_case bigint, p_queue text, p_lease interval) RETURNS TABLE(case_id bigint, claim_token uuid, claimed_until timestamp with time zone, version integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  v_case bigint;
  v_sources integer[] := seen_sources();
  v_private boolean := sees_private();
BEGIN
  PERFORM check_span('a claim holds', p_lease, '0', '1 hour');
  SELECT c.case_id INTO v_case FROM review_case c
    WHERE c.state = 'open' AND c.source_id = ANY (v_sources) AND (c.visibility <> 'private' OR v_private)
      AND (p_case IS NULL OR c.case_id = p_case) AND (p_queue IS NULL OR c.queue = p_queue)
      AND (c.claimed_until IS NULL OR c.claimed_until < now() OR (p_case IS NOT NULL AND c.claimed_by = actor()))
      AND NOT EXISTS (SELECT FROM decision_draft d WHERE d.case_id = c.case_id AND d.version = c.version)
    ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id FOR UPDATE SKIP LOCKED LIMIT 1;
  IF v_case IS NULL THEN RETURN; END IF;
  IF open_claims(actor(), v_case) >= 20 THEN
    RAISE 'you hold 20 cases already: decide some of them, or let their claims end' USING ERRCODE = 'DBR20'; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'claimed', actor(), acted_through(), c.case_id, c.post_id FROM review_case c WHERE c.case_id = v_case;
  RETURN QUERY UPDATE review_case c
    SET claimed_by = actor(), claimed_until = now() + p_lease, claim_token = gen_random_uuid(), claimed_version = c.version
    WHERE c.case_id = v_case RETURNING c.case_id, c.claim_token, c.claimed_until, c.version;
END $$;
ALTER FUNCTION drawbridge.claim_case(p_case bigint, p_queue text, p_lease interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.claim_chore(p_name text, p_every interval) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO chore AS c (name, at) VALUES (p_name, now())
    ON CONFLICT (name) DO UPDATE SET at = now() WHERE c.at <= now() - p_every;
  RETURN FOUND;
END $$;
ALTER FUNCTION drawbridge.claim_chore(p_name text, p_every interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text, p_policy text DEFAULT NULL::text, p_label text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  c review_case;
  v_decision bigint;
  v_note record;
  v_pass smallint;
  v_supersedes bigint;
  v_reading text;
  v_words integer;
BEGIN
  UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case RETURNING * INTO c;
  DELETE FROM decision_draft WHERE case_id = p_case;
  v_pass := (SELECT max(v.pass) FROM verdict v WHERE v.post_id = c.post_id);
  v_supersedes := (SELECT max(d.decision_id) FROM decision d WHERE d.post_id = c.post_id);
  v_words := words_for(c.post_id, p_policy, p_label);
  v_reading := CASE WHEN EXISTS (
    SELECT FROM reader_language l WHERE l.reviewer = p_actor AND l.lang = lower(split_part(c.lang, '-', 1)))
    THEN 'read' ELSE 'aided' END;
  SELECT * INTO v_note FROM write_note(p_reason);
  INSERT INTO decision (case_id, post_id, action, actor, acted_through, note_id, note_digest, blind, policy, label,
                        rulebook_id, verdict_pass, reading, supersedes)
    VALUES (p_case, c.post_id, p_action, p_actor, p_through, v_note.note_id, v_note.digest, c.blind, p_policy, p_label,
            v_words, v_pass, v_reading, v_supersedes)
    RETURNING decision_id INTO v_decision;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, decision_id, note_digest, detail)
    VALUES ('decided', p_actor, p_through, p_case, c.post_id, v_decision, v_note.digest,
            json_strip_nulls(json_build_object(
              'action', p_action, 'blind', c.blind, 'policy', p_policy, 'label', p_label, 'rulebook', v_words,
              'pass', v_pass, 'reading', v_reading, 'supersedes', v_supersedes)));
  PERFORM tell_platform('decision', ARRAY[c.post_id], ARRAY[c.post_id], ARRAY[0::smallint], p_decision => v_decision);
  RETURN v_decision;
END $$;
ALTER FUNCTION drawbridge.commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text, p_policy text, p_label text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.confirm_addition(p_id bigint, p_for interval) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE a list_addition;
BEGIN
  IF p_for IS NOT NULL THEN PERFORM check_span('an entry is confirmed for a time', p_for, '1 minute', '36500 days'); END IF;
  SELECT * INTO a FROM list_addition l WHERE l.addition_id = p_id AND l.ended_at IS NULL AND l.until > now() FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  IF a.added_by = actor() AND (others('reviewer', 'author') > 0 OR a.added_at > now() - interval '24 hours') THEN
    RAISE 'entry % is your own: another reviewer or an author confirms it', p_id USING ERRCODE = 'DBR23'; END IF;
  UPDATE list_addition
    SET confirmed_at = now(), confirmed_by = actor(), until = coalesce(now() + p_for, 'infinity')
    WHERE addition_id = p_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_confirmed', actor(), acted_through(),
            json_build_object('addition', p_id, 'same_person', a.added_by = actor()));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.confirm_addition(p_id bigint, p_for interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.current_epoch() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  s setting;
  v_system bigint;
  v_database oid;
  v_timeline text;
  v_is_new boolean;
  v_seq record;
BEGIN
  SELECT * INTO s FROM setting;
  IF pg_is_in_recovery() THEN RETURN s.epoch; END IF;
  v_database := (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
  v_timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  IF s.server_started = pg_postmaster_start_time() AND s.database_oid = v_database AND s.timeline = v_timeline THEN
    RETURN s.epoch;
  END IF;
  SELECT * INTO s FROM setting FOR UPDATE;
  v_system := (SELECT system_identifier FROM pg_control_system());
  v_is_new := coalesce(s.system_identifier <> v_system, false) OR coalesce(s.database_oid <> v_database, false)
    OR coalesce(s.timeline <> v_timeline, false);
  IF v_is_new THEN
    SELECT last_value, is_called INTO v_seq FROM outbox_seq;
    s.epoch := greatest(s.epoch + 1, floor(extract(epoch FROM now() - timestamptz '2026-01-01Z') / 60)::integer,
                        -- Where a clock is wrong, or one epoch lasted so long that its numbers ran into the next one's.
                        (v_seq.last_value >> 40) + v_seq.is_called::integer);
    PERFORM setval('outbox_seq', s.epoch::bigint << 40, false);
    PERFORM ensure_partitions();
    -- The empty partitions ahead of the last number will never be the newest; retention takes them with the others.
    INSERT INTO partition_log (kind, number, closed_at)
      SELECT 'outbox', n, now() FROM generate_series((v_seq.last_value >> 32) + 1, (v_seq.last_value >> 32) + 2) AS n
      WHERE to_regclass(format('outbox_p%s', n)) IS NOT NULL AND n < s.epoch::bigint << 8
      ON CONFLICT DO NOTHING;
  END IF;
  UPDATE setting
    SET epoch = s.epoch, system_identifier = v_system, database_oid = v_database, timeline = v_timeline,
        server_started = pg_postmaster_start_time();
  IF v_is_new THEN
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('epoch', session_user, 'login', json_build_object('epoch', s.epoch));
  END IF;
  RETURN s.epoch;
END $$;
ALTER FUNCTION drawbridge.current_epoch() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.decide_case(p_case bigint, p_token uuid, p_action text, p_reason text, p_policy text DEFAULT NULL::text, p_label text DEFAULT NULL::text, p_shown integer DEFAULT NULL::integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  c review_case := check_claim(p_case, p_token, p_shown);
  w record := check_words(c, p_action, p_policy, p_label);
BEGIN
  RETURN commit_decision(p_case, p_action, p_reason, actor(), acted_through(), w.policy, w.label);
END $$;
ALTER FUNCTION drawbridge.decide_case(p_case bigint, p_token uuid, p_action text, p_reason text, p_policy text, p_label text, p_shown integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.decision_lines(p_ids bigint[]) RETURNS TABLE(decision_id bigint, case_id bigint, action text, reason text, at timestamp with time zone, policy text, label text, reading text, blind boolean, supersedes bigint, causes text[], pass smallint, verdict smallint, lang text, body json, rulebook text, words json)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    SET jit TO 'off'
    AS $$
  SELECT d.decision_id, d.case_id, d.action, n.body, d.decided_at, d.policy, d.label, d.reading, d.blind, d.supersedes,
         c.causes, v.pass, v.verdict, v.lang, v.body, b.hash,
         -- Of the words only those that a line about this decision can need.
         json_build_object('team', w.words -> 'team', 'appeal', w.words -> 'appeal', 'locales', w.words -> 'locales',
                           'rules', w.words -> 'rules', 'policy', w.words -> 'policies' -> d.policy)
  FROM unnest(p_ids) AS u (id)
  CROSS JOIN LATERAL (SELECT * FROM decision d WHERE d.decision_id = u.id LIMIT 1) d
  LEFT JOIN LATERAL (SELECT n.body FROM note n WHERE n.note_id = d.note_id LIMIT 1) n ON true
  LEFT JOIN LATERAL (SELECT c.causes FROM review_case c WHERE c.case_id = d.case_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    SELECT v.* FROM verdict v WHERE v.post_id = d.post_id AND v.pass = d.verdict_pass LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT b.hash FROM rulebook b WHERE b.rulebook_id = v.rulebook_id LIMIT 1) b ON true
  LEFT JOIN LATERAL (SELECT w.words FROM rulebook w WHERE w.rulebook_id = d.rulebook_id LIMIT 1) w ON true
$$;
ALTER FUNCTION drawbridge.decision_lines(p_ids bigint[]) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8) RETURNS TABLE(events bigint, last_at timestamp with time zone, digest bytea)
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT count(*), max(e.at), digest_chain(event_digest(e, p_form) ORDER BY e.xid, e.event_id)
  FROM event e WHERE e.epoch = p_epoch AND e.xid >= p_from AND e.xid < p_to
$$;
ALTER FUNCTION drawbridge.digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.digest_link(p_state bytea, p_next bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT sha256(p_state || p_next)
$$;
ALTER FUNCTION drawbridge.digest_link(p_state bytea, p_next bytea) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $_$
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
END $_$;
ALTER FUNCTION drawbridge.drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.drop_outbox(p_number integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_closed timestamptz;
  v_waiting text;
  s setting;
BEGIN
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  SELECT * INTO s FROM setting;
  SELECT l.closed_at INTO v_closed FROM partition_log l WHERE (l.kind, l.number) = ('outbox', p_number);
  IF v_closed IS NULL OR v_closed > now() - s.retain_clean THEN
    RAISE 'partition % of the outbox is kept for % after it was closed', p_number, s.retain_clean
      USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF v_closed > now() - s.retain_cases THEN
    v_waiting := unread_by(int8range(p_number::bigint << 32, (p_number::bigint + 1) << 32), 'empty');
    IF v_waiting IS NOT NULL THEN RETURN v_waiting; END IF;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS %I', 'outbox_p' || p_number);
  UPDATE partition_log SET thinned_at = now() WHERE (kind, number) = ('outbox', p_number);
  RETURN NULL;
END $$;
ALTER FUNCTION drawbridge.drop_outbox(p_number integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.due_partitions(p_clean interval) RETURNS TABLE(kind text, number integer, closed_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT kind, number, closed_at FROM partition_log
  WHERE closed_at < now() - p_clean AND (thinned_at IS NULL OR thinned_at < now() - interval '1 day')
    AND to_regclass(format('%I', kind || '_p' || number)) IS NOT NULL
  ORDER BY kind, number
$$;
ALTER FUNCTION drawbridge.due_partitions(p_clean interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.end_addition(p_id bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  UPDATE list_addition SET ended_at = now(), ended_by = actor() WHERE addition_id = p_id AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_ended', actor(), acted_through(), json_build_object('addition', p_id));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.end_addition(p_id bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.end_sessions(p_login text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT count(*) FILTER (WHERE NOT pg_terminate_backend(a.pid, 5000))::integer
  FROM pg_stat_activity a WHERE a.usename = p_login AND a.pid <> pg_backend_pid()
$$;
ALTER FUNCTION drawbridge.end_sessions(p_login text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.ensure_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_post bigint := (SELECT last_value FROM block_seq) >> 22;
  v_outbox bigint := (SELECT last_value FROM outbox_seq) >> 32;
BEGIN
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  FOR i IN 0..2 LOOP
    PERFORM make_partition('post', v_post + i), make_partition('verdict', v_post + i), make_partition('outbox', v_outbox + i);
  END LOOP;
  INSERT INTO partition_log (kind, number) VALUES ('post', v_post), ('outbox', v_outbox) ON CONFLICT DO NOTHING;
  UPDATE partition_log SET closed_at = now()
    WHERE closed_at IS NULL AND number < CASE kind WHEN 'post' THEN v_post ELSE v_outbox END;
END $$;
ALTER FUNCTION drawbridge.ensure_partitions() OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.event (
    event_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    acted_through text NOT NULL,
    case_id bigint,
    post_id bigint,
    detail json,
    decision_id bigint,
    note_digest bytea,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    epoch integer DEFAULT drawbridge.current_epoch() NOT NULL
);
ALTER TABLE drawbridge.event OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.event_digest(e drawbridge.event, p_form smallint) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  SELECT CASE p_form WHEN 1 THEN sha256(convert_to(json_build_array(
    e.event_id, e.epoch, e.xid, (extract(epoch FROM e.at) * 1000000)::bigint, e.kind, e.actor, e.acted_through,
    e.case_id, e.post_id, e.decision_id, encode(e.note_digest, 'hex'), e.detail::text)::text, 'UTF8')) END
$$;
ALTER FUNCTION drawbridge.event_digest(e drawbridge.event, p_form smallint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.grant_reading(p_reviewer text, p_kind text, p_source text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_source integer := (SELECT s.source_id FROM source s WHERE s.name = p_source);
BEGIN
  IF p_source IS NOT NULL AND v_source IS NULL THEN RAISE 'there is no source %', p_source USING ERRCODE = 'DBR25'; END IF;
  IF p_reviewer = actor() AND NOT is_owner() THEN
    RAISE 'nobody grants himself what he may read' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO reviewer_grant (reviewer, kind, source_id, granted_by) VALUES (p_reviewer, p_kind, v_source, actor())
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reading_granted', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'kind', p_kind, 'source', v_source));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.grant_reading(p_reviewer text, p_kind text, p_source text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.ingest(p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[], p_document text[], p_warnings text[], p_content text[], p_reports bigint[]) RETURNS TABLE(place integer, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  v_count integer := cardinality(p_external);
  v_first bigint;  -- the first id of this call's block
  v_source integer;
  v_lock_timeout text := current_setting('lock_timeout');
  v_alien text;  -- a source that is not this login's
  v_places integer[]; v_outcomes text[]; v_lanes smallint[];
  v_sources integer[]; v_externals text[]; v_posts bigint[]; v_reports bigint[]; v_gone bigint[];
BEGIN
  IF v_count > 1024 THEN RAISE 'at most 1024 posts a call'; END IF;
  SELECT n INTO v_alien FROM (SELECT DISTINCT unnest(p_source)) AS u (n) WHERE NOT may_ingest(n) LIMIT 1;
  IF FOUND THEN
    RAISE 'the login % may not hand in posts of the source %', session_user, v_alien
      USING ERRCODE = 'DBR21', HINT = 'drawbridge logins add --role ingest --source'; END IF;
  IF v_lock_timeout = '0' THEN PERFORM set_config('lock_timeout', '2s', true); END IF;
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
      PERFORM pg_notify('drawbridge_ticket', ''), set_config('lock_timeout', v_lock_timeout, true);
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
                      -- The greatest revision stays what it is: nothing comes after it.
                      THEN coalesce(k.revision, 0) + (coalesce(k.revision, 0) < 9223372036854775807)::integer
                      ELSE k.revision END,
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
    SELECT array_agg(post_id ORDER BY post_id) INTO v_gone FROM gone WHERE post_id IS NOT NULL;
    IF v_gone IS NOT NULL THEN
      PERFORM tell_platform('withdrawal', v_gone, v_gone, array_fill(0::smallint, ARRAY[cardinality(v_gone)]));
    END IF;
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
  PERFORM pg_notify('drawbridge_ticket', ''), set_config('lock_timeout', v_lock_timeout, true);
  RETURN QUERY SELECT * FROM unnest(v_places, v_outcomes);
END $$;
ALTER FUNCTION drawbridge.ingest(p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[], p_document text[], p_warnings text[], p_content text[], p_reports bigint[]) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.is_kept(p_source integer, p_external text, p_cases interval) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT EXISTS (SELECT FROM review_case c WHERE c.source_id = p_source AND c.external_id = p_external
                   AND (c.state = 'open' OR c.closed_at > now() - p_cases))
$$;
ALTER FUNCTION drawbridge.is_kept(p_source integer, p_external text, p_cases interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.is_member(VARIADIC p_roles text[]) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT is_owner() OR EXISTS (
    SELECT FROM unnest(p_roles) AS r (name) WHERE pg_has_role(session_user, 'drawbridge_' || r.name, 'MEMBER'))
$$;
ALTER FUNCTION drawbridge.is_member(VARIADIC p_roles text[]) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.is_owner() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  SELECT pg_has_role(session_user, 'drawbridge_owner', 'MEMBER')
$$;
ALTER FUNCTION drawbridge.is_owner() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.lock_holder(p_table text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT coalesce(
    string_agg(DISTINCT format('session %s (%s, %s)', l.pid, coalesce(a.application_name, '?'), coalesce(a.state, '?')), ', '),
    'a session that has ended')
  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.relation = to_regclass(format('%I', p_table)) AND l.granted AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
$$;
ALTER FUNCTION drawbridge.lock_holder(p_table text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.make_partition(p_table text, p_number bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  IF to_regclass(format('%I', p_table || '_p' || p_number)) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', p_table || '_p' || p_number, p_table);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
    p_table, p_table || '_p' || p_number, p_number << 32, (p_number + 1) << 32);
END $$;
ALTER FUNCTION drawbridge.make_partition(p_table text, p_number bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.may_ingest(p_source text, p_login text DEFAULT SESSION_USER) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT EXISTS (SELECT FROM login_source g WHERE g.login = p_login AND g.source_id IS NULL)
      OR EXISTS (SELECT FROM login_source g JOIN source s USING (source_id) WHERE g.login = p_login AND s.name = p_source)
      OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = p_login AND pg_has_role(r.oid, 'drawbridge_owner', 'MEMBER'))
$$;
ALTER FUNCTION drawbridge.may_ingest(p_source text, p_login text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.may_see(p_source integer, p_visibility text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT p_source = ANY (seen_sources()) AND (p_visibility <> 'private' OR sees_private())
$$;
ALTER FUNCTION drawbridge.may_see(p_source integer, p_visibility text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.next_pass(p_lo bigint, p_hi bigint) RETURNS smallint
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT (1 + greatest(0,
    (SELECT max(pass) FROM verdict WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM dead_letter WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(pass) FROM post_report WHERE post_id BETWEEN p_lo AND p_hi),
    (SELECT max(t.pass) FROM generate_series(0, 2) AS l (lane) CROSS JOIN source s
       JOIN ticket t ON (t.lane, t.source_id) = (l.lane, s.source_id) AND t.lo BETWEEN p_lo AND p_hi)))::smallint
$$;
ALTER FUNCTION drawbridge.next_pass(p_lo bigint, p_hi bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.note_digest(p_salt bytea, p_body text) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT sha256(p_salt || convert_to(p_body, 'UTF8'))
$$;
ALTER FUNCTION drawbridge.note_digest(p_salt bytea, p_body text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.open_claims(p_actor text, p_but bigint) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT count(*) FROM review_case c
  WHERE c.state = 'open' AND c.claimed_by = p_actor AND c.claimed_until > now() AND c.claim_token IS NOT NULL
    AND c.case_id <> p_but
$$;
ALTER FUNCTION drawbridge.open_claims(p_actor text, p_but bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.open_private(p_case bigint) RETURNS TABLE(document json, first_document json, screening json)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE c review_case;
BEGIN
  SELECT * INTO c FROM review_case r WHERE r.case_id = p_case AND may_see(r.source_id, r.visibility);
  IF NOT FOUND THEN RETURN; END IF;
  IF c.visibility = 'private' THEN
    INSERT INTO event (kind, actor, acted_through, case_id, post_id)
      VALUES ('opened_private', actor(), acted_through(), c.case_id, c.post_id);
  END IF;
  RETURN QUERY SELECT p.document,
      CASE WHEN c.first_post_id <> c.post_id THEN (SELECT f.document FROM post f WHERE f.post_id = c.first_post_id) END,
      CASE WHEN NOT (c.blind AND c.state = 'open')
           THEN (SELECT v.body FROM verdict v WHERE v.post_id = c.post_id ORDER BY v.pass DESC LIMIT 1) END
    FROM post p WHERE p.post_id = c.post_id;
END $$;
ALTER FUNCTION drawbridge.open_private(p_case bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.others(VARIADIC p_roles text[]) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT count(*) FROM pg_roles r
  WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> actor()
    AND EXISTS (SELECT FROM unnest(p_roles) AS u (name) WHERE pg_has_role(r.oid, 'drawbridge_' || u.name, 'MEMBER'))
$$;
ALTER FUNCTION drawbridge.others(VARIADIC p_roles text[]) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.post_visibility(p_document json) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE p_document ->> 'visibility' WHEN 'private' THEN 'private' WHEN 'members' THEN 'members' ELSE 'public' END
$$;
ALTER FUNCTION drawbridge.post_visibility(p_document json) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.propose_word(p_term text, p_lang text, p_reading text, p_glosses jsonb, p_flags text[], p_notes jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO lexicon_entry (term, lang, reading, glosses, flags, notes, proposed_by)
    VALUES (p_term, p_lang, p_reading, p_glosses, p_flags, p_notes, actor())
    ON CONFLICT (lang, lower(term)) WHERE reverted_at IS NULL DO NOTHING RETURNING entry_id INTO v_id;
  IF v_id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_proposed', actor(), acted_through(), json_build_object('entry', v_id));
  RETURN v_id;
END $$;
ALTER FUNCTION drawbridge.propose_word(p_term text, p_lang text, p_reading text, p_glosses jsonb, p_flags text[], p_notes jsonb) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint DEFAULT NULL::bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_id bigint;
BEGIN
  IF (SELECT publish_needs_second FROM setting) THEN
    INSERT INTO publication_request (rulebook_id, requested_by, reason, returned_to)
      VALUES (p_rulebook, actor(), p_reason, p_returned_to)
      ON CONFLICT DO NOTHING;
    INSERT INTO event (kind, actor, acted_through, detail)
      VALUES ('publication_requested', actor(), acted_through(),
              (SELECT json_build_object('hash', hash) FROM rulebook WHERE rulebook_id = p_rulebook));
    RETURN NULL;
  END IF;
  INSERT INTO publication (rulebook_id, actor, reason, returned_to) VALUES (p_rulebook, actor(), p_reason, p_returned_to)
    RETURNING publication_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_strip_nulls(json_build_object('hash', hash, 'returned_to', p_returned_to))
             FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;
ALTER FUNCTION drawbridge.publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.queue_counts() RETURNS TABLE(dead_letters bigint, cases bigint, dead_rows bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT (SELECT count(*) FROM dead_letter WHERE redriven_at IS NULL),
         (SELECT count(*) FROM review_case WHERE state = 'open'),
         coalesce((SELECT n_dead_tup FROM pg_stat_all_tables WHERE relid = to_regclass('drawbridge.ticket')), 0)
$$;
ALTER FUNCTION drawbridge.queue_counts() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.queue_lanes() RETURNS TABLE(lane integer, tickets bigint, posts bigint, leased bigint, visible bigint, oldest double precision)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT l.lane, count(t.lo), coalesce(sum(t.n), 0)::bigint,
         coalesce(sum(t.n) FILTER (WHERE t.visible_at > now() AND t.worker IS NOT NULL), 0)::bigint,
         coalesce(sum(t.n) FILTER (WHERE t.visible_at <= now() AND NOT s.paused), 0)::bigint,
         max(extract(epoch FROM now() - greatest(t.queued_at, t.visible_at)))
           FILTER (WHERE t.visible_at <= now() AND NOT s.paused)::float8
  FROM generate_series(0, 2) AS l (lane) LEFT JOIN (ticket t JOIN source s USING (source_id)) ON t.lane = l.lane
  GROUP BY l.lane ORDER BY l.lane
$$;
ALTER FUNCTION drawbridge.queue_lanes() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.read_outbox(p_consumer text, p_seq bigint, p_post bigint, p_most integer) RETURNS TABLE(seq bigint, post_id bigint, kind text, at timestamp with time zone, source_id integer, document json, pass smallint, verdict json, decision_id bigint, limit_id bigint, action text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET max_parallel_workers_per_gather TO '0'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
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
ALTER FUNCTION drawbridge.read_outbox(p_consumer text, p_seq bigint, p_post bigint, p_most integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.reads_posts() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT is_member('author', 'auditor')
$$;
ALTER FUNCTION drawbridge.reads_posts() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.redrive(p_posts bigint[], p_lane smallint, p_even_decided boolean DEFAULT false, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  WITH asked AS MATERIALIZED (
    SELECT p.post_id, p.source_id, EXISTS (SELECT FROM decision d WHERE d.post_id = p.post_id) AS is_decided,
           EXISTS (SELECT FROM ticket t WHERE (t.lane, t.source_id, t.lo) = (p_lane, p.source_id, p.post_id)) AS waits
    FROM (SELECT DISTINCT unnest(p_posts) AS post_id) u JOIN post p USING (post_id)
    JOIN post_key k ON k.source_id = p.source_id AND k.external_id = p.external_id AND k.post_id = p.post_id
  ), chosen AS (
    SELECT *, post_id - row_number() OVER (PARTITION BY source_id, post_id >> 10 ORDER BY post_id) AS stretch
    FROM asked WHERE NOT waits AND (p_even_decided OR NOT is_decided)
  ), tickets AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n, count(*) FILTER (WHERE is_decided) AS n_decided
    FROM chosen GROUP BY source_id, post_id >> 10, stretch
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n, even_decided)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n, n_decided > 0 FROM tickets ORDER BY lo
      ON CONFLICT DO NOTHING RETURNING source_id, lo
  )
  SELECT coalesce(sum(t.n), 0), (SELECT count(*) FROM asked WHERE is_decided AND NOT p_even_decided),
         coalesce(sum(t.n_decided), 0)
    INTO redriven, skipped_decided, decided FROM made JOIN tickets t USING (source_id, lo);
  UPDATE dead_letter l SET redriven_at = now()
    WHERE l.post_id = ANY (p_posts) AND l.redriven_at IS NULL
      AND (p_even_decided OR NOT EXISTS (SELECT FROM decision d WHERE d.post_id = l.post_id));
  PERFORM pg_notify('drawbridge_ticket', '');
END $$;
ALTER FUNCTION drawbridge.redrive(p_posts bigint[], p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'drawbridge_owner' AND current_setting('drawbridge.retiring', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'DBR09';
END $$;
ALTER FUNCTION drawbridge.refuse_change() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.release_drafts(p_most integer) RETURNS TABLE(released integer, dropped integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
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
      PERFORM commit_decision(d.case_id, d.action, d.reason, d.actor, d.acted_through, d.policy, d.label);
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
ALTER FUNCTION drawbridge.release_drafts(p_most integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.release_holdings(p_login text, OUT drafts bigint, OUT claims bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  WITH dropped AS (
    DELETE FROM decision_draft WHERE actor = p_login RETURNING case_id
  ), logged AS (
    INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
      SELECT 'draft_dropped', actor(), acted_through(), c.case_id, c.post_id, json_build_object('state', 'disabled')
      FROM dropped JOIN review_case c USING (case_id)
  )
  SELECT count(*) INTO drafts FROM dropped;
  UPDATE review_case SET claimed_until = now(), claim_token = NULL
    WHERE state = 'open' AND claimed_by = p_login AND claim_token IS NOT NULL;
  GET DIAGNOSTICS claims = ROW_COUNT;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reviewer_disabled', actor(), acted_through(),
            json_build_object('reviewer', p_login, 'drafts', drafts, 'claims', claims));
END $$;
ALTER FUNCTION drawbridge.release_holdings(p_login text, OUT drafts bigint, OUT claims bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.rescreen(p_since timestamp with time zone, p_source integer, p_lane smallint, p_even_decided boolean DEFAULT false, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  WITH found AS MATERIALIZED (
    SELECT p.source_id, p.post_id, EXISTS (SELECT FROM decision d WHERE d.post_id = p.post_id) AS is_decided,
           EXISTS (SELECT FROM post_key k WHERE k.source_id = p.source_id AND k.external_id = p.external_id
                     AND k.post_id = p.post_id) AS is_current,
           EXISTS (SELECT FROM ticket t WHERE (t.lane, t.source_id, t.lo) = (p_lane, p.source_id, p.post_id)
                     AND t.hi = t.lo) AS waits
    FROM post p WHERE p.received_at >= p_since AND (p_source IS NULL OR p.source_id = p_source)
  ), placed AS (
    SELECT *, is_current AND NOT waits AND (p_even_decided OR NOT is_decided) AS is_chosen FROM found
  ), cut AS (
    SELECT *, count(*) FILTER (WHERE NOT is_chosen) OVER (PARTITION BY source_id, post_id >> 10 ORDER BY post_id) AS stretch
    FROM placed
  ), tickets AS (
    SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n, count(*) FILTER (WHERE is_decided) AS n_decided
    FROM cut WHERE is_chosen GROUP BY source_id, post_id >> 10, stretch
  ), made AS (
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n, even_decided)
      SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n, n_decided > 0 FROM tickets
      ON CONFLICT DO NOTHING RETURNING source_id, lo
  )
  SELECT coalesce(sum(t.n), 0),
         (SELECT count(*) FROM found WHERE is_current AND is_decided AND NOT p_even_decided), coalesce(sum(t.n_decided), 0)
    INTO redriven, skipped_decided, decided FROM made JOIN tickets t USING (source_id, lo);
  PERFORM pg_notify('drawbridge_ticket', '');
END $$;
ALTER FUNCTION drawbridge.rescreen(p_since timestamp with time zone, p_source integer, p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.retire_cases(p_cases interval, p_most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_cases bigint[];
BEGIN
  PERFORM check_span('closed cases are kept', p_cases, (SELECT retain_cases FROM setting), '1000 years');
  WITH due AS (
    SELECT case_id FROM review_case WHERE state <> 'open' AND closed_at < now() - p_cases
    ORDER BY closed_at LIMIT p_most FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM review_case c USING due WHERE c.case_id = due.case_id RETURNING c.case_id
  )
  SELECT array_agg(case_id) INTO v_cases FROM gone;
  DELETE FROM decision_draft WHERE case_id = ANY (v_cases);
  UPDATE note n SET body = NULL, salt = NULL, erased_at = now()
    FROM decision d WHERE d.case_id = ANY (v_cases) AND n.note_id = d.note_id AND n.body IS NOT NULL;
  RETURN coalesce(cardinality(v_cases), 0);
END $$;
ALTER FUNCTION drawbridge.retire_cases(p_cases interval, p_most integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.retire_events(p_before interval, p_most integer) RETURNS TABLE(seals bigint, events bigint, decisions bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_done bigint;
  v_through bigint;
  v_slice seal;
  v_gone bigint;
  v_decisions bigint[];
BEGIN
  PERFORM check_span('events are kept', p_before, (SELECT retain_events FROM setting), '1000 years');
  BEGIN
    LOCK TABLE lock_retention IN EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN RETURN;
  END;
  v_done := retired_seals();
  v_through := (
    SELECT max(s.seal_id) FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_done + p_most AND s.seal_id < coalesce(
      (SELECT min(y.seal_id) FROM seal y WHERE y.seal_id > v_done AND y.last_at >= now() - p_before),
      9223372036854775807));
  IF v_through IS NULL THEN RETURN; END IF;
  PERFORM set_config('drawbridge.retiring', 'on', true);
  seals := v_through - v_done;
  events := 0;
  decisions := 0;
  FOR v_slice IN SELECT * FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_through ORDER BY s.seal_id LOOP
    SELECT array_agg(e.decision_id) INTO v_decisions FROM event e
      WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid AND e.kind = 'decided';
    DELETE FROM note n USING decision d WHERE d.decision_id = ANY (v_decisions) AND n.note_id = d.note_id;
    DELETE FROM decision d WHERE d.decision_id = ANY (v_decisions);
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    decisions := decisions + v_gone;
    DELETE FROM event e WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid;
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    events := events + v_gone;
  END LOOP;
  PERFORM set_config('drawbridge.retiring', '', true);
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('retired', actor(), acted_through(),
            json_build_object('through_seal', v_through, 'events', events, 'decisions', decisions));
  RETURN NEXT;
END $$;
ALTER FUNCTION drawbridge.retire_events(p_before interval, p_most integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.retired_seals() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT coalesce((SELECT (e.detail ->> 'through_seal')::bigint FROM event e WHERE e.kind = 'retired'
                   ORDER BY e.event_id DESC LIMIT 1), 0)
$$;
ALTER FUNCTION drawbridge.retired_seals() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.reveal_case(p_case bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_post bigint;
BEGIN
  PERFORM check_case(p_case);
  UPDATE review_case SET blind = false WHERE case_id = p_case AND state = 'open' AND blind
    RETURNING post_id INTO v_post;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    VALUES ('revealed', actor(), acted_through(), p_case, v_post);
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.reveal_case(p_case bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.revert_word(p_id bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  UPDATE lexicon_entry SET reverted_at = now(), reverted_by = actor()
    WHERE entry_id = p_id AND reverted_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('word_reverted', actor(), acted_through(), json_build_object('entry', p_id));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.revert_word(p_id bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.revoke_reading(p_reviewer text, p_kind text, p_source text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_source integer := (SELECT s.source_id FROM source s WHERE s.name = p_source);
BEGIN
  IF p_source IS NOT NULL AND v_source IS NULL THEN RAISE 'there is no source %', p_source USING ERRCODE = 'DBR25'; END IF;
  DELETE FROM reviewer_grant WHERE reviewer = p_reviewer AND kind = p_kind AND source_id IS NOT DISTINCT FROM v_source;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE review_case SET claimed_until = now(), claim_token = NULL
    WHERE state = 'open' AND claimed_by = p_reviewer AND claim_token IS NOT NULL;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reading_revoked', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'kind', p_kind, 'source', v_source));
  RETURN true;
END $$;
ALTER FUNCTION drawbridge.revoke_reading(p_reviewer text, p_kind text, p_source text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.roll_partitions(p_every interval) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_post bigint;
  v_outbox bigint;
BEGIN
  PERFORM check_span('a partition is the newest', p_every, (SELECT partition_age FROM setting), '1000 years');
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
ALTER FUNCTION drawbridge.roll_partitions(p_every interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) RETURNS TABLE(rule text, lang text, hits bigint, shadow bigint, acted bigint, decided bigint, blind_acted bigint, blind_decided bigint, last_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  WITH latest AS MATERIALIZED (
    SELECT DISTINCT ON (post_id) post_id, action, bool_or(blind) OVER (PARTITION BY post_id) AS blind
    FROM decision ORDER BY post_id, decision_id DESC
  ), fired AS (
    SELECT v.post_id, v.lang, v.decided_at, f.rule ->> 'id' AS rule, (f.rule ->> 'shadow')::boolean AS shadow
    FROM verdict v CROSS JOIN LATERAL json_array_elements(v.body -> 'rules') AS f (rule)
    WHERE v.decided_at > now() - p_seconds * interval '1 s' AND v.verdict <> 5 AND v.body::text LIKE '%"rules":[{%'
      AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
      AND ((SELECT is_member('author', 'auditor'))
           OR (SELECT p.source_id FROM post p WHERE p.post_id = v.post_id) = ANY ((SELECT seen_sources())::integer[])
              AND NOT EXISTS (SELECT FROM review_case c WHERE c.post_id = v.post_id AND c.state = 'open' AND c.blind))
  )
  SELECT f.rule, f.lang, count(*), count(*) FILTER (WHERE f.shadow), count(*) FILTER (WHERE l.action <> 'allow'),
         count(l.action), count(*) FILTER (WHERE l.blind AND l.action <> 'allow'), count(*) FILTER (WHERE l.blind),
         max(f.decided_at)
  FROM fired f LEFT JOIN latest l USING (post_id)
  WHERE p_rule IS NULL OR f.rule = p_rule
  GROUP BY f.rule, f.lang ORDER BY f.rule, count(*) DESC, f.lang
$$;
ALTER FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.seal (
    seal_id bigint NOT NULL,
    day date NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    form smallint NOT NULL,
    epoch integer NOT NULL,
    from_xid xid8 NOT NULL,
    to_xid xid8 NOT NULL,
    events bigint NOT NULL,
    last_at timestamp with time zone NOT NULL,
    digest bytea NOT NULL,
    head bytea NOT NULL
);
ALTER TABLE drawbridge.seal OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.seal_events() RETURNS SETOF drawbridge.seal
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_epoch integer := current_epoch();
  v_xmin xid8;
  v_last seal;
  v_seal seal;
  v_events record;
  e integer;
BEGIN
  BEGIN
    LOCK TABLE lock_seal IN EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN RETURN;
  END;
  v_xmin := pg_snapshot_xmin(pg_current_snapshot());
  SELECT * INTO v_last FROM seal ORDER BY seal_id DESC LIMIT 1;
  FOR e IN
    SELECT DISTINCT v.epoch FROM event v
    WHERE (v.epoch, v.xid) >= (coalesce(v_last.epoch, 0), coalesce(v_last.to_xid, '0')) AND v.epoch <= v_epoch
    ORDER BY 1
  LOOP
    v_seal.epoch := e;
    v_seal.from_xid := CASE WHEN e = v_last.epoch THEN v_last.to_xid ELSE '0' END;
    v_seal.to_xid := CASE WHEN e < v_epoch THEN '18446744073709551615' ELSE v_xmin END;
    v_seal.form := 1;
    SELECT * INTO v_events FROM digest_events(v_seal.form, e, v_seal.from_xid, v_seal.to_xid);
    CONTINUE WHEN v_events.events = 0;
    v_seal.seal_id := coalesce(v_last.seal_id, 0) + 1;
    v_seal.sealed_at := clock_timestamp();
    v_seal.day := (v_seal.sealed_at AT TIME ZONE 'UTC')::date;
    v_seal.events := v_events.events;
    v_seal.last_at := v_events.last_at;
    v_seal.digest := v_events.digest;
    v_seal.head := seal_head(v_last.head, v_seal);
    INSERT INTO seal VALUES (v_seal.*);
    v_last := v_seal;
    RETURN NEXT v_seal;
  END LOOP;
END $$;
ALTER FUNCTION drawbridge.seal_events() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.seal_head(p_before bytea, s drawbridge.seal) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT sha256(convert_to(json_build_array(
    encode(p_before, 'hex'), s.seal_id, to_char(s.day, 'YYYY-MM-DD'),
    (extract(epoch FROM s.sealed_at) * 1000000)::bigint, s.form, s.epoch, s.from_xid, s.to_xid, s.events, (extract(epoch FROM s.last_at) * 1000000)::bigint,
    encode(s.digest, 'hex'))::text, 'UTF8'))
$$;
ALTER FUNCTION drawbridge.seal_head(p_before bytea, s drawbridge.seal) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.seen_sources() RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT coalesce(array_agg(s.source_id), '{}') FROM source s
  WHERE is_member('auditor', 'author')
     OR EXISTS (SELECT FROM reviewer_grant g WHERE g.reviewer = session_user
                  AND (g.kind = 'every_source' OR g.kind = 'source' AND g.source_id = s.source_id))
$$;
ALTER FUNCTION drawbridge.seen_sources() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.sees_private() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT is_member('auditor')
      OR EXISTS (SELECT FROM reviewer_grant g WHERE g.reviewer = session_user AND g.kind = 'private')
$$;
ALTER FUNCTION drawbridge.sees_private() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.server_state() RETURNS TABLE(role text, pid integer, application text, state text, seconds double precision, transactions bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
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
ALTER FUNCTION drawbridge.server_state() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.set_reader_languages(p_reviewer text, p_langs text[]) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_operates boolean := is_owner() OR is_member('operator') AND p_reviewer <> actor();
  v_waiting text[];
BEGIN
  IF NOT v_operates AND p_reviewer <> actor() THEN
    RAISE 'only an operator says what somebody else reads' USING ERRCODE = 'insufficient_privilege'; END IF;
  DELETE FROM reader_language WHERE reviewer = p_reviewer AND NOT lang = ANY (p_langs);
  INSERT INTO reader_language AS r (reviewer, lang, added_by, approved_at, approved_by)
    SELECT p_reviewer, l, actor(), CASE WHEN v_operates THEN now() END, CASE WHEN v_operates THEN actor() END
    FROM unnest(p_langs) AS l
    ON CONFLICT (reviewer, lang) DO UPDATE SET approved_at = excluded.approved_at, approved_by = excluded.approved_by
      WHERE r.approved_at IS NULL AND v_operates;
  SELECT coalesce(array_agg(lang ORDER BY lang), '{}') INTO v_waiting FROM reader_language
    WHERE reviewer = p_reviewer AND approved_at IS NULL;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('reader_languages', actor(), acted_through(),
            json_build_object('reviewer', p_reviewer, 'languages', array_to_json(p_langs), 'waiting', array_to_json(v_waiting)));
  RETURN v_waiting;
END $$;
ALTER FUNCTION drawbridge.set_reader_languages(p_reviewer text, p_langs text[]) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.set_visibility() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE v_found text[];
BEGIN
  SELECT array_agg(post_visibility(p.document)) INTO v_found FROM post p
    WHERE p.post_id = ANY (ARRAY[NEW.post_id, NEW.first_post_id]);
  NEW.visibility := CASE WHEN v_found IS NULL OR 'private' = ANY (v_found) THEN 'private'
                         WHEN 'members' = ANY (v_found) THEN 'members' ELSE 'public' END;
  RETURN NEW;
END $$;
ALTER FUNCTION drawbridge.set_visibility() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.show_case(p_case bigint, p_version integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  PERFORM check_case(p_case);
  UPDATE review_case SET claimed_version = p_version
    WHERE case_id = p_case AND state = 'open' AND claimed_by = actor() AND claimed_until >= now() AND version >= p_version;
  RETURN FOUND;
END $$;
ALTER FUNCTION drawbridge.show_case(p_case bigint, p_version integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval, p_policy text DEFAULT NULL::text, p_label text DEFAULT NULL::text, p_shown integer DEFAULT NULL::integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  c review_case := check_claim(p_case, p_token, p_shown);
  w record := check_words(c, p_action, p_policy, p_label);
  v_release timestamptz := now() + p_delay;
BEGIN
  PERFORM check_span('a decision waits', p_delay, '0', '1 hour');
  INSERT INTO decision_draft AS d (case_id, version, action, reason, actor, acted_through, release_at, policy, label)
    VALUES (p_case, c.version, p_action, p_reason, actor(), acted_through(), v_release, w.policy, w.label)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, action = excluded.action, reason = excluded.reason,
      actor = excluded.actor, acted_through = excluded.acted_through, staged_at = now(), release_at = excluded.release_at,
      policy = excluded.policy, label = excluded.label;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
    VALUES ('staged', actor(), acted_through(), p_case, c.post_id,
            json_strip_nulls(json_build_object('action', p_action, 'policy', w.policy, 'label', w.label)));
  RETURN v_release;
END $$;
ALTER FUNCTION drawbridge.stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval, p_policy text, p_label text, p_shown integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.stamp_event() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  IF current_user = 'drawbridge_owner' AND NEW.actor IS NOT NULL THEN RETURN NEW; END IF;
  IF current_user <> 'drawbridge_owner' AND NEW.kind NOT IN ('rescreened', 'rule_limited')
    AND NOT pg_has_role(session_user, 'drawbridge_owner', 'MEMBER') THEN
    RAISE 'an event of the kind % is written by the schema''s functions alone', NEW.kind
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.actor := actor();
  NEW.acted_through := acted_through();
  RETURN NEW;
END $$;
ALTER FUNCTION drawbridge.stamp_event() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.stored_verdict(p_source text, p_id text, p_pass integer) RETURNS TABLE(post_id bigint, document json, warnings json, received_at timestamp with time zone, pass smallint, verdict smallint, score real, decided_at timestamp with time zone, body json, rulebook_id integer, reports bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT p.post_id, p.document, p.warnings, p.received_at, v.pass, v.verdict, v.score, v.decided_at, v.body, v.rulebook_id,
         (SELECT t.reports FROM post_report t WHERE (t.post_id, t.pass) = (v.post_id, v.pass))
  FROM source s JOIN post_key k USING (source_id) JOIN post p ON p.post_id = k.post_id JOIN verdict v ON v.post_id = p.post_id
  WHERE s.name = p_source AND k.external_id = p_id AND (p_pass IS NULL OR v.pass = p_pass)
    AND is_member('author', 'auditor') AND may_see(p.source_id, post_visibility(p.document))
    AND (is_member('auditor') OR NOT EXISTS (
      SELECT FROM review_case c WHERE c.post_id = p.post_id AND c.state = 'open' AND c.blind))
  ORDER BY v.pass DESC LIMIT 1
$$;
ALTER FUNCTION drawbridge.stored_verdict(p_source text, p_id text, p_pass integer) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.take_lock(p_name text, p_mode text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
BEGIN
  EXECUTE format('LOCK TABLE %I IN %s MODE', 'lock_' || p_name, p_mode);
EXCEPTION WHEN lock_not_available THEN
  RAISE 'the lock of % is held by %', p_name, lock_holder('lock_' || p_name) USING ERRCODE = 'lock_not_available';
END $$;
ALTER FUNCTION drawbridge.take_lock(p_name text, p_mode text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.tell_platform(p_kind text, p_lo bigint[], p_hi bigint[], p_pass smallint[], p_action text DEFAULT NULL::text, p_decision bigint DEFAULT NULL::bigint, p_limit bigint DEFAULT NULL::bigint, p_even_decided boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_epoch constant integer := current_epoch();
  v_seq bigint;
BEGIN
  INSERT INTO outbox (epoch, kind, lo, hi, pass, action, decision_id, limit_id, even_decided)
    VALUES (v_epoch, p_kind, p_lo, p_hi, p_pass, p_action, p_decision, p_limit, p_even_decided)
    RETURNING seq INTO v_seq;
  RETURN v_seq;
END $$;
ALTER FUNCTION drawbridge.tell_platform(p_kind text, p_lo bigint[], p_hi bigint[], p_pass smallint[], p_action text, p_decision bigint, p_limit bigint, p_even_decided boolean) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.thin_posts(p_number integer, p_cases interval) RETURNS TABLE(kept bigint, dropped bigint, waits text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
DECLARE
  v_lo bigint := p_number::bigint << 32;
  v_hi bigint := (p_number::bigint + 1) << 32;
  v_closed timestamptz;
  v_table text;
  s setting;
BEGIN
  SELECT * INTO s FROM setting;
  PERFORM check_span('closed cases are kept', p_cases, s.retain_cases, '1000 years');
  PERFORM take_lock('partitions', 'EXCLUSIVE');
  SELECT l.closed_at INTO v_closed FROM partition_log l WHERE (l.kind, l.number) = ('post', p_number);
  IF v_closed IS NULL OR v_closed > now() - s.retain_clean THEN
    RAISE 'partition % of the posts is kept for % after it was closed', p_number, s.retain_clean
      USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF EXISTS (SELECT FROM ticket t WHERE t.hi >= v_lo AND t.lo < v_hi) THEN
    waits := 'posts of it wait in the queue';
  ELSIF v_closed > now() - s.retain_cases THEN
    waits := 'the consumer ' || unread_by('empty', int8range(v_lo, v_hi)) || ' has not acknowledged what it says of them';
  END IF;
  IF waits IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
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
ALTER FUNCTION drawbridge.thin_posts(p_number integer, p_cases interval) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.undo_decision(p_case bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  PERFORM FROM review_case WHERE case_id = p_case FOR UPDATE;
  DELETE FROM decision_draft WHERE case_id = p_case AND actor = actor();
  IF NOT FOUND THEN RAISE 'case % has no staged decision of yours', p_case USING ERRCODE = 'DBR06'; END IF;
  INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'undone', actor(), acted_through(), case_id, post_id FROM review_case WHERE case_id = p_case;
END $$;
ALTER FUNCTION drawbridge.undo_decision(p_case bigint) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.unread_by(p_rows int8range, p_posts int8range) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT c.consumer FROM outbox_cursor c
  WHERE EXISTS (
    SELECT FROM outbox o
    WHERE (o.epoch, o.xid, o.seq) > (c.epoch, c.xid, c.seq)
      AND (o.seq <@ p_rows
           OR EXISTS (SELECT FROM unnest(o.lo, o.hi) AS u (lo, hi) WHERE int8range(u.lo, u.hi, '[]') && p_posts)))
  ORDER BY c.acknowledged_at LIMIT 1
$$;
ALTER FUNCTION drawbridge.unread_by(p_rows int8range, p_posts int8range) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.unsealed_since() RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT e.at FROM event e
  WHERE (e.epoch, e.xid) >= (SELECT coalesce(max(s.epoch), 0), coalesce(max(s.to_xid), '0') FROM (
                               SELECT epoch, to_xid FROM seal ORDER BY seal_id DESC LIMIT 1) s)
  ORDER BY e.epoch, e.xid, e.event_id LIMIT 1
$$;
ALTER FUNCTION drawbridge.unsealed_since() OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.words_for(p_post bigint, p_policy text, p_label text) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
  SELECT r.rulebook_id FROM (
    SELECT 1, (SELECT v.rulebook_id FROM verdict v WHERE v.post_id = p_post ORDER BY v.pass DESC LIMIT 1)
    UNION ALL SELECT 2, (SELECT p.rulebook_id FROM publication p ORDER BY p.publication_id DESC LIMIT 1)
    UNION ALL SELECT 3, (SELECT max(b.rulebook_id) FROM rulebook b)) AS c (rank, rulebook_id)
  JOIN rulebook r USING (rulebook_id)
  WHERE (p_policy IS NULL OR r.words IS NULL OR r.words -> 'policies' ? p_policy)
    AND (p_label IS NULL OR r.words IS NULL OR r.words -> 'labels' ? p_label)
  ORDER BY c.rank LIMIT 1
$$;
ALTER FUNCTION drawbridge.words_for(p_post bigint, p_policy text, p_label text) OWNER TO drawbridge_owner;
CREATE FUNCTION drawbridge.write_note(p_body text, OUT note_id bigint, OUT digest bytea) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'drawbridge', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO note AS n (salt, body) VALUES (uuid_send(gen_random_uuid()), p_body)
    RETURNING n.note_id, note_digest(n.salt, n.body) INTO write_note.note_id, write_note.digest;
END $$;
ALTER FUNCTION drawbridge.write_note(p_body text, OUT note_id bigint, OUT digest bytea) OWNER TO drawbridge_owner;
CREATE AGGREGATE drawbridge.digest_chain(bytea) (
    SFUNC = drawbridge.digest_link,
    STYPE = bytea,
    INITCOND = ''
);
ALTER AGGREGATE drawbridge.digest_chain(bytea) OWNER TO drawbridge_owner;
CREATE SEQUENCE drawbridge.block_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER TABLE drawbridge.block_seq OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.chore (
    name text NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE drawbridge.chore OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.counter_hit (
    counter bigint NOT NULL,
    key_high bigint NOT NULL,
    key_low bigint NOT NULL,
    at bigint NOT NULL,
    post_id bigint NOT NULL,
    value bigint NOT NULL,
    reply_author text,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE drawbridge.counter_hit OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.dead_letter (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    attempts smallint NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    redriven_at timestamp with time zone
);
ALTER TABLE drawbridge.dead_letter OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.decision (
    decision_id bigint NOT NULL,
    case_id bigint NOT NULL,
    post_id bigint NOT NULL,
    action text NOT NULL,
    actor text NOT NULL,
    acted_through text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    note_id bigint,
    note_digest bytea NOT NULL,
    blind boolean DEFAULT false NOT NULL,
    epoch integer DEFAULT drawbridge.current_epoch() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    policy text,
    label text,
    rulebook_id integer,
    verdict_pass smallint,
    reading text,
    supersedes bigint,
    CONSTRAINT decision_action_check CHECK ((action = ANY (ARRAY['allow'::text, 'label'::text, 'warn'::text, 'remove'::text]))),
    CONSTRAINT decision_reading_check CHECK ((reading = ANY (ARRAY['read'::text, 'aided'::text])))
);
ALTER TABLE drawbridge.decision OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.decision ALTER COLUMN decision_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.decision_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.decision_draft (
    case_id bigint NOT NULL,
    version integer NOT NULL,
    action text NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    acted_through text NOT NULL,
    staged_at timestamp with time zone DEFAULT now() NOT NULL,
    release_at timestamp with time zone NOT NULL,
    policy text,
    label text,
    CONSTRAINT decision_draft_action_check CHECK ((action = ANY (ARRAY['allow'::text, 'label'::text, 'warn'::text, 'remove'::text])))
);
ALTER TABLE drawbridge.decision_draft OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.event ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.event_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.lexicon_entry (
    entry_id bigint NOT NULL,
    term text NOT NULL,
    lang text NOT NULL,
    reading text NOT NULL,
    glosses jsonb NOT NULL,
    flags text[] NOT NULL,
    notes jsonb NOT NULL,
    proposed_at timestamp with time zone DEFAULT now() NOT NULL,
    proposed_by text NOT NULL,
    approved_at timestamp with time zone,
    approved_by text,
    reverted_at timestamp with time zone,
    reverted_by text,
    CONSTRAINT lexicon_entry_term_check CHECK (((length(term) >= 1) AND (length(term) <= 60)))
);
ALTER TABLE drawbridge.lexicon_entry OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.lexicon_entry ALTER COLUMN entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.lexicon_entry_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.list_addition (
    addition_id bigint NOT NULL,
    pack text NOT NULL,
    list text NOT NULL,
    term text NOT NULL,
    reason text,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by text NOT NULL,
    until timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by text,
    ended_at timestamp with time zone,
    ended_by text
);
ALTER TABLE drawbridge.list_addition OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.list_addition ALTER COLUMN addition_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.list_addition_addition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.lock_partitions (
);
ALTER TABLE drawbridge.lock_partitions OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.lock_retention (
);
ALTER TABLE drawbridge.lock_retention OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.lock_seal (
);
ALTER TABLE drawbridge.lock_seal OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.login_source (
    login text NOT NULL,
    source_id integer,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    granted_by text DEFAULT SESSION_USER NOT NULL
);
ALTER TABLE drawbridge.login_source OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.note (
    note_id bigint NOT NULL,
    salt bytea,
    body text,
    written_at timestamp with time zone DEFAULT now() NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT note_check CHECK ((((body IS NULL) = (salt IS NULL)) AND ((body IS NULL) = (erased_at IS NOT NULL))))
);
ALTER TABLE drawbridge.note OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.note ALTER COLUMN note_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME drawbridge.note_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.outbox (
    seq bigint NOT NULL,
    epoch integer NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    lo bigint[] NOT NULL,
    hi bigint[] NOT NULL,
    pass smallint[] NOT NULL,
    decision_id bigint,
    action text,
    limit_id bigint,
    even_decided boolean DEFAULT false NOT NULL
)
PARTITION BY RANGE (seq);
ALTER TABLE drawbridge.outbox OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.outbox_cursor (
    consumer text NOT NULL,
    epoch integer DEFAULT 0 NOT NULL,
    xid xid8 DEFAULT '0'::xid8 NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    post_id bigint DEFAULT 0 NOT NULL,
    acknowledged_at timestamp with time zone DEFAULT now() NOT NULL,
    owner text DEFAULT SESSION_USER
);
ALTER TABLE drawbridge.outbox_cursor OWNER TO drawbridge_owner;
CREATE SEQUENCE drawbridge.outbox_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER TABLE drawbridge.outbox_seq OWNER TO drawbridge_owner;
ALTER SEQUENCE drawbridge.outbox_seq OWNED BY drawbridge.outbox.seq;
CREATE TABLE drawbridge.outbox_p0 (
    seq bigint DEFAULT nextval('drawbridge.outbox_seq'::regclass) NOT NULL,
    epoch integer NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    lo bigint[] NOT NULL,
    hi bigint[] NOT NULL,
    pass smallint[] NOT NULL,
    decision_id bigint,
    action text,
    limit_id bigint,
    even_decided boolean DEFAULT false NOT NULL
);
ALTER TABLE drawbridge.outbox_p0 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.outbox_p1 (
    seq bigint DEFAULT nextval('drawbridge.outbox_seq'::regclass) NOT NULL,
    epoch integer NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    lo bigint[] NOT NULL,
    hi bigint[] NOT NULL,
    pass smallint[] NOT NULL,
    decision_id bigint,
    action text,
    limit_id bigint,
    even_decided boolean DEFAULT false NOT NULL
);
ALTER TABLE drawbridge.outbox_p1 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.outbox_p2 (
    seq bigint DEFAULT nextval('drawbridge.outbox_seq'::regclass) NOT NULL,
    epoch integer NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    lo bigint[] NOT NULL,
    hi bigint[] NOT NULL,
    pass smallint[] NOT NULL,
    decision_id bigint,
    action text,
    limit_id bigint,
    even_decided boolean DEFAULT false NOT NULL
);
ALTER TABLE drawbridge.outbox_p2 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.partition_log (
    kind text NOT NULL,
    number integer NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    thinned_at timestamp with time zone,
    CONSTRAINT partition_log_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'outbox'::text])))
);
ALTER TABLE drawbridge.partition_log OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post (
    post_id bigint NOT NULL,
    source_id integer NOT NULL,
    external_id text NOT NULL,
    revision bigint,
    author_id text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    warnings json,
    document json NOT NULL
)
PARTITION BY RANGE (post_id);
ALTER TABLE drawbridge.post OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
)
PARTITION BY HASH (source_id, external_id);
ALTER TABLE drawbridge.post_key OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_0 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_0 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_1 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_1 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_2 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_2 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_3 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_3 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_4 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_4 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_5 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_5 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_6 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_6 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_key_7 (
    source_id integer NOT NULL,
    external_id text NOT NULL,
    post_id bigint,
    first_post_id bigint,
    revision bigint,
    digest bytea,
    withdrawn boolean,
    reports bigint
);
ALTER TABLE drawbridge.post_key_7 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_p0 (
    post_id bigint NOT NULL,
    source_id integer NOT NULL,
    external_id text NOT NULL,
    revision bigint,
    author_id text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    warnings json,
    document json NOT NULL
);
ALTER TABLE drawbridge.post_p0 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_p1 (
    post_id bigint NOT NULL,
    source_id integer NOT NULL,
    external_id text NOT NULL,
    revision bigint,
    author_id text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    warnings json,
    document json NOT NULL
);
ALTER TABLE drawbridge.post_p1 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_p2 (
    post_id bigint NOT NULL,
    source_id integer NOT NULL,
    external_id text NOT NULL,
    revision bigint,
    author_id text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    warnings json,
    document json NOT NULL
);
ALTER TABLE drawbridge.post_p2 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.post_report (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    reports bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.post_report OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.publication (
    publication_id bigint NOT NULL,
    rulebook_id integer NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    reason text,
    returned_to bigint,
    approved_by text
);
ALTER TABLE drawbridge.publication OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.publication ALTER COLUMN publication_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.publication_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.publication_request (
    request_id bigint NOT NULL,
    rulebook_id integer NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    requested_by text NOT NULL,
    reason text,
    returned_to bigint,
    publication_id bigint
);
ALTER TABLE drawbridge.publication_request OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.publication_request ALTER COLUMN request_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.publication_request_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.reader_language (
    reviewer text NOT NULL,
    lang text NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by text NOT NULL,
    approved_at timestamp with time zone,
    approved_by text
);
ALTER TABLE drawbridge.reader_language OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.review_case ALTER COLUMN case_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.review_case_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.reviewer (
    login text NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    added_by text DEFAULT SESSION_USER NOT NULL,
    disabled_at timestamp with time zone,
    disabled_by text
);
ALTER TABLE drawbridge.reviewer OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.reviewer_grant (
    reviewer text NOT NULL,
    kind text NOT NULL,
    source_id integer,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    granted_by text DEFAULT SESSION_USER NOT NULL,
    CONSTRAINT reviewer_grant_check CHECK (((kind = 'source'::text) = (source_id IS NOT NULL))),
    CONSTRAINT reviewer_grant_kind_check CHECK ((kind = ANY (ARRAY['source'::text, 'every_source'::text, 'private'::text])))
);
ALTER TABLE drawbridge.reviewer_grant OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.rule_approval (
    rule text NOT NULL,
    lang text NOT NULL,
    approved_at timestamp with time zone DEFAULT now() NOT NULL,
    approved_by text NOT NULL,
    reason text NOT NULL
);
ALTER TABLE drawbridge.rule_approval OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.rule_hit (
    rule text NOT NULL,
    fingerprint bigint NOT NULL,
    first_at timestamp with time zone DEFAULT now() NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL,
    posts bigint DEFAULT 1 NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE drawbridge.rule_hit OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.rule_limit (
    limit_id bigint NOT NULL,
    rule text NOT NULL,
    owner text NOT NULL,
    cap smallint NOT NULL,
    hits bigint NOT NULL,
    posts bigint NOT NULL,
    tripped_at timestamp with time zone DEFAULT now() NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by text
);
ALTER TABLE drawbridge.rule_limit OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.rule_limit ALTER COLUMN limit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.rule_limit_limit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.rulebook (
    rulebook_id integer NOT NULL,
    hash text NOT NULL,
    files json NOT NULL,
    dictionary text,
    model text,
    engine text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    words jsonb,
    base text
);
ALTER TABLE drawbridge.rulebook OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.rulebook ALTER COLUMN rulebook_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.rulebook_rulebook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.schema_file (
    path text NOT NULL,
    digest bigint NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.schema_file OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.schema_version (
    number integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.schema_version OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.screened_minute (
    minute timestamp with time zone NOT NULL,
    posts bigint NOT NULL
)
WITH (fillfactor='50');
ALTER TABLE drawbridge.screened_minute OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.setting (
    only_row boolean DEFAULT true NOT NULL,
    is_private boolean DEFAULT false NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    system_identifier bigint,
    server_started timestamp with time zone,
    database_oid oid,
    timeline text,
    retain_clean interval DEFAULT '30 days'::interval NOT NULL,
    retain_cases interval DEFAULT '180 days'::interval NOT NULL,
    retain_events interval DEFAULT '730 days'::interval NOT NULL,
    partition_age interval DEFAULT '1 day'::interval NOT NULL,
    publish_needs_second boolean DEFAULT false NOT NULL,
    CONSTRAINT setting_only_row_check CHECK (only_row),
    CONSTRAINT setting_partition_age_check CHECK ((partition_age >= '00:00:00'::interval)),
    CONSTRAINT setting_retain_cases_check CHECK ((retain_cases >= '00:00:00'::interval)),
    CONSTRAINT setting_retain_clean_check CHECK ((retain_clean >= '00:00:00'::interval)),
    CONSTRAINT setting_retain_events_check CHECK ((retain_events >= '00:00:00'::interval))
);
ALTER TABLE drawbridge.setting OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.source (
    source_id integer NOT NULL,
    name text NOT NULL,
    weight smallint DEFAULT 1 NOT NULL,
    paused boolean DEFAULT false NOT NULL,
    max_inflight integer,
    on_no_verdict text DEFAULT 'hold'::text NOT NULL,
    no_verdict_after interval,
    CONSTRAINT source_max_inflight_check CHECK ((max_inflight > 0)),
    CONSTRAINT source_on_no_verdict_check CHECK ((on_no_verdict = ANY (ARRAY['publish'::text, 'hold'::text]))),
    CONSTRAINT source_weight_check CHECK (((weight >= 1) AND (weight <= 1000)))
);
ALTER TABLE drawbridge.source OWNER TO drawbridge_owner;
ALTER TABLE drawbridge.source ALTER COLUMN source_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME drawbridge.source_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE drawbridge.ticket (
    lane smallint NOT NULL,
    source_id integer NOT NULL,
    lo bigint NOT NULL,
    hi bigint NOT NULL,
    pass smallint DEFAULT 0 NOT NULL,
    n integer NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    visible_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    worker bigint,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    announced boolean DEFAULT false NOT NULL,
    even_decided boolean DEFAULT false NOT NULL,
    CONSTRAINT ticket_lane_check CHECK (((lane >= 0) AND (lane <= 2)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='2000', autovacuum_vacuum_cost_delay='0');
ALTER TABLE drawbridge.ticket OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.verdict (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    rulebook_id integer,
    verdict smallint NOT NULL,
    score real NOT NULL,
    priority smallint NOT NULL,
    lang text NOT NULL,
    confidence real NOT NULL,
    body json NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (post_id);
ALTER TABLE drawbridge.verdict OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.verdict_p0 (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    rulebook_id integer,
    verdict smallint NOT NULL,
    score real NOT NULL,
    priority smallint NOT NULL,
    lang text NOT NULL,
    confidence real NOT NULL,
    body json NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.verdict_p0 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.verdict_p1 (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    rulebook_id integer,
    verdict smallint NOT NULL,
    score real NOT NULL,
    priority smallint NOT NULL,
    lang text NOT NULL,
    confidence real NOT NULL,
    body json NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.verdict_p1 OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.verdict_p2 (
    post_id bigint NOT NULL,
    pass smallint NOT NULL,
    rulebook_id integer,
    verdict smallint NOT NULL,
    score real NOT NULL,
    priority smallint NOT NULL,
    lang text NOT NULL,
    confidence real NOT NULL,
    body json NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE drawbridge.verdict_p2 OWNER TO drawbridge_owner;
CREATE VIEW drawbridge.visible_case WITH (security_barrier='true') AS
 SELECT c.case_id,
    c.source_id,
    s.name AS source,
    c.external_id,
    c.post_id,
    c.first_post_id,
    c.version,
    c.state,
        CASE
            WHEN (NOT h.hidden) THEN c.verdict
            ELSE NULL::smallint
        END AS verdict,
    c.queue,
    c.priority,
    c.due_at,
    c.lang,
    c.edited,
    c.claimed_by,
    c.claimed_until,
    c.claimed_version,
    c.opened_at,
    c.closed_at,
    c.blind,
    c.visibility,
        CASE
            WHEN h.hidden THEN array_remove(array_remove(c.causes, 'rule'::text), 'error'::text)
            ELSE c.causes
        END AS causes,
        CASE
            WHEN (c.visibility = 'private'::text) THEN json_build_object('id', c.external_id, 'text', '', 'visibility', 'private')
            ELSE p.document
        END AS document,
        CASE
            WHEN ((c.visibility <> 'private'::text) AND (c.first_post_id <> c.post_id)) THEN ( SELECT f.document
               FROM drawbridge.post f
              WHERE (f.post_id = c.first_post_id))
            ELSE NULL::json
        END AS first_document,
        CASE
            WHEN ((c.visibility <> 'private'::text) AND (NOT h.hidden)) THEN ( SELECT v.body
               FROM drawbridge.verdict v
              WHERE (v.post_id = c.post_id)
              ORDER BY v.pass DESC
             LIMIT 1)
            ELSE NULL::json
        END AS screening,
        CASE
            WHEN (NOT h.hidden) THEN ( SELECT r.hash
               FROM (drawbridge.verdict v
                 JOIN drawbridge.rulebook r USING (rulebook_id))
              WHERE (v.post_id = c.post_id)
              ORDER BY v.pass DESC
             LIMIT 1)
            ELSE NULL::text
        END AS rulebook_hash,
        CASE
            WHEN ((c.visibility <> 'private'::text) AND (NOT h.hidden)) THEN ( SELECT d.reason
               FROM drawbridge.dead_letter d
              WHERE (d.post_id = c.post_id)
              ORDER BY d.pass DESC
             LIMIT 1)
            ELSE NULL::text
        END AS dead_letter_reason
   FROM (((drawbridge.review_case c
     CROSS JOIN LATERAL ( SELECT (c.blind AND (c.state = 'open'::text)) AS hidden) h)
     JOIN drawbridge.source s USING (source_id))
     JOIN drawbridge.post p ON ((p.post_id = c.post_id)))
  WHERE ((c.source_id = ANY (( SELECT drawbridge.seen_sources() AS seen_sources)::integer[])) AND ((c.visibility <> 'private'::text) OR ( SELECT drawbridge.sees_private() AS sees_private)));
ALTER TABLE drawbridge.visible_case OWNER TO drawbridge_owner;
CREATE VIEW drawbridge.visible_decision WITH (security_barrier='true') AS
 SELECT d.decision_id,
    d.case_id,
    d.post_id,
    d.action,
    d.actor,
    d.acted_through,
    d.decided_at,
    d.blind,
    n.body AS reason,
    d.policy,
    d.label,
    d.reading,
    d.supersedes
   FROM ((drawbridge.decision d
     JOIN drawbridge.visible_case c USING (case_id))
     LEFT JOIN drawbridge.note n USING (note_id));
ALTER TABLE drawbridge.visible_decision OWNER TO drawbridge_owner;
CREATE VIEW drawbridge.visible_post WITH (security_barrier='true') AS
 SELECT p.post_id,
    p.source_id,
    p.external_id,
    p.revision,
    p.received_at,
    p.warnings,
    p.document
   FROM drawbridge.post p
  WHERE (( SELECT drawbridge.reads_posts() AS reads_posts) AND ((drawbridge.post_visibility(p.document) <> 'private'::text) OR ( SELECT drawbridge.sees_private() AS sees_private)));
ALTER TABLE drawbridge.visible_post OWNER TO drawbridge_owner;
CREATE TABLE drawbridge.worker_status (
    worker bigint NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    engine text NOT NULL,
    rulebook_id integer,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    in_hand integer DEFAULT 0 NOT NULL,
    written bigint DEFAULT 0 NOT NULL,
    problem text,
    problem_at timestamp with time zone,
    backend integer NOT NULL,
    rulebook_since timestamp with time zone,
    follows text,
    reload_refused_at timestamp with time zone,
    reload_refused text
)
WITH (fillfactor='50');
ALTER TABLE drawbridge.worker_status OWNER TO drawbridge_owner;
ALTER TABLE ONLY drawbridge.outbox ATTACH PARTITION drawbridge.outbox_p0 FOR VALUES FROM ('0') TO ('4294967296');
ALTER TABLE ONLY drawbridge.outbox ATTACH PARTITION drawbridge.outbox_p1 FOR VALUES FROM ('4294967296') TO ('8589934592');
ALTER TABLE ONLY drawbridge.outbox ATTACH PARTITION drawbridge.outbox_p2 FOR VALUES FROM ('8589934592') TO ('12884901888');
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_0 FOR VALUES WITH (modulus 8, remainder 0);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_1 FOR VALUES WITH (modulus 8, remainder 1);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_2 FOR VALUES WITH (modulus 8, remainder 2);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_3 FOR VALUES WITH (modulus 8, remainder 3);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_4 FOR VALUES WITH (modulus 8, remainder 4);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_5 FOR VALUES WITH (modulus 8, remainder 5);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_6 FOR VALUES WITH (modulus 8, remainder 6);
ALTER TABLE ONLY drawbridge.post_key ATTACH PARTITION drawbridge.post_key_7 FOR VALUES WITH (modulus 8, remainder 7);
ALTER TABLE ONLY drawbridge.post ATTACH PARTITION drawbridge.post_p0 FOR VALUES FROM ('0') TO ('4294967296');
ALTER TABLE ONLY drawbridge.post ATTACH PARTITION drawbridge.post_p1 FOR VALUES FROM ('4294967296') TO ('8589934592');
ALTER TABLE ONLY drawbridge.post ATTACH PARTITION drawbridge.post_p2 FOR VALUES FROM ('8589934592') TO ('12884901888');
ALTER TABLE ONLY drawbridge.verdict ATTACH PARTITION drawbridge.verdict_p0 FOR VALUES FROM ('0') TO ('4294967296');
ALTER TABLE ONLY drawbridge.verdict ATTACH PARTITION drawbridge.verdict_p1 FOR VALUES FROM ('4294967296') TO ('8589934592');
ALTER TABLE ONLY drawbridge.verdict ATTACH PARTITION drawbridge.verdict_p2 FOR VALUES FROM ('8589934592') TO ('12884901888');
ALTER TABLE ONLY drawbridge.outbox ALTER COLUMN seq SET DEFAULT nextval('drawbridge.outbox_seq'::regclass);
ALTER TABLE ONLY drawbridge.chore
    ADD CONSTRAINT chore_pkey PRIMARY KEY (name);
ALTER TABLE ONLY drawbridge.counter_hit
    ADD CONSTRAINT counter_hit_pkey PRIMARY KEY (counter, key_high, key_low, at, post_id, value);
ALTER TABLE ONLY drawbridge.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.decision_draft
    ADD CONSTRAINT decision_draft_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY drawbridge.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (decision_id);
ALTER TABLE ONLY drawbridge.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (event_id);
ALTER TABLE ONLY drawbridge.lexicon_entry
    ADD CONSTRAINT lexicon_entry_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY drawbridge.list_addition
    ADD CONSTRAINT list_addition_pkey PRIMARY KEY (addition_id);
ALTER TABLE ONLY drawbridge.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (note_id);
ALTER TABLE ONLY drawbridge.outbox_cursor
    ADD CONSTRAINT outbox_cursor_pkey PRIMARY KEY (consumer);
ALTER TABLE drawbridge.outbox
    ADD CONSTRAINT outbox_kind_check CHECK ((kind = ANY (ARRAY['verdict'::text, 'decision'::text, 'withdrawal'::text, 'dead_letter'::text, 'no_verdict'::text, 'rule_limited'::text]))) NOT VALID;
ALTER TABLE ONLY drawbridge.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY drawbridge.outbox_p0
    ADD CONSTRAINT outbox_p0_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY drawbridge.outbox_p1
    ADD CONSTRAINT outbox_p1_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY drawbridge.outbox_p2
    ADD CONSTRAINT outbox_p2_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY drawbridge.partition_log
    ADD CONSTRAINT partition_log_pkey PRIMARY KEY (kind, number);
ALTER TABLE ONLY drawbridge.post_key
    ADD CONSTRAINT post_key_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_0
    ADD CONSTRAINT post_key_0_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_1
    ADD CONSTRAINT post_key_1_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_2
    ADD CONSTRAINT post_key_2_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_3
    ADD CONSTRAINT post_key_3_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_4
    ADD CONSTRAINT post_key_4_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_5
    ADD CONSTRAINT post_key_5_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_6
    ADD CONSTRAINT post_key_6_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post_key_7
    ADD CONSTRAINT post_key_7_pkey PRIMARY KEY (source_id, external_id);
ALTER TABLE ONLY drawbridge.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (post_id);
ALTER TABLE ONLY drawbridge.post_p0
    ADD CONSTRAINT post_p0_pkey PRIMARY KEY (post_id);
ALTER TABLE ONLY drawbridge.post_p1
    ADD CONSTRAINT post_p1_pkey PRIMARY KEY (post_id);
ALTER TABLE ONLY drawbridge.post_p2
    ADD CONSTRAINT post_p2_pkey PRIMARY KEY (post_id);
ALTER TABLE ONLY drawbridge.post_report
    ADD CONSTRAINT post_report_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.publication
    ADD CONSTRAINT publication_pkey PRIMARY KEY (publication_id);
ALTER TABLE ONLY drawbridge.publication_request
    ADD CONSTRAINT publication_request_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY drawbridge.reader_language
    ADD CONSTRAINT reader_language_pkey PRIMARY KEY (reviewer, lang);
ALTER TABLE ONLY drawbridge.review_case
    ADD CONSTRAINT review_case_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY drawbridge.reviewer
    ADD CONSTRAINT reviewer_pkey PRIMARY KEY (login);
ALTER TABLE ONLY drawbridge.rule_approval
    ADD CONSTRAINT rule_approval_pkey PRIMARY KEY (rule, lang);
ALTER TABLE ONLY drawbridge.rule_hit
    ADD CONSTRAINT rule_hit_pkey PRIMARY KEY (rule, fingerprint);
ALTER TABLE ONLY drawbridge.rule_limit
    ADD CONSTRAINT rule_limit_pkey PRIMARY KEY (limit_id);
ALTER TABLE ONLY drawbridge.rulebook
    ADD CONSTRAINT rulebook_hash_key UNIQUE (hash);
ALTER TABLE ONLY drawbridge.rulebook
    ADD CONSTRAINT rulebook_pkey PRIMARY KEY (rulebook_id);
ALTER TABLE ONLY drawbridge.schema_file
    ADD CONSTRAINT schema_file_pkey PRIMARY KEY (path);
ALTER TABLE ONLY drawbridge.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (number);
ALTER TABLE ONLY drawbridge.screened_minute
    ADD CONSTRAINT screened_minute_pkey PRIMARY KEY (minute);
ALTER TABLE ONLY drawbridge.seal
    ADD CONSTRAINT seal_epoch_from_xid_key UNIQUE (epoch, from_xid);
ALTER TABLE ONLY drawbridge.seal
    ADD CONSTRAINT seal_head_key UNIQUE (head);
ALTER TABLE ONLY drawbridge.seal
    ADD CONSTRAINT seal_pkey PRIMARY KEY (seal_id);
ALTER TABLE ONLY drawbridge.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY drawbridge.source
    ADD CONSTRAINT source_name_key UNIQUE (name);
ALTER TABLE ONLY drawbridge.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);
ALTER TABLE ONLY drawbridge.ticket
    ADD CONSTRAINT ticket_pkey PRIMARY KEY (lane, source_id, lo);
ALTER TABLE ONLY drawbridge.verdict
    ADD CONSTRAINT verdict_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.verdict_p0
    ADD CONSTRAINT verdict_p0_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.verdict_p1
    ADD CONSTRAINT verdict_p1_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.verdict_p2
    ADD CONSTRAINT verdict_p2_pkey PRIMARY KEY (post_id, pass);
ALTER TABLE ONLY drawbridge.worker_status
    ADD CONSTRAINT worker_status_pkey PRIMARY KEY (worker);
CREATE INDEX counter_hit_expiry ON drawbridge.counter_hit USING brin (expires_at) WITH (autosummarize='on');
CREATE INDEX counter_hit_post ON drawbridge.counter_hit USING brin (post_id) WITH (autosummarize='on');
CREATE INDEX counter_hit_reply ON drawbridge.counter_hit USING btree (reply_author) WHERE (reply_author IS NOT NULL);
CREATE INDEX decision_case ON drawbridge.decision USING btree (case_id);
CREATE INDEX decision_draft_due ON drawbridge.decision_draft USING btree (release_at);
CREATE INDEX decision_post ON drawbridge.decision USING btree (post_id, decision_id);
CREATE UNIQUE INDEX event_order ON drawbridge.event USING btree (epoch, xid, event_id);
CREATE INDEX event_retired ON drawbridge.event USING btree (event_id) WHERE (kind = 'retired'::text);
CREATE UNIQUE INDEX lexicon_entry_open ON drawbridge.lexicon_entry USING btree (lang, lower(term)) WHERE (reverted_at IS NULL);
CREATE UNIQUE INDEX list_addition_open ON drawbridge.list_addition USING btree (pack, list, term) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX login_source_once ON drawbridge.login_source USING btree (login, COALESCE(source_id, 0));
CREATE UNIQUE INDEX outbox_order ON ONLY drawbridge.outbox USING btree (epoch, xid, seq);
CREATE UNIQUE INDEX outbox_p0_epoch_xid_seq_idx ON drawbridge.outbox_p0 USING btree (epoch, xid, seq);
CREATE UNIQUE INDEX outbox_p1_epoch_xid_seq_idx ON drawbridge.outbox_p1 USING btree (epoch, xid, seq);
CREATE UNIQUE INDEX outbox_p2_epoch_xid_seq_idx ON drawbridge.outbox_p2 USING btree (epoch, xid, seq);
CREATE UNIQUE INDEX publication_request_open ON drawbridge.publication_request USING btree (rulebook_id) WHERE (publication_id IS NULL);
CREATE INDEX review_case_blind ON drawbridge.review_case USING btree (post_id) WHERE ((state = 'open'::text) AND blind);
CREATE INDEX review_case_claimed ON drawbridge.review_case USING btree (claimed_by) WHERE ((state = 'open'::text) AND (claimed_by IS NOT NULL));
CREATE INDEX review_case_closed ON drawbridge.review_case USING btree (closed_at) WHERE (state <> 'open'::text);
CREATE INDEX review_case_next ON drawbridge.review_case USING btree (queue, priority DESC, due_at, case_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX review_case_open ON drawbridge.review_case USING btree (source_id, external_id) WHERE (state = 'open'::text);
CREATE INDEX review_case_open_post ON drawbridge.review_case USING btree (post_id) WHERE (state = 'open'::text);
CREATE INDEX review_case_post ON drawbridge.review_case USING btree (source_id, external_id);
CREATE UNIQUE INDEX reviewer_grant_once ON drawbridge.reviewer_grant USING btree (reviewer, kind, COALESCE(source_id, 0));
CREATE UNIQUE INDEX rule_limit_open ON drawbridge.rule_limit USING btree (rule) WHERE (acknowledged_at IS NULL);
CREATE INDEX rule_limit_rule ON drawbridge.rule_limit USING btree (rule, acknowledged_at);
CREATE INDEX rulebook_base ON drawbridge.rulebook USING btree (base);
ALTER INDEX drawbridge.outbox_order ATTACH PARTITION drawbridge.outbox_p0_epoch_xid_seq_idx;
ALTER INDEX drawbridge.outbox_pkey ATTACH PARTITION drawbridge.outbox_p0_pkey;
ALTER INDEX drawbridge.outbox_order ATTACH PARTITION drawbridge.outbox_p1_epoch_xid_seq_idx;
ALTER INDEX drawbridge.outbox_pkey ATTACH PARTITION drawbridge.outbox_p1_pkey;
ALTER INDEX drawbridge.outbox_order ATTACH PARTITION drawbridge.outbox_p2_epoch_xid_seq_idx;
ALTER INDEX drawbridge.outbox_pkey ATTACH PARTITION drawbridge.outbox_p2_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_0_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_1_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_2_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_3_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_4_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_5_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_6_pkey;
ALTER INDEX drawbridge.post_key_pkey ATTACH PARTITION drawbridge.post_key_7_pkey;
ALTER INDEX drawbridge.post_pkey ATTACH PARTITION drawbridge.post_p0_pkey;
ALTER INDEX drawbridge.post_pkey ATTACH PARTITION drawbridge.post_p1_pkey;
ALTER INDEX drawbridge.post_pkey ATTACH PARTITION drawbridge.post_p2_pkey;
ALTER INDEX drawbridge.verdict_pkey ATTACH PARTITION drawbridge.verdict_p0_pkey;
ALTER INDEX drawbridge.verdict_pkey ATTACH PARTITION drawbridge.verdict_p1_pkey;
ALTER INDEX drawbridge.verdict_pkey ATTACH PARTITION drawbridge.verdict_p2_pkey;
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON drawbridge.decision FOR EACH ROW EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON drawbridge.event FOR EACH ROW EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON drawbridge.seal FOR EACH ROW EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON drawbridge.decision FOR EACH STATEMENT EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON drawbridge.event FOR EACH STATEMENT EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON drawbridge.seal FOR EACH STATEMENT EXECUTE FUNCTION drawbridge.refuse_change();
CREATE TRIGGER stamped BEFORE INSERT ON drawbridge.event FOR EACH ROW EXECUTE FUNCTION drawbridge.stamp_event();
CREATE TRIGGER visibility BEFORE INSERT OR UPDATE OF post_id, first_post_id ON drawbridge.review_case FOR EACH ROW EXECUTE FUNCTION drawbridge.set_visibility();
ALTER TABLE ONLY drawbridge.publication_request
    ADD CONSTRAINT publication_request_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES drawbridge.publication(publication_id);
ALTER TABLE ONLY drawbridge.publication_request
    ADD CONSTRAINT publication_request_returned_to_fkey FOREIGN KEY (returned_to) REFERENCES drawbridge.publication(publication_id);
ALTER TABLE ONLY drawbridge.publication_request
    ADD CONSTRAINT publication_request_rulebook_id_fkey FOREIGN KEY (rulebook_id) REFERENCES drawbridge.rulebook(rulebook_id);
ALTER TABLE ONLY drawbridge.publication
    ADD CONSTRAINT publication_returned_to_fkey FOREIGN KEY (returned_to) REFERENCES drawbridge.publication(publication_id);
ALTER TABLE ONLY drawbridge.publication
    ADD CONSTRAINT publication_rulebook_id_fkey FOREIGN KEY (rulebook_id) REFERENCES drawbridge.rulebook(rulebook_id);
CREATE POLICY all_seen ON drawbridge.outbox_cursor FOR SELECT TO drawbridge_worker, drawbridge_auditor, drawbridge_operator USING (true);
ALTER TABLE drawbridge.outbox_cursor ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON drawbridge.outbox_cursor TO drawbridge_consumer USING ((owner = SESSION_USER)) WITH CHECK ((owner = SESSION_USER));
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_ingest;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_worker;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_reviewer;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_auditor;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_consumer;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_author;
GRANT USAGE ON SCHEMA drawbridge TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.access_findings() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.access_findings() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.access_findings() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.access_findings() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.access_findings() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.access_findings() TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.acknowledge_limit(p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.acknowledge_limit(p_rule text) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.acknowledge_limit(p_rule text) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.acted_through() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.acted_through() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.acted_through() TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.actor() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.actor() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.actor() TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.announce_silence() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.announce_silence() TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.approve_publication(p_rulebook integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.approve_publication(p_rulebook integer) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.approve_rule(p_rule text, p_lang text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.approve_rule(p_rule text, p_lang text, p_reason text) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.approve_word(p_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.approve_word(p_id bigint) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.assign_consumer(p_consumer text, p_login text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.check_case(p_case bigint) FROM PUBLIC;
GRANT SELECT,INSERT,UPDATE ON TABLE drawbridge.review_case TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.review_case TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.check_claim(p_case bigint, p_token uuid, p_shown integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.check_consumer(p_consumer text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.check_consumer(p_consumer text) TO drawbridge_consumer;
REVOKE ALL ON FUNCTION drawbridge.check_span(p_what text, p_span interval, p_least interval, p_most interval) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.check_text(p_what text, p_words text, p_bytes integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.check_words(p_case drawbridge.review_case, p_action text, p_policy text, p_label text, OUT policy text, OUT label text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.claim_case(p_case bigint, p_queue text, p_lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.claim_case(p_case bigint, p_queue text, p_lease interval) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.claim_chore(p_name text, p_every interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.claim_chore(p_name text, p_every interval) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text, p_policy text, p_label text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.confirm_addition(p_id bigint, p_for interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.confirm_addition(p_id bigint, p_for interval) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.confirm_addition(p_id bigint, p_for interval) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.current_epoch() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.current_epoch() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.current_epoch() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.current_epoch() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.current_epoch() TO drawbridge_consumer;
REVOKE ALL ON FUNCTION drawbridge.decide_case(p_case bigint, p_token uuid, p_action text, p_reason text, p_policy text, p_label text, p_shown integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.decide_case(p_case bigint, p_token uuid, p_action text, p_reason text, p_policy text, p_label text, p_shown integer) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.decision_lines(p_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.decision_lines(p_ids bigint[]) TO drawbridge_consumer;
REVOKE ALL ON FUNCTION drawbridge.digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.digest_link(p_state bytea, p_next bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.digest_link(p_state bytea, p_next bytea) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.drop_keys(p_part integer, p_page bigint, p_pages integer, p_below bigint) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.drop_outbox(p_number integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.drop_outbox(p_number integer) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.due_partitions(p_clean interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.due_partitions(p_clean interval) TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.due_partitions(p_clean interval) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.end_addition(p_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.end_addition(p_id bigint) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.end_addition(p_id bigint) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.end_sessions(p_login text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.ensure_partitions() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.ensure_partitions() TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.event TO drawbridge_auditor;
GRANT INSERT(kind) ON TABLE drawbridge.event TO drawbridge_worker;
GRANT INSERT(actor) ON TABLE drawbridge.event TO drawbridge_worker;
GRANT INSERT(acted_through) ON TABLE drawbridge.event TO drawbridge_worker;
GRANT INSERT(case_id) ON TABLE drawbridge.event TO drawbridge_worker;
GRANT INSERT(post_id) ON TABLE drawbridge.event TO drawbridge_worker;
GRANT INSERT(detail) ON TABLE drawbridge.event TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.event_digest(e drawbridge.event, p_form smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.event_digest(e drawbridge.event, p_form smallint) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.grant_reading(p_reviewer text, p_kind text, p_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.grant_reading(p_reviewer text, p_kind text, p_source text) TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.ingest(p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[], p_document text[], p_warnings text[], p_content text[], p_reports bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.ingest(p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[], p_document text[], p_warnings text[], p_content text[], p_reports bigint[]) TO drawbridge_ingest;
REVOKE ALL ON FUNCTION drawbridge.is_kept(p_source integer, p_external text, p_cases interval) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.is_member(VARIADIC p_roles text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.is_owner() FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.lock_holder(p_table text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.make_partition(p_table text, p_number bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.may_ingest(p_source text, p_login text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.may_see(p_source integer, p_visibility text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.may_see(p_source integer, p_visibility text) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.may_see(p_source integer, p_visibility text) TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.may_see(p_source integer, p_visibility text) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.next_pass(p_lo bigint, p_hi bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.note_digest(p_salt bytea, p_body text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.note_digest(p_salt bytea, p_body text) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.open_claims(p_actor text, p_but bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.open_private(p_case bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.open_private(p_case bigint) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.open_private(p_case bigint) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.others(VARIADIC p_roles text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.post_visibility(p_document json) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.post_visibility(p_document json) TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.post_visibility(p_document json) TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.post_visibility(p_document json) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.propose_word(p_term text, p_lang text, p_reading text, p_glosses jsonb, p_flags text[], p_notes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.propose_word(p_term text, p_lang text, p_reading text, p_glosses jsonb, p_flags text[], p_notes jsonb) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.publish_rulebook(p_rulebook integer, p_reason text, p_returned_to bigint) TO drawbridge_author;
REVOKE ALL ON FUNCTION drawbridge.queue_counts() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.queue_counts() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.queue_counts() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.queue_counts() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.queue_counts() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.queue_counts() TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.queue_lanes() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.queue_lanes() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.queue_lanes() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.queue_lanes() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.queue_lanes() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.queue_lanes() TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.read_outbox(p_consumer text, p_seq bigint, p_post bigint, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.read_outbox(p_consumer text, p_seq bigint, p_post bigint, p_most integer) TO drawbridge_consumer;
REVOKE ALL ON FUNCTION drawbridge.reads_posts() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.reads_posts() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.reads_posts() TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.redrive(p_posts bigint[], p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.redrive(p_posts bigint[], p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.refuse_change() FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.release_drafts(p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.release_drafts(p_most integer) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.release_holdings(p_login text, OUT drafts bigint, OUT claims bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.rescreen(p_since timestamp with time zone, p_source integer, p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.rescreen(p_since timestamp with time zone, p_source integer, p_lane smallint, p_even_decided boolean, OUT redriven bigint, OUT skipped_decided bigint, OUT decided bigint) TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.retire_cases(p_cases interval, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.retire_cases(p_cases interval, p_most integer) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.retire_events(p_before interval, p_most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.retire_events(p_before interval, p_most integer) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.retired_seals() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.retired_seals() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.retired_seals() TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.reveal_case(p_case bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.reveal_case(p_case bigint) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.revert_word(p_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.revert_word(p_id bigint) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.revoke_reading(p_reviewer text, p_kind text, p_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.revoke_reading(p_reviewer text, p_kind text, p_source text) TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.roll_partitions(p_every interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.roll_partitions(p_every interval) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.rule_stats(p_seconds double precision, p_rule text) TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.seal TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.seal TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.seal_events() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.seal_events() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.seal_events() TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.seal_head(p_before bytea, s drawbridge.seal) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.seal_head(p_before bytea, s drawbridge.seal) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.seen_sources() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.seen_sources() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.seen_sources() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.seen_sources() TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.sees_private() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.sees_private() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.sees_private() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.sees_private() TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.server_state() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.server_state() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.server_state() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.server_state() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.server_state() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.server_state() TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.set_reader_languages(p_reviewer text, p_langs text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.set_reader_languages(p_reviewer text, p_langs text[]) TO drawbridge_operator;
GRANT ALL ON FUNCTION drawbridge.set_reader_languages(p_reviewer text, p_langs text[]) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.set_visibility() FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.show_case(p_case bigint, p_version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.show_case(p_case bigint, p_version integer) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval, p_policy text, p_label text, p_shown integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval, p_policy text, p_label text, p_shown integer) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.stamp_event() FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.stored_verdict(p_source text, p_id text, p_pass integer) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.stored_verdict(p_source text, p_id text, p_pass integer) TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.stored_verdict(p_source text, p_id text, p_pass integer) TO drawbridge_auditor;
REVOKE ALL ON FUNCTION drawbridge.take_lock(p_name text, p_mode text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.tell_platform(p_kind text, p_lo bigint[], p_hi bigint[], p_pass smallint[], p_action text, p_decision bigint, p_limit bigint, p_even_decided boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.tell_platform(p_kind text, p_lo bigint[], p_hi bigint[], p_pass smallint[], p_action text, p_decision bigint, p_limit bigint, p_even_decided boolean) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.thin_posts(p_number integer, p_cases interval) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.thin_posts(p_number integer, p_cases interval) TO drawbridge_worker;
REVOKE ALL ON FUNCTION drawbridge.undo_decision(p_case bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.undo_decision(p_case bigint) TO drawbridge_reviewer;
REVOKE ALL ON FUNCTION drawbridge.unread_by(p_rows int8range, p_posts int8range) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.unsealed_since() FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.unsealed_since() TO drawbridge_worker;
GRANT ALL ON FUNCTION drawbridge.unsealed_since() TO drawbridge_reviewer;
GRANT ALL ON FUNCTION drawbridge.unsealed_since() TO drawbridge_auditor;
GRANT ALL ON FUNCTION drawbridge.unsealed_since() TO drawbridge_author;
GRANT ALL ON FUNCTION drawbridge.unsealed_since() TO drawbridge_operator;
REVOKE ALL ON FUNCTION drawbridge.words_for(p_post bigint, p_policy text, p_label text) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.write_note(p_body text, OUT note_id bigint, OUT digest bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION drawbridge.digest_chain(bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION drawbridge.digest_chain(bytea) TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.chore TO drawbridge_auditor;
GRANT SELECT,INSERT,DELETE ON TABLE drawbridge.counter_hit TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.counter_hit TO drawbridge_auditor;
GRANT SELECT,INSERT ON TABLE drawbridge.dead_letter TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.dead_letter TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.dead_letter TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.decision TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.decision TO drawbridge_auditor;
GRANT SELECT(decision_id) ON TABLE drawbridge.decision TO drawbridge_worker;
GRANT SELECT(decision_id) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT(decision_id) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(case_id) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT(case_id) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(post_id) ON TABLE drawbridge.decision TO drawbridge_worker;
GRANT SELECT(post_id) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT(post_id) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(action) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT(action) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(actor) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(decided_at) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT(decided_at) ON TABLE drawbridge.decision TO drawbridge_operator;
GRANT SELECT(blind) ON TABLE drawbridge.decision TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.decision_draft TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.decision_draft TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.lexicon_entry TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.lexicon_entry TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.lexicon_entry TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.lexicon_entry TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.list_addition TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.list_addition TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.list_addition TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.list_addition TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.lock_partitions TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.lock_retention TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.lock_seal TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.login_source TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.login_source TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.note TO drawbridge_auditor;
GRANT SELECT(note_id) ON TABLE drawbridge.note TO drawbridge_consumer;
GRANT SELECT(body) ON TABLE drawbridge.note TO drawbridge_consumer;
GRANT SELECT(erased_at) ON TABLE drawbridge.note TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.outbox TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.outbox TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.outbox TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.outbox_cursor TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.outbox_cursor TO drawbridge_operator;
GRANT SELECT,INSERT,UPDATE ON TABLE drawbridge.outbox_cursor TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.outbox_cursor TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.outbox_p0 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.outbox_p1 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.outbox_p2 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.partition_log TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.partition_log TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.partition_log TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.post TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.post TO drawbridge_auditor;
GRANT SELECT(post_id) ON TABLE drawbridge.post TO drawbridge_operator;
GRANT SELECT(source_id) ON TABLE drawbridge.post TO drawbridge_operator;
GRANT SELECT(external_id) ON TABLE drawbridge.post TO drawbridge_operator;
GRANT SELECT(revision) ON TABLE drawbridge.post TO drawbridge_operator;
GRANT SELECT(received_at) ON TABLE drawbridge.post TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.post_key TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.post_key TO drawbridge_auditor;
GRANT SELECT(source_id) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT SELECT(external_id) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT SELECT(post_id) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT SELECT(first_post_id) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT UPDATE(revision) ON TABLE drawbridge.post_key TO drawbridge_worker;
GRANT SELECT(revision) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT SELECT(withdrawn) ON TABLE drawbridge.post_key TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.post_key_0 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_1 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_2 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_3 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_4 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_5 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_6 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_key_7 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_p0 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_p1 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_p2 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.post_report TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.post_report TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.publication TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.publication TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.publication TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.publication TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.publication TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.publication_request TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.publication_request TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.publication_request TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.reader_language TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.reader_language TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.reader_language TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.reader_language TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.reviewer TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.reviewer TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.reviewer_grant TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.reviewer_grant TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.rule_approval TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.rule_approval TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.rule_approval TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.rule_approval TO drawbridge_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drawbridge.rule_hit TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.rule_hit TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.rule_hit TO drawbridge_auditor;
GRANT SELECT,INSERT ON TABLE drawbridge.rule_limit TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.rule_limit TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.rule_limit TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.rule_limit TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.rule_limit TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.rule_limit TO drawbridge_auditor;
GRANT SELECT,INSERT ON TABLE drawbridge.rulebook TO drawbridge_worker;
GRANT SELECT,INSERT ON TABLE drawbridge.rulebook TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.rulebook TO drawbridge_auditor;
GRANT SELECT(rulebook_id) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(rulebook_id) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(hash) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(hash) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(dictionary) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(dictionary) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(model) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(model) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(engine) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(engine) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(created_at) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(created_at) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(words) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(words) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT(base) ON TABLE drawbridge.rulebook TO drawbridge_reviewer;
GRANT SELECT(base) ON TABLE drawbridge.rulebook TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_ingest;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.schema_file TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_ingest;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.schema_version TO drawbridge_operator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drawbridge.screened_minute TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.screened_minute TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.screened_minute TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.setting TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.setting TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.setting TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.setting TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.setting TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.source TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.source TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.source TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.source TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.source TO drawbridge_auditor;
GRANT UPDATE(weight) ON TABLE drawbridge.source TO drawbridge_operator;
GRANT UPDATE(paused) ON TABLE drawbridge.source TO drawbridge_operator;
GRANT UPDATE(max_inflight) ON TABLE drawbridge.source TO drawbridge_operator;
GRANT UPDATE(on_no_verdict) ON TABLE drawbridge.source TO drawbridge_operator;
GRANT UPDATE(no_verdict_after) ON TABLE drawbridge.source TO drawbridge_operator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drawbridge.ticket TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.ticket TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.ticket TO drawbridge_auditor;
GRANT SELECT,INSERT ON TABLE drawbridge.verdict TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.verdict TO drawbridge_consumer;
GRANT SELECT ON TABLE drawbridge.verdict TO drawbridge_auditor;
GRANT SELECT(post_id) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT(pass) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT(rulebook_id) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT(verdict) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT(body) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT(decided_at) ON TABLE drawbridge.verdict TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.verdict_p0 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.verdict_p1 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.verdict_p2 TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.visible_case TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.visible_case TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.visible_decision TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.visible_decision TO drawbridge_auditor;
GRANT SELECT ON TABLE drawbridge.visible_post TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.visible_post TO drawbridge_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE drawbridge.worker_status TO drawbridge_worker;
GRANT SELECT ON TABLE drawbridge.worker_status TO drawbridge_reviewer;
GRANT SELECT ON TABLE drawbridge.worker_status TO drawbridge_author;
GRANT SELECT ON TABLE drawbridge.worker_status TO drawbridge_operator;
GRANT SELECT ON TABLE drawbridge.worker_status TO drawbridge_auditor;
