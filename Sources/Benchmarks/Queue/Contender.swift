import Postgres

/// One way to bring posts through a queue, or the floor below all of them.
///
/// Filling is not timed. Draining is, connections and all, from the first statement to the last commit.
protocol Contender: Sendable {
  /// What it is called in the line of JSON.
  var name: String { get }
  /// What it is called in the table.
  var title: String { get }
  /// How many posts a repetition has.
  var posts: Int { get }
  /// Whether it leaves a verdict for each post.
  var writesVerdicts: Bool { get }

  /// Puts `posts` posts where `drain` takes them.
  func fill(_ db: borrowing Connection) throws

  /// Drops what earlier runs left behind.
  func clear(_ db: borrowing Connection) throws

  /// Takes everything and writes the verdicts; stops early after `limit` seconds. Answers what went through.
  func drain(_ conninfo: String, limit: Double) async throws -> Lap
}

extension Contender {
  var writesVerdicts: Bool { true }

  func clear(_ db: borrowing Connection) throws { try BenchTables.clear(db) }

  /// One repetition from fill to check: what was counted must stand in the table.
  func repetition(_ conninfo: String, _ db: borrowing Connection) async throws -> Lap {
    try clear(db)
    try fill(db)
    let lap = try await drain(conninfo, limit: 120)
    guard lap.posts == posts else { throw BenchmarkError("\(name) brought \(lap.posts) of \(posts) posts through") }
    try check(db)
    return lap
  }

  /// Throws where not every post has its verdict.
  private func check(_ db: borrowing Connection) throws {
    guard writesVerdicts else { return }
    let found = try db.query("SELECT count(*) FROM verdict").integer(0, 0)
    if found != posts { throw BenchmarkError("\(name) wrote \(found) verdicts for \(posts) posts") }
  }
}
