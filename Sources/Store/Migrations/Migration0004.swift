extension Migration {
  /// Counters, limits, published rulebooks and the emergency lane.
  static let fourth = Migration(number: 4, name: "the life of a rule", sql: counters + limits + rulebooks)

  /// What counters of the rules count. Times are microseconds since 1970 and keys are hashes, so that windows are read
  /// from the primary key alone.
  private static let counters = #"""
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
    """#
}
