import Postgres

/// PGMQ's shape: messages in jsonb, read by an UPDATE that moves their visibility time, deleted by an array of ids.
///
/// The SQL is ours over the same columns and indexes; the extension's functions do the same work.
struct VisibilityTimeout: RivalQueue {
  let name = "pgmq"
  let title = "PGMQ's shape, read and delete, 2 workers"
  let posts: Int

  static let fillSQL = """
    INSERT INTO bench.message_queue (message)
    SELECT ('{"id":"bench-' || g || '"' || t.tail)::jsonb
    FROM generate_series(1, $1::integer) g, bench.template t WHERE t.place = g % 1000 ORDER BY g
    """
  static let analyzeSQL = "ANALYZE bench.message_queue"
  static let clearSQL = "TRUNCATE bench.message_queue"

  private static let readSQL = """
    WITH visible AS (
      SELECT msg_id FROM bench.message_queue WHERE vt <= clock_timestamp()
      ORDER BY msg_id LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE bench.message_queue m SET vt = clock_timestamp() + interval '30 s', read_ct = read_ct + 1
    FROM visible v WHERE m.msg_id = v.msg_id
    RETURNING m.msg_id, m.message::text, m.read_ct, m.enqueued_at, m.vt
    """

  func step(_ db: borrowing Connection) throws -> Int {
    let taken = try Self.verdicts(for: try db.query(Self.readSQL, [.integer(Self.batch)]))
    if taken.posts.isEmpty { return 0 }
    try db.transaction {
      try taken.rows.copy(to: db)
      try db.query(
        "DELETE FROM bench.message_queue WHERE msg_id = ANY ($1::int8[]) RETURNING msg_id", [.integers(taken.posts)])
    }
    return taken.posts.count
  }
}
