CREATE TABLE counter_hit (
  counter bigint NOT NULL,
  key_high bigint NOT NULL,
  key_low bigint NOT NULL,
  at bigint NOT NULL,
  post_id bigint NOT NULL,
  value bigint NOT NULL,
  -- The member whom the hit is about beside the post's author.
  reply_author text,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (counter, key_high, key_low, at, post_id, value)
);
-- Both grow with the table, so a block range says enough.
CREATE INDEX counter_hit_post ON counter_hit USING brin (post_id) WITH (autosummarize = on);
CREATE INDEX counter_hit_expiry ON counter_hit USING brin (expires_at) WITH (autosummarize = on);
CREATE INDEX counter_hit_reply ON counter_hit (reply_author) WHERE reply_author IS NOT NULL;
GRANT SELECT, INSERT, DELETE ON counter_hit TO drawbridge_worker;
GRANT SELECT ON counter_hit TO drawbridge_auditor;
-- Posts screened in each minute.
CREATE TABLE screened_minute (
  minute timestamptz PRIMARY KEY,
  posts bigint NOT NULL
) WITH (fillfactor = 50);

-- Different texts that a watched rule hit; near-duplicates share a fingerprint, so a raid of one text is one row.
CREATE TABLE rule_hit (
  rule text NOT NULL,
  fingerprint bigint NOT NULL,
  first_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  posts bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (rule, fingerprint)
) WITH (fillfactor = 80);

-- A rule went past its limit; it is capped until somebody says to have looked.
CREATE TABLE rule_limit (
  limit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule text NOT NULL,
  owner text NOT NULL,
  cap smallint NOT NULL,
  hits bigint NOT NULL,
  posts bigint NOT NULL,
  tripped_at timestamptz NOT NULL DEFAULT now(),
  acknowledged_at timestamptz,
  acknowledged_by text
);
CREATE UNIQUE INDEX rule_limit_open ON rule_limit (rule) WHERE acknowledged_at IS NULL;
CREATE INDEX rule_limit_rule ON rule_limit (rule, acknowledged_at);

-- Somebody has looked: the rule acts again, and its hits are counted anew from now. Answers whether there was a limit.
CREATE FUNCTION acknowledge_limit(p_rule text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE rule_limit SET acknowledged_at = now(), acknowledged_by = actor()
    WHERE rule = p_rule AND acknowledged_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('limit_acknowledged', actor(), acted_through(), json_build_object('rule', p_rule));
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION acknowledge_limit(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_limit(text) TO drawbridge_reviewer;
GRANT SELECT, INSERT, UPDATE, DELETE ON screened_minute, rule_hit TO drawbridge_worker;
GRANT SELECT, INSERT ON rule_limit TO drawbridge_worker;
GRANT SELECT ON screened_minute, rule_hit, rule_limit TO drawbridge_reviewer, drawbridge_auditor;
CREATE TABLE publication (
  publication_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rulebook_id integer NOT NULL REFERENCES rulebook,
  published_at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  -- Why, in the publisher's words.
  reason text
);

-- An entry that somebody added without touching a file. It ends by itself unless it is confirmed for longer.
CREATE TABLE list_addition (
  addition_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pack text NOT NULL,
  list text NOT NULL,
  term text NOT NULL,
  reason text,
  added_at timestamptz NOT NULL DEFAULT now(),
  added_by text NOT NULL,
  until timestamptz NOT NULL,
  confirmed_at timestamptz,
  confirmed_by text,
  ended_at timestamptz,
  ended_by text
);
CREATE UNIQUE INDEX list_addition_open ON list_addition (pack, list, term) WHERE ended_at IS NULL;

-- Somebody takes it upon themselves that a rule may act in a language in which too few hits were looked at.
CREATE TABLE rule_approval (
  rule text NOT NULL,
  lang text NOT NULL,
  approved_at timestamptz NOT NULL DEFAULT now(),
  approved_by text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (rule, lang)
);

ALTER TABLE worker_status
  ADD COLUMN rulebook_since timestamptz,
  -- 'folder' or 'published'.
  ADD COLUMN follows text,
  ADD COLUMN reload_refused_at timestamptz,
  ADD COLUMN reload_refused text;

-- Whoever may act as the owner changes the rules; everything is logged with who did it.
CREATE FUNCTION publish_rulebook(p_rulebook integer, p_reason text) RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO publication (rulebook_id, actor, reason) VALUES (p_rulebook, actor(), p_reason)
    RETURNING publication_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rules_published', actor(), acted_through(),
            (SELECT json_build_object('hash', hash) FROM rulebook WHERE rulebook_id = p_rulebook));
  RETURN v_id;
END $$;

CREATE FUNCTION add_to_list(p_pack text, p_list text, p_term text, p_for interval, p_reason text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
DECLARE v_id bigint;
BEGIN
  INSERT INTO list_addition AS a (pack, list, term, reason, added_by, until)
    VALUES (p_pack, p_list, p_term, p_reason, actor(), now() + p_for)
    ON CONFLICT (pack, list, term) WHERE ended_at IS NULL
    DO UPDATE SET until = greatest(a.until, excluded.until), reason = coalesce(excluded.reason, a.reason)
    RETURNING addition_id INTO v_id;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_added', actor(), acted_through(), json_build_object('addition', v_id));
  RETURN v_id;
END $$;

-- Confirms an addition for p_for more (null: for good), by somebody; answers whether there was one.
CREATE FUNCTION confirm_addition(p_id bigint, p_for interval) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE list_addition
    SET confirmed_at = now(), confirmed_by = actor(), until = coalesce(now() + p_for, 'infinity')
    WHERE addition_id = p_id AND ended_at IS NULL AND until > now();
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_confirmed', actor(), acted_through(), json_build_object('addition', p_id));
  RETURN true;
END $$;

CREATE FUNCTION end_addition(p_id bigint) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  UPDATE list_addition SET ended_at = now(), ended_by = actor() WHERE addition_id = p_id AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('list_ended', actor(), acted_through(), json_build_object('addition', p_id));
  RETURN true;
END $$;

CREATE FUNCTION approve_rule(p_rule text, p_lang text, p_reason text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  INSERT INTO rule_approval (rule, lang, approved_by, reason) VALUES (p_rule, p_lang, actor(), p_reason)
    ON CONFLICT (rule, lang) DO UPDATE SET approved_at = now(), approved_by = excluded.approved_by, reason = excluded.reason;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rule_approved', actor(), acted_through(), json_build_object('rule', p_rule, 'lang', p_lang));
END $$;

REVOKE ALL ON FUNCTION publish_rulebook(integer, text), add_to_list(text, text, text, interval, text),
  confirm_addition(bigint, interval), end_addition(bigint), approve_rule(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_to_list(text, text, text, interval, text), confirm_addition(bigint, interval),
  end_addition(bigint) TO drawbridge_reviewer;
GRANT SELECT ON publication, list_addition, rule_approval TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor;
