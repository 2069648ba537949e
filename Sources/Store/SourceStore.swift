package import Postgres

/// Sources: the tenants of the queue, each with its share, its limits and its pause.
package enum SourceStore {
  /// What a platform is to do with a post that has no verdict yet.
  package enum NoVerdict: String, Sendable, CaseIterable { case publish, hold }

  /// One source with what waits for it.
  package struct Source: Sendable {
    package var name: String
    package var isPaused: Bool
    /// Its share where many wait, relative to the others'.
    package var weight: Int
    /// Most posts under lease at once, about; nil for no limit.
    package var maxInFlight: Int?
    package var onNoVerdict: NoVerdict
    /// Seconds after which the platform is told that a post has no verdict; nil: never.
    package var noVerdictAfter: Double?
    package var posts: Int
    package var leased: Int
  }

  /// What is to change about a source; nil stays as it is, and 0 of a limit takes it away.
  package struct Change: Sendable {
    package var isPaused: Bool?
    package var weight: Int?
    package var maxInFlight: Int?
    package var onNoVerdict: NoVerdict?
    package var noVerdictAfter: Double?

    package init() {}
  }

  /// All sources by name.
  package static func list(on db: borrowing Connection) throws -> [Source] {
    let answer = try db.query(
      """
      SELECT s.name, s.paused, s.weight, s.max_inflight, s.on_no_verdict, extract(epoch FROM s.no_verdict_after)::float8,
             coalesce(sum(t.n), 0)::bigint,
             coalesce(sum(t.n) FILTER (WHERE t.worker IS NOT NULL AND t.visible_at > now()), 0)::bigint
      FROM source s LEFT JOIN ticket t USING (source_id) GROUP BY s.source_id ORDER BY s.name
      """)
    var sources: [Source] = []
    for row in 0..<answer.count {
      sources.append(
        Source(
          name: try answer.text(row, 0), isPaused: try answer.bool(row, 1), weight: try answer.integer(row, 2),
          maxInFlight: try answer.optionalInteger(row, 3),
          onNoVerdict: NoVerdict(rawValue: try answer.text(row, 4)) ?? .hold,
          noVerdictAfter: try answer.optionalDouble(row, 5), posts: try answer.integer(row, 6),
          leased: try answer.integer(row, 7)))
    }
    return sources
  }

  /// Changes the source called `name`. Throws where there is none.
  package static func change(_ name: String, _ change: Change, on db: borrowing Connection) throws {
    let changed = try db.query(
      """
      UPDATE source SET paused = coalesce($2::boolean, paused), weight = coalesce($3::smallint, weight),
        max_inflight = CASE WHEN $4::integer IS NULL THEN max_inflight ELSE nullif($4::integer, 0) END,
        on_no_verdict = coalesce($5, on_no_verdict),
        no_verdict_after = CASE WHEN $6::float8 IS NULL THEN no_verdict_after
                                WHEN $6::float8 = 0 THEN NULL ELSE $6::float8 * interval '1 s' END
      WHERE name = $1
      """,
      [
        .text(name), change.isPaused.map { .bool($0) } ?? .null, .integer(change.weight), .integer(change.maxInFlight),
        .text(change.onNoVerdict?.rawValue), .double(change.noVerdictAfter),
      ]
    ).affected
    if changed == 0 { throw StoreError("there is no source \(name); repair: drawbridge queue stats lists them") }
    // A worker that waits should look at once.
    try db.query("SELECT pg_notify('drawbridge_ticket', '')")
  }
}
