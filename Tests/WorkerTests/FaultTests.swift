import Bridge
import Foundation
import Logging
import Postgres
import Rules
import SeededRandom
import Store
import Synchronization
import TestSupport
import Testing
import Text
import Worker

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

@Suite("Faults, each with an exact accounting afterwards")
struct FaultTests {
  @Test(
    "20,000 posts, three workers killed or stopped past their leases at random, one poison post",
    .timeLimit(.minutes(30)))
  func storm() async throws {
    let database = try ownServer()
    defer { database.destroy() }
    let db = try Connection(database.conninfo)
    try fill(db, count: 20_000, special: [7_919: "POISON"], size: 500)
    var workers = try (0..<3).map { _ in
      try startCrashingWorker(database.conninfo, lease: "1", environment: ["CRASHING_WORKER_PAUSE": "1500"])
    }
    var plan = [SIGKILL, SIGSTOP, SIGKILL, SIGSTOP, SIGKILL, SIGKILL, SIGKILL, SIGKILL]
    var deaths = 0
    var random = SeededRandom()
    while try TicketQueue.depth(on: db).tickets > 0 {
      for (index, worker) in workers.enumerated() where !worker.isRunning {
        deaths += 1
        try #require(deaths < 100)
        workers[index] = try startCrashingWorker(
          database.conninfo, lease: "1", environment: ["CRASHING_WORKER_PAUSE": "1500"])
      }
      try await Task.sleep(for: .milliseconds(Int.random(in: 10...60, using: &random)))
      guard let signal = plan.first, let victim = workers.randomElement(using: &random), victim.isRunning else {
        continue
      }
      plan.removeFirst()
      kill(victim.processIdentifier, signal)
      if signal == SIGSTOP {
        // Longer than its lease: what it has in hand goes to others, and the fence refuses what it brings later.
        try await Task.sleep(for: .milliseconds(1_600))
        kill(victim.processIdentifier, SIGCONT)
      }
    }
    for worker in workers { worker.waitUntilExit() }
    try Accounting.expectExact(posts: 20_000, dead: 1, on: db)
    // How much of the plan fits before the queue is empty depends on the machine; both kinds of fault always do.
    #expect(plan.count <= 6)
    #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.externalID) == ["7919"])
  }

