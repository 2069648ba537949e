package import Postgres
package import Rules

/// How often rules fire over all workers, and which of them went past their limits.
package enum RuleLimitStore {
  /// A text that a watched rule hit; near-duplicates are the same.
  package struct Hit: Hashable, Sendable {
    package var rule: String
    package var fingerprint: Int64
  }

  /// How a watched rule stands.
  package struct Standing: Sendable {
    package var rule: RuleDefinition
    /// Different texts that it hit within its window, since somebody last looked.
    package var hits: Int
    /// Posts screened in that time.
    package var posts: Int
    /// Whether it is capped already.
    package var isLimited: Bool

    package var isPast: Bool { rule.isPastLimit(hits: hits, of: posts) }

    package var cap: Verdict { rule.limit?.cap ?? .queue }
  }

  /// A rule that went past its limit.
  package struct Trip: Sendable {
    package var rule: String
    package var owner: String
    package var cap: Verdict
    package var hits: Int
    package var posts: Int
    package var trippedAt: Timestamp
    package var acknowledgedAt: Timestamp?
    package var acknowledgedBy: String?
  }

  /// Adds what was screened and hit.
  package static func add(posts: Int, hits: [Hit: Int], on db: borrowing Connection) throws {
    if posts == 0 { return }
    let hits = hits.sorted { ($0.key.rule, $0.key.fingerprint) < ($1.key.rule, $1.key.fingerprint) }
    _ = try db.transaction(isAsynchronous: true) {
      try db.query(
        """
        INSERT INTO screened_minute AS m (minute, posts) VALUES (date_trunc('minute', now()), $1)
        ON CONFLICT (minute) DO UPDATE SET posts = m.posts + excluded.posts
        """, [.integer(posts)])
      if hits.isEmpty { return }
      try db.query(
        """
        INSERT INTO rule_hit AS h (rule, fingerprint, posts)
        SELECT * FROM unnest($1::text[], $2::int8[], $3::int8[]) AS u (rule, fingerprint, posts)
        ON CONFLICT (rule, fingerprint) DO UPDATE SET last_at = now(), posts = h.posts + excluded.posts
        """,
        [
          .texts(hits.map(\.key.rule)), .integers(hits.map(\.key.fingerprint)), .integers(hits.map { Int64($0.value) }),
        ])
    }
  }

  /// How `rules` stand.
  package static func measure(_ rules: [RuleDefinition], on db: borrowing Connection) throws -> [Standing] {
    let answer = try db.query(
      """
      SELECT (SELECT count(*) FROM rule_hit h WHERE h.rule = w.rule AND h.last_at > w.since),
             (SELECT coalesce(sum(m.posts), 0)::bigint FROM screened_minute m WHERE m.minute > w.since - interval '1 minute'),
             EXISTS (SELECT FROM rule_limit l WHERE l.rule = w.rule AND l.acknowledged_at IS NULL)
      FROM (
        SELECT u.n, u.rule, greatest(now() - u.within * interval '1 s', coalesce(
                 (SELECT max(l.acknowledged_at) FROM rule_limit l WHERE l.rule = u.rule), '-infinity')) AS since
        FROM unnest($1::text[], $2::float8[]) WITH ORDINALITY AS u (rule, within, n)) w
      ORDER BY w.n
      """, [.texts(rules.map(\.id)), .doubles(rules.map { ($0.limit?.within ?? .hours(1)).inSeconds })])
    var standings: [Standing] = []
    for (row, rule) in rules.enumerated() {
      standings.append(
        Standing(
          rule: rule, hits: try answer.integer(row, 0), posts: try answer.integer(row, 1),
          isLimited: try answer.bool(row, 2)))
    }
    return standings
  }

  /// Notes that a rule went past its limit and tells the platform, in one statement; false where another worker has done so.
  package static func trip(_ standing: Standing, on db: borrowing Connection) throws -> Bool {
    let made = try db.query(
      """
      WITH made AS (
        INSERT INTO rule_limit (rule, owner, cap, hits, posts) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (rule) WHERE acknowledged_at IS NULL DO NOTHING RETURNING limit_id
      ), logged AS (
        INSERT INTO event (kind, actor, acted_through, detail)
        SELECT 'rule_limited', actor(), acted_through(), json_build_object('rule', $1::text, 'hits', $4::bigint, 'posts', $5::bigint)
        FROM made
      )
      SELECT count(tell_platform('rule_limited', '{}', '{}', '{}', p_limit => limit_id)) FROM made
      """,
      [
        .text(standing.rule.id), .text(standing.rule.owner), .integer(standing.cap.rawValue), .integer(standing.hits),
        .integer(standing.posts),
      ])
    return try made.integer(0, 0) > 0
  }

  /// What screening has to respect: the rules past their limits, and the texts that were seen twice or more before, which
  /// stay held.
  package static func limits(on db: borrowing Connection) throws -> RuleLimits {
    var limits = RuleLimits()
    let open = try db.query("SELECT rule, cap FROM rule_limit WHERE acknowledged_at IS NULL")
    for row in 0..<open.count {
      limits.past[try open.text(row, 0)] = .init(cap: Verdict(rawValue: try open.integer(row, 1)) ?? .queue)
    }
    if limits.past.isEmpty { return limits }
    let known = try db.query(
      """
      SELECT l.rule, h.fingerprint FROM rule_limit l CROSS JOIN LATERAL (
        SELECT h.fingerprint FROM rule_hit h WHERE h.rule = l.rule AND h.posts >= 2 ORDER BY h.last_at DESC LIMIT 20000) h
      WHERE l.acknowledged_at IS NULL
      """)
    for row in 0..<known.count {
      limits.past[try known.text(row, 0)]?.known.insert(Int64(try known.integer(row, 1)))
    }
    return limits
  }

  /// Limits that nobody has looked at, then the latest others.
  package static func trips(on db: borrowing Connection) throws -> [Trip] {
    let answer = try db.query(
      """
      SELECT rule, owner, cap, hits, posts, tripped_at, acknowledged_at, acknowledged_by FROM rule_limit
      WHERE acknowledged_at IS NULL OR acknowledged_at > now() - interval '7 days'
      ORDER BY acknowledged_at IS NOT NULL, tripped_at DESC LIMIT 100
      """)
    var trips: [Trip] = []
    for row in 0..<answer.count {
      trips.append(
        Trip(
          rule: try answer.text(row, 0), owner: try answer.text(row, 1),
          cap: Verdict(rawValue: try answer.integer(row, 2)) ?? .queue, hits: try answer.integer(row, 3),
          posts: try answer.integer(row, 4), trippedAt: Timestamp(microseconds: try answer.timestamp(row, 5)),
          acknowledgedAt: answer.isNull(row, 6) ? nil : Timestamp(microseconds: try answer.timestamp(row, 6)),
          acknowledgedBy: try answer.optionalText(row, 7)))
    }
    return trips
  }

  /// Somebody has looked at `rule`: it acts again, and is counted anew. False where it was not past its limit.
  package static func acknowledge(_ rule: String, on db: borrowing Connection) throws -> Bool {
    try db.query("SELECT drawbridge.acknowledge_limit($1)", [.text(rule)]).bool(0, 0)
  }

  /// Forgets what is older than any window.
  package static func tidy(on db: borrowing Connection) throws {
    try db.query("DELETE FROM screened_minute WHERE minute < now() - interval '25 hours'")
    try db.query("DELETE FROM rule_hit WHERE last_at < now() - interval '25 hours'")
  }
}
