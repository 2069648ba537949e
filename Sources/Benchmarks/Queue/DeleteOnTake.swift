import Postgres

/// The shortest queue there is: a take deletes, and the deletion commits with the verdicts.
///
/// No lease, no count of attempts: a post that kills its worker comes back for ever.
struct DeleteOnTake: RivalQueue {
  let name = "delete_on_take"
  let title = "delete-on-take + COPY, 2 workers"
  let posts: Int

  static let fillSQL = """
    INSERT INTO bench.delete_queue (document)
    SELECT ('{"id":"bench-' || g || '"' || t.tail)::json
    FROM generate_series(1, $1::integer) g, bench.template t WHERE t.place = g % 1000 ORDER BY g
    """
  static let clearSQL = "TRUNCATE bench.delete_queue"

  private static let takeSQL = """
    DELETE FROM bench.delete_queue q
    USING (SELECT id FROM bench.delete_queue ORDER BY id FOR UPDATE SKIP LOCKED LIMIT $1) t
    WHERE q.id = t.id
    RETURNING q.id, q.document
    """

  func step(_ db: borrowing Connection) throws -> Int {
    try db.transaction {
      let taken = try Self.verdicts(for: try db.query(Self.takeSQL, [.integer(Self.batch)]))
      if !taken.posts.isEmpty { try taken.rows.copy(to: db) }
      return taken.posts.count
    }
  }
}