  @Test("500 posts handed in one by one, of which one kills its worker: 499 go through", .timeLimit(.minutes(30)))
  func singles() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 500, special: [311: "POISON"], size: 1)
    var deaths = 0
    while true {
      let process = try startCrashingWorker(database.conninfo, lease: "0.3")
      process.waitUntilExit()
      if process.terminationStatus == 0 && process.terminationReason == .exit { break }
      deaths += 1
      try #require(deaths < 20)
    }
    try Accounting.expectExact(posts: 500, dead: 1, on: db)
    #expect(deaths == 5)
  }

  @Test("PostgreSQL crashes in the middle of a batch and comes back", .timeLimit(.minutes(30)))
  func restarts() async throws {
    let cluster = try ThrowawayCluster(isDurable: true)
    defer { cluster.destroy() }
    let conninfo = cluster.conninfo
    do {
      let db = try Connection(conninfo)
      try Migrator.migrate(db, isPrivateCluster: true)
      try fill(db, count: 5_000, size: 500)
    }
    let engine = Steps(of: 1_250)
    let worker = Worker(
      conninfo: conninfo, screener: engine, rulebook: nil, threads: 2, lease: 5, logger: silent)
    let run = Task { try await worker.run(until: .whenEmpty, stop: StopFlag()) }
    for (number, mode) in [PrivateCluster.StopMode.immediate, .fast, .immediate].enumerated() {
      try await eventually("the engine comes to its next stop") { engine.posts >= (number + 1) * 1_250 }
      try cluster.cluster.restart(mode: mode)
      engine.allow(number + 1)
    }
    engine.allow(.max)
    try await run.value
    let db = try Connection(conninfo)
    try Accounting.expectExact(posts: 5_000, on: db)
    #expect(worker.counts.reconnections > 0)
  }

  @Test("a disk that is full for a while costs time, no attempt and no post", .timeLimit(.minutes(30)))
  func fullDisk() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 1_500, size: 500)
    try db.execute(
      """
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION full_disk();
      """)
    let worker = Worker(
      conninfo: database.conninfo, screener: AllowAll(), rulebook: nil, threads: 2, lease: 0.4, logger: silent)
    let run = Task { try await worker.run(until: .whenEmpty, stop: StopFlag()) }
    while worker.counts.finishFailures < 6 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(worker.health.faults.contains { $0.code == "worker_problem" && $0.repair.contains("disk is full") })
    #expect(try Accounting(on: db).verdicts == 0)
    try db.execute("DROP TRIGGER full_disk ON outbox")
    try await run.value
    try Accounting.expectExact(posts: 1_500, on: db)
    #expect(worker.health.problem == nil)
  }

  @Test("one verdict that the database refuses does not hold up the other 499", .timeLimit(.minutes(30)))
  func refusedVerdict() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 500, special: [250: "REFUSED"], size: 500)
    let culprit = try db.query("SELECT post_id FROM post WHERE external_id = '250'").integer(0, 0)
    try db.execute("ALTER TABLE verdict ADD CONSTRAINT refused CHECK (post_id <> \(culprit))")
    let worker = Worker(
      conninfo: database.conninfo, screener: AllowAll(), rulebook: nil, threads: 2, lease: 0.3, retry: 0.01,
      logger: silent)
    try await worker.run(until: .whenEmpty, stop: StopFlag())
    try Accounting.expectExact(posts: 500, dead: 1, on: db)
    #expect(try DeadLetterStore.list(isWhole: false, limit: 10, on: db).map(\.externalID) == ["250"])
  }

  @Test("an engine slower than the lease keeps what it has, since leases are extended at half-time")
  func slowEngine() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 4)
    // No machine is so slow that this lease ends; that it is extended all the same is what is looked at.
    let engine = Gate()
    let slow = Worker(
      conninfo: database.conninfo, screener: engine, rulebook: nil, threads: 1, lease: 3600, extending: 0.05,
      logger: silent)
    let run = Task { try await slow.run(until: .whenEmpty, stop: StopFlag()) }
    func end() throws -> Int64 {
      try db.query("SELECT max(visible_at) FROM ticket WHERE worker IS NOT NULL").timestamp(0, 0)
    }
    try await eventually("it is taken") { slow.counts.taken == 4 }
    for _ in 0..<3 {
      let before = try end()
      try await eventually("its lease is extended") { try end() > before }
    }
    let (visible, lanes) = (TicketQueue(), [0, 1, 2])
    for lane in lanes { #expect(try visible.take(lane: lane, on: db).isEmpty) }
    engine.open()
    try await run.value
    #expect(slow.counts.written == 4)
    #expect(slow.counts.leaseLosses == 0)
    try Accounting.expectExact(posts: 4, on: db)
  }

  @Test("a worker has one suspect in hand at a time, whatever its threads", .timeLimit(.minutes(30)))
  func oneSuspect() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 60, size: 1)
    try db.execute("UPDATE ticket SET attempts = 2")
    let screener = CountsCompany()
    let worker = Worker(
      conninfo: database.conninfo, screener: screener, rulebook: nil, threads: 4, lease: 5, retry: 0.01, logger: silent)
    try await worker.run(until: .whenEmpty, stop: StopFlag())
    try Accounting.expectExact(posts: 60, on: db)
    #expect(screener.most.withLock { $0 } == 1)
  }

  @Test("a worker that falls asleep past its lease is refused by the fence", .timeLimit(.minutes(30)))
  func sleeper() async throws {
    let database = try ownServer()
    defer { database.destroy() }
    let db = try Connection(database.conninfo)
    try fill(db, count: 100)
    let gate = "/tmp/drawbridge-gate-\(UUID().uuidString)"
    defer { unlink(gate) }
    let sleeper = try startCrashingWorker(
      database.conninfo, lease: "0.3", environment: ["CRASHING_WORKER_GATE": gate])
    try await eventually("a ticket is taken") {
      try db.query("SELECT count(*) FROM ticket WHERE worker IS NOT NULL").integer(0, 0) > 0
    }
    kill(sleeper.processIdentifier, SIGSTOP)
    let other = Worker(
      conninfo: database.conninfo, screener: AllowAll(), rulebook: nil, threads: 1, lease: 5, logger: silent)
    try await other.run(until: .whenEmpty, stop: StopFlag())
    #expect(FileManager.default.createFile(atPath: gate, contents: nil))
    kill(sleeper.processIdentifier, SIGCONT)
    sleeper.waitUntilExit()
    #expect(sleeper.terminationStatus == 0)
    try Accounting.expectExact(posts: 100, on: db)
  }

  @Test("clocks that jump by hours change nothing, since all time comes from the database", .timeLimit(.minutes(30)))
  func clocks() async throws {
    let library = "/usr/lib/\(Self.multiarch)/faketime/libfaketimeMT.so.1"
    try #require(FileManager.default.fileExists(atPath: library), "apt-get install faketime")
    let database = try TestDatabase()
    let db = try database.connect()
    try fill(db, count: 3_000)
    let processes = try ["+26h", "-26h", "+0 x1.5"].map { shift in
      try startCrashingWorker(
        database.conninfo, lease: "2",
        environment: ["LD_PRELOAD": library, "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"])
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    try Accounting.expectExact(posts: 3_000, on: db)
    let strange = try db.query(
      "SELECT count(*) FROM verdict WHERE decided_at NOT BETWEEN now() - interval '5 minutes' AND now()")
    #expect(try strange.integer(0, 0) == 0)
  }

  @Test("an edit races with a decision, a withdrawal with a finish: the later text counts", .timeLimit(.minutes(30)))
  func editRacesDecision() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    // As many as one login may hold.
    let count = 20
    try fill(db, count: count)
    try await hold(database)
    // Claim each, then edit and decide at the same moment from two connections.
    let claims = try (0..<count).map { _ in try #require(try CaseStore.claim(nil, on: db)) }
    let outcomes = await withTaskGroup(of: Bool?.self) { group in
      for claim in claims {
        group.addTask {
          let decision = try? database.with { db in
            try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "r", on: db)
          }
          return decision != nil
        }
      }
      for number in 0..<count {
        group.addTask {
          var edit = Post(id: PostID("\(number)"), text: "edited \(number)")
          edit.source = "demo"
          edit.operation = .edit
          edit.revision = Revision(order: 2, json: .string("2"))
          _ = try? database.with { try PostIngest.ingest([edit], on: $0) }
          return nil
        }
      }
      return await group.reduce(into: [Bool]()) { if let outcome = $1 { $0.append(outcome) } }
    }
    try await hold(database)
    // Whoever was quicker: a decision stands for the old text, and the edit then opened a case of its own, or the decision
    // was refused and the case shows the new text. In both cases every current text has one open case.
    let open = try CaseStore.list(CaseStore.Filter(), on: db)
    #expect(open.count == count)
    #expect(open.allSatisfy { $0.document.contains("edited") })
    let decided = try db.query("SELECT count(*), count(DISTINCT case_id) FROM decision")
    #expect(try decided.integer(0, 0) == outcomes.count { $0 })
    #expect(try decided.integer(0, 1) == outcomes.count { $0 })
    try Accounting.expectExact(posts: 2 * count, on: db)
  }

  /// A server for tests that stop processes: a stopped one may have a transaction open, behind which every outbox and
  /// every seal of its server waits.
  private func ownServer() throws -> ThrowawayCluster {
    let cluster = try ThrowawayCluster()
    let db = try Connection(cluster.conninfo)
    try Migrator.migrate(db, isPrivateCluster: true)
    return cluster
  }

  private func hold(_ database: TestDatabase) async throws {
    let worker = Worker(
      conninfo: database.conninfo, screener: HoldAll(), rulebook: nil, threads: 2, logger: silent)
    try await worker.run(until: .whenEmpty, stop: StopFlag())
  }

  private static var multiarch: String {
    #if arch(arm64)
      "aarch64-linux-gnu"
    #else
      "x86_64-linux-gnu"
    #endif
  }
}

