import Foundation
import Postgres
import Rules
import Store
import TestSupport
import Testing

/// What must hold after every fault: each post that was taken in has exactly one verdict or is one dead letter, and
/// nothing waits.
struct Accounting: Equatable, CustomStringConvertible {
  var posts: Int
  var verdicts: Int
  var screened: Int
  var deadLetters: Int
  var tickets: Int
  var errors: Int

  init(on db: borrowing Connection) throws {
    let counts = try db.query(
      """
      SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM verdict), (SELECT count(DISTINCT post_id) FROM verdict),
             (SELECT count(*) FROM dead_letter), (SELECT count(*) FROM ticket),
             (SELECT count(*) FROM verdict WHERE verdict = 5)
      """)
    posts = try counts.integer(0, 0)
    verdicts = try counts.integer(0, 1)
    screened = try counts.integer(0, 2)
    deadLetters = try counts.integer(0, 3)
    tickets = try counts.integer(0, 4)
    errors = try counts.integer(0, 5)
  }

  var description: String {
    "\(posts) posts, \(verdicts) verdicts of \(screened) posts, \(deadLetters) dead letters, \(tickets) tickets, \(errors) errors"
  }

  /// Every one of `posts` once, `dead` of them as dead letters, and an empty queue.
  static func expectExact(
    posts: Int, dead: Int = 0, on db: borrowing Connection, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try Accounting(on: db)
    #expect(found.posts == posts, "\(found)", sourceLocation: sourceLocation)
    #expect(found.verdicts == posts - dead, "\(found)", sourceLocation: sourceLocation)
    #expect(found.screened == posts - dead, "\(found)", sourceLocation: sourceLocation)
    #expect(found.deadLetters == dead, "\(found)", sourceLocation: sourceLocation)
    #expect(found.tickets == 0, "\(found)", sourceLocation: sourceLocation)
  }

  /// Reads what the platform hears until `count` events came, acknowledging all but the last read: each event once.
  static func expectEvents(
    _ count: Int, on db: borrowing Connection, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var seen: Set<String> = []
    var last: Outbox.EventID?
    var events = 0
    // Other tests' transactions hold the newest back for a moment, so an empty read is not the end.
    for _ in 0..<200_000 where events < count {
      let batch = try Outbox.read(consumer: "platform", after: last, on: db)
      events += batch.count
      for event in batch { seen.insert(event.id.description) }
      last = batch.last?.id ?? last
      if batch.isEmpty { try db.query("SELECT pg_sleep(0.002)") }
    }
    #expect(events == count, sourceLocation: sourceLocation)
    #expect(seen.count == count, sourceLocation: sourceLocation)
  }
}

/// Takes in `count` posts, `size` a call, with the texts of `special` at their numbers.
func fill(_ db: borrowing Connection, count: Int, special: [Int: String] = [:], size: Int = 250) throws {
  for start in stride(from: 0, to: count, by: size) {
    let posts = (start..<min(start + size, count)).map { number in
      var post = Post(id: PostID("\(number)"), text: special[number] ?? "大家好 number \(number)")
      post.source = "demo"
      return post
    }
    _ = try PostIngest.ingest(posts, on: db)
  }
}

/// Starts a process that works on the database at `conninfo` and may be killed.
func startCrashingWorker(
  _ conninfo: String, lease: String, environment: [String: String] = [:]
) throws -> Process {
  var program = Program("CrashingWorker")
  program.environment = environment
  program.environment["CRASHING_WORKER_DATABASE"] = conninfo
  program.environment["CRASHING_WORKER_LEASE"] = lease
  return try program.startDetached([])
}
