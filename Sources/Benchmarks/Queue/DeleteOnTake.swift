import Postgres

/// The shortest queue there is: a take deletes, and the deletion commits with the verdicts.
///
/// No lease, no count of attempts: a post that kills its worker comes back for ever. The ids pass through an array, since
/// a join is planned by statistics, and those of a queue are always wrong.
struct DeleteOnTake: RivalQueue {
  let name = "delete_on_take"
  let title = "delete-on-take + COPY, 2 workers"
  let posts: Int

  static let fillSQL = """
    INSERT INTO bench.delete_queue (document)
    SELECT ('{"id":"bench-' || g || '"' || t.tail)::json
    FROM generate_series(1, $1::integer) g, bench.template t WHERE t.place = g % 1000 ORDER BY g
    """
  static let analyzeSQL = "ANALYZE bench.delete_queue"
  static let clearSQL = "TRUNCATE bench.delete_queue"

  private static let takeSQL = """
    DELETE FROM bench.delete_queue
    WHERE id = ANY (ARRAY(SELECT id FROM bench.delete_queue ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1))
    RETURNING id, document
    """

  func step(_ db: borrowing Connection) throws -> Int {
    try db.transaction {
      let taken = try Self.verdicts(for: try db.query(Self.takeSQL, [.integer(Self.batch)]))
      if !taken.posts.isEmpty { try taken.rows.copy(to: db) }
      return taken.posts.count
    }
  }
}
