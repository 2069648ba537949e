extension Migration {
  /// How often each rule fires, over all workers, and which rules went past their limits.
  static let limits = #"""

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
    """#
}