/// An engine that holds everything for a person.
struct HoldAll: Screener {
  func screen(_ post: Post) -> Screening {
    var screening = Screening(detection: .nothing)
    screening.verdict = .hold
    return screening
  }
}

/// An engine that stops at every so many posts until it is let go on.
private final class Steps: Screener {
  private let step: Int
  private let state = Mutex((posts: 0, allowed: 0))

  init(of step: Int) { self.step = step }

  var posts: Int { state.withLock { $0.posts } }

  func allow(_ steps: Int) { state.withLock { $0.allowed = steps } }

  func screen(_ post: Post) -> Screening {
    let mine = state.withLock { state in
      state.posts += 1
      return state.posts / step
    }
    while state.withLock({ $0.allowed < mine }) { usleep(1_000) }
    return Screening(detection: .nothing)
  }
}

/// An engine that does not come back until it is opened.
private final class Gate: Screener {
  private let isOpen = Mutex(false)

  func open() { isOpen.withLock { $0 = true } }

  func screen(_ post: Post) -> Screening {
    while !isOpen.withLock({ $0 }) { usleep(1_000) }
    return Screening(detection: .nothing)
  }
}

/// Knows how many posts were in it at once.
private final class CountsCompany: Screener {
  private let inside = Atomic<Int>(0)
  let most = Mutex(0)

  func screen(_ post: Post) -> Screening {
    let company = inside.add(1, ordering: .sequentiallyConsistent).newValue
    most.withLock { $0 = max($0, company) }
    usleep(2_000)
    inside.subtract(1, ordering: .sequentiallyConsistent)
    return Screening(detection: .nothing)
  }
}
