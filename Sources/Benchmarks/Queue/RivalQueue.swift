import Postgres
import Store

/// A queue of another shape, worked on by two connections with batches of 500, posts out to the client, verdicts back.
protocol RivalQueue: Contender {
  /// Fills the table with $1 posts.
  static var fillSQL: String { get }
  /// Tells the planner what is in it, as autovacuum would after a while, and as is done for our own tables.
  static var analyzeSQL: String { get }
  /// Empties it.
  static var clearSQL: String { get }
  /// Brings one batch through; answers its size, 0 where the queue is empty.
  func step(_ db: borrowing Connection) throws -> Int
}

extension RivalQueue {
  static var batch: Int { 500 }
  static var workers: Int { 2 }

  func fill(_ db: borrowing Connection) throws {
    try db.query(Self.fillSQL, [.integer(posts)])
    try db.execute(Self.analyzeSQL)
  }

  func clear(_ db: borrowing Connection) throws {
    try BenchTables.clear(db)
    try db.execute(Self.clearSQL)
  }

  func drain(_ conninfo: String, limit: Double) async throws -> Lap {
    let watch = Stopwatch()
    let done = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<Self.workers {
        let database = Database(conninfo, application: "bench \(name)")
        group.addTask {
          try await database.with { db in
            var done = 0
            while watch.seconds < limit {
              let count = try step(db)
              if count == 0 { break }
              done += count
            }
            return done
          }
        }
      }
      return try await group.reduce(0, +)
    }
    return Lap(posts: done, seconds: watch.seconds)
  }

  /// Does with every post of an answer what our worker does: reads the document, asks the engine that has no opinion,
  /// writes the verdict's body. What is compared is the queue alone.
  static func verdicts(for answer: borrowing QueryResult) throws -> (posts: [Int64], rows: VerdictRows) {
    let engine = ConstantScreener()
    var posts: [Int64] = []
    var rows = VerdictRows()
    for row in 0..<answer.count {
      let id = Int64(try answer.integer(row, 0))
      let post = try StoredPost.read(try answer.bytes(row, 1), warnings: nil)
      posts.append(id)
      rows.append(id, StoredScreening(engine.screen(post)))
    }
    return (posts, rows)
  }
}
