import Postgres

/// The floor of any design that writes verdicts: binary COPY of the same rows alone, one connection.
///
/// The rows are packed before the clock starts; nothing is taken, read or deleted.
struct Floor: Contender {
  let name: String
  let title: String
  let posts: Int
  /// Rows of a commit; as many commits as the queue has, or one.
  let batch: Int

  func fill(_ db: borrowing Connection) throws {}

  func drain(_ conninfo: String, limit: Double) async throws -> Lap {
    let batches = stride(from: 0, to: posts, by: batch).map { first in
      VerdictRows((first..<min(first + batch, posts)).lazy.map { Int64($0) })
    }
    let database = Database(conninfo, application: "bench floor")
    let watch = Stopwatch()
    try await database.with { db in
      for batch in batches { try batch.copy(to: db) }
    }
    return Lap(posts: posts, seconds: watch.seconds)
  }
}
