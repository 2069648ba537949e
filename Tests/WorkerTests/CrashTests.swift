import Bridge
import Foundation
import Logging
import Postgres
import Rules
import Store
import TestSupport
import Testing
import Worker

@Suite("Workers that die")
struct CrashTests {
  private static let accounting = """
    SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM verdict), (SELECT count(DISTINCT post_id) FROM verdict),
           (SELECT count(*) FROM dead_letter), (SELECT count(*) FROM ticket), (SELECT count(*) FROM verdict WHERE verdict = 5)
    """

  private static func fill(_ db: borrowing Connection, count: Int, special: [Int: String]) throws {
    for start in stride(from: 0, to: count, by: 250) {
      let posts = (start..<min(start + 250, count)).map { number in
        var post = Post(id: PostID("\(number)"), text: special[number] ?? "大家好 number \(number)")
        post.source = "demo"
        return post
      }
      _ = try PostIngest.ingest(posts, on: db)
    }
  }

  @Test("kill -9 in the middle of 5,000 posts loses and doubles nothing", .timeLimit(.minutes(3)))
  func killed() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try Self.fill(db, count: 5_000, special: [:])
    let program = Program("CrashingWorker")
    var kills = 0
    while kills < 4 {
      let before = try db.query("SELECT count(*) FROM verdict").integer(0, 0)
      let process = try program.startDetached([database.conninfo, "0.5"])
      // Killed when it has written something more, so in the middle of its work, unless it came to its end before.
      while process.isRunning, try db.query("SELECT count(*) FROM verdict").integer(0, 0) <= before {
        try await Task.sleep(for: .milliseconds(1))
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      kills += 1
    }
    let last = try program.startDetached([database.conninfo, "0.5"])
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    let counts = try db.query(Self.accounting)
    #expect(try counts.integer(0, 0) == 5_000)
    #expect(try counts.integer(0, 1) == 5_000)
    #expect(try counts.integer(0, 2) == 5_000)
    #expect(try counts.integer(0, 3) == 0)
    #expect(try counts.integer(0, 4) == 0)
    // What the platform reads agrees: each post once.
    var seen: Set<String> = []
    var lastRead: Outbox.EventID?
    var events = 0
    // Other tests' transactions hold the newest back for a moment, so an empty read is not the end.
    for _ in 0..<10_000 where events < 5_000 {
      let batch = try Outbox.read(consumer: "platform", after: lastRead, on: db)
      events += batch.count
      for event in batch { seen.insert(event.id.description) }
      lastRead = batch.last?.id ?? lastRead
      if batch.isEmpty { try db.query("SELECT pg_sleep(0.002)") }
    }
    #expect(events == 5_000)
    #expect(seen.count == 5_000)
  }

  @Test("one post that kills its workers is set aside for a person; all others go through", .timeLimit(.minutes(3)))
  func poison() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try Self.fill(db, count: 1_000, special: [613: "POISON", 20: "MALFORMED"])
    let program = Program("CrashingWorker")
    var deaths = 0
    while true {
      let process = try program.startDetached([database.conninfo, "0.3"])
      process.waitUntilExit()
      if process.terminationStatus == 0 && process.terminationReason == .exit { break }
      deaths += 1
      try #require(deaths < 20)
    }
    let counts = try db.query(Self.accounting)
    #expect(try counts.integer(0, 1) == 999)
    #expect(try counts.integer(0, 2) == 999)
    #expect(try counts.integer(0, 3) == 1)
    #expect(try counts.integer(0, 4) == 0)
    #expect(try counts.integer(0, 5) == 1)
    #expect(deaths == 5)
    let cases = try CaseStore.list(CaseStore.Filter(), on: db)
    #expect(Set(cases.map(\.externalID)) == ["613", "20"])
    #expect(cases.allSatisfy { $0.verdict == "error" })
  }

  @Test("connections that are cut in the middle cost time and nothing else", .timeLimit(.minutes(3)))
  func cut() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try Self.fill(db, count: 3_000, special: [:])
    let worker = Worker(
      conninfo: database.conninfo, screener: AllowAll(), rulebook: nil, threads: 2, lease: 2,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let run = Task { try await worker.run(until: .whenEmpty, stop: StopFlag()) }
    for _ in 0..<5 {
      let before = worker.counts.written
      while worker.counts.written <= before && worker.counts.written < 3_000 {
        try await Task.sleep(for: .milliseconds(1))
      }
      _ = try db.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'drawbridge worker%' AND datname = current_database()"
      )
    }
    try await run.value
    let counts = try db.query(Self.accounting)
    #expect(try counts.integer(0, 1) == 3_000)
    #expect(try counts.integer(0, 4) == 0)
  }

  @Test("a stop finishes what is in hand and leaves the rest")
  func stops() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try Self.fill(db, count: 2_000, special: [:])
    let stop = StopFlag()
    let worker = Worker(
      conninfo: database.conninfo, screener: AllowAll(whenCalled: { stop.set() }), rulebook: nil, threads: 1,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run(until: .whenStopped, stop: stop)
    let counts = try db.query(Self.accounting)
    #expect(try counts.integer(0, 1) == worker.counts.written)
    #expect(worker.counts.written > 0 && worker.counts.written < 2_000)
    let left = try db.query("SELECT coalesce(sum(n), 0)::bigint FROM ticket WHERE attempts = 0").integer(0, 0)
    #expect(left == 2_000 - worker.counts.written)
  }
}

/// An engine without an opinion.
struct AllowAll: Screener {
  var whenCalled: @Sendable () -> Void = {}

  func screen(_ post: Post) -> Screening {
    whenCalled()
    return Screening(detection: .nothing)
  }
}
