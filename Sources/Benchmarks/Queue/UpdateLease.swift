import Postgres

/// The shape of River, Oban and Graphile Worker: a row for each job with its state, leased by an UPDATE that commits.
///
/// The SQL is ours, as plain as the shape allows; their own clients are slower. Verdicts by COPY in the transaction that
/// deletes the jobs.
struct UpdateLease: RivalQueue {
  let name = "update_lease"
  let title = "UPDATE lease (River, Oban, Graphile), 2 workers"
  let posts: Int

  static let fillSQL = """
    INSERT INTO bench.lease_queue (document)
    SELECT ('{"id":"bench-' || g || '"' || t.tail)::json
    FROM generate_series(1, $1::integer) g, bench.template t WHERE t.place = g % 1000 ORDER BY g
    """
  static let analyzeSQL = "ANALYZE bench.lease_queue"
  static let clearSQL = "TRUNCATE bench.lease_queue"

  private static let takeSQL = """
    UPDATE bench.lease_queue
    SET state = 1, attempts = attempts + 1, lease_until = now() + interval '60 s', worker = pg_backend_pid()
    WHERE id = ANY (
      ARRAY(SELECT id FROM bench.lease_queue WHERE state = 0 ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1))
    RETURNING id, document
    """

  func step(_ db: borrowing Connection) throws -> Int {
    let taken = try Self.verdicts(for: try db.query(Self.takeSQL, [.integer(Self.batch)]))
    if taken.posts.isEmpty { return 0 }
    try db.transaction {
      try taken.rows.copy(to: db)
      try db.query("DELETE FROM bench.lease_queue WHERE id = ANY ($1::int8[])", [.integers(taken.posts)])
    }
    return taken.posts.count
  }
}
