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
  @Test("kill -9 in the middle of 5,000 posts loses and doubles nothing", .timeLimit(.minutes(30)))
  func killed() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 5_000)
    var kills = 0
    while kills < 4 {
      let before = try db.query("SELECT count(*) FROM verdict").integer(0, 0)
      let process = try startCrashingWorker(database.conninfo, lease: "0.5")
      // Killed when it has written something more, so in the middle of its work, unless it came to its end before.
      while process.isRunning, try db.query("SELECT count(*) FROM verdict").integer(0, 0) <= before {
        try await Task.sleep(for: .milliseconds(1))
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      kills += 1
    }
    let last = try startCrashingWorker(database.conninfo, lease: "0.5")
    last.waitUntilExit()
    #expect(last.terminationStatus == 0)
    try Accounting.expectExact(posts: 5_000, on: db)
    try Accounting.expectEvents(5_000, on: db)
  }

  @Test("one post that kills its workers is set aside for a person; all others go through", .timeLimit(.minutes(30)))
  func poison() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 1_000, special: [613: "POISON", 20: "MALFORMED"])
    var deaths = 0
    while true {
      let process = try startCrashingWorker(database.conninfo, lease: "0.3")
      process.waitUntilExit()
      if process.terminationStatus == 0 && process.terminationReason == .exit { break }
      deaths += 1
      try #require(deaths < 20)
    }
    try Accounting.expectExact(posts: 1_000, dead: 1, on: db)
    #expect(try Accounting(on: db).errors == 1)
    #expect(deaths == 5)
    let cases = try CaseStore.list(CaseStore.Filter(), on: db)
    #expect(Set(cases.map(\.externalID)) == ["613", "20"])
    #expect(cases.allSatisfy { $0.verdict == "error" })
  }

  @Test("connections that are cut in the middle cost time and nothing else", .timeLimit(.minutes(30)))
  func cut() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 3_000)
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
    try Accounting.expectExact(posts: 3_000, on: db)
  }

  @Test("a stop finishes what is in hand and leaves the rest")
  func stops() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 2_000)
    let stop = StopFlag()
    let worker = Worker(
      conninfo: database.conninfo, screener: AllowAll(whenCalled: { stop.set() }), rulebook: nil, threads: 1,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run(until: .whenStopped, stop: stop)
    #expect(try Accounting(on: db).verdicts == worker.counts.written)
    #expect(worker.counts.written > 0 && worker.counts.written < 2_000)
    let left = try db.query("SELECT coalesce(sum(n), 0)::bigint FROM ticket WHERE attempts = 0").integer(0, 0)
    #expect(left == 2_000 - worker.counts.written)
  }
}

/// An engine without an opinion.
struct AllowAll: Screener {
  /// Microseconds that each post takes.
  var pause: UInt32 = 0
  var whenCalled: @Sendable () -> Void = {}

  func screen(_ post: Post) -> Screening {
    whenCalled()
    if pause > 0 { usleep(pause) }
    return Screening(detection: .nothing)
  }
}
