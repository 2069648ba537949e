import Postgres
import Rules
import Store
import TestSupport
import Testing

/// Seals until no event is left over: other databases of the server have transactions open now and then, and nothing
/// behind the oldest of them is sealed.
func sealEverything(on db: borrowing Connection) throws {
  for _ in 0..<10_000 {
    try Audit.seal(on: db)
    if try Audit.verify(on: db).unsealed == 0 { return }
    try db.query("SELECT pg_sleep(0.002)")
  }
  Issue.record("the events could not be sealed")
}

/// Checks the chain against a head as somebody kept it.
func verify(against head: String, on db: borrowing Connection) throws -> Audit.Report {
  let mark = try #require(HeadMark(head))
  return try Audit.verify(against: mark, on: db)
}

/// Decides one case of a post that says `text`; answers the case.
@discardableResult
func decideOne(
  _ id: String, _ text: String = "加微信", reason: String = "引流", on db: borrowing Connection
) throws -> Int64 {
  try screenAll([post(id, text)], .queue, on: db)
  let claim = try #require(try CaseStore.claim(nil, on: db))
  _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: reason, on: db)
  return claim.id
}

@Suite("The chain over the events")
struct AuditTests {
  @Test("every seal continues the one before; nothing new makes no seal; any head of the chain is found again")
  func chain() throws {
    try TestDatabase().with { db throws in
      #expect(try Audit.seal(on: db) == nil)
      #expect(try Audit.verify(on: db).faults.isEmpty)
      try decideOne("1", on: db)
      try sealEverything(on: db)
      let first = try #require(try Audit.newestHead(on: db))
      #expect(try Audit.seal(on: db) == nil)
      try decideOne("2", on: db)
      try sealEverything(on: db)
      let second = try #require(try Audit.newestHead(on: db))
      #expect(first.digest != second.digest)
      for mark in [first.description, second.description, String(first.digest.prefix(16)), second.digest.uppercased()] {
        let report = try verify(against: mark, on: db)
        #expect(report.faults.isEmpty, "\(mark)")
        #expect(report.events == 4)
        #expect(report.decisions == 2)
        #expect(report.head == second)
      }
      let day = try #require(try Audit.dailyHeads(days: 10, on: db).last)
      #expect(day.digest == second.digest)
      #expect(day.events == 4)
      for mark in [String(repeating: "0", count: 64), "2001-01-01:" + first.digest] {
        #expect(try verify(against: mark, on: db).faults.count == 1, "\(mark)")
      }
    }
  }

  @Test(
    "what is no head is told at once",
    arguments: ["", "abc", "xyz0000000000000", "2026-1-1:0123456789abcdef", "a:b:c"])
  func marks(_ text: String) { #expect(HeadMark(text) == nil) }

  @Test("an event whose transaction began before the seal and ended after it is sealed later, not missed")
  func lateCommit() throws {
    let database = try TestDatabase()
    let early = try database.connect()
    let late = try database.connect()
    try screenAll([post("1", "a"), post("2", "b")], .queue, on: late)
    try early.execute("BEGIN")
    _ = try CaseStore.claim(nil, on: early)  // writes an event, with an older transaction id than what follows
    _ = try #require(try CaseStore.claim(nil, on: late))
    try Audit.seal(on: late)
    #expect(try Audit.verify(on: late).unsealed == 1)  // the late one waits behind the early one
    try early.execute("COMMIT")
    try sealEverything(on: late)
    let report = try Audit.verify(on: late)
    #expect(report.faults.isEmpty)
    #expect(report.events == 2)
  }

  @Test("whoever comes second to seal does not wait")
  func singleSealer() throws {
    let database = try TestDatabase()
    let one = try database.connect()
    let other = try database.connect()
    try decideOne("1", on: one)
    try one.execute("BEGIN; SELECT * FROM drawbridge.seal_events()")
    try other.execute("SET lock_timeout = '100ms'")
    #expect(try Audit.seal(on: other) == nil)
    try one.execute("COMMIT")
    try sealEverything(on: other)
    #expect(try Audit.verify(on: other).faults.isEmpty)
  }

  struct Forgery: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var statement: String
    var fault: String
  }

  @Test(
    "a superuser who gets round the triggers is found out",
    arguments: [
      Forgery(
        testDescription: "an event changed", statement: "UPDATE event SET actor = 'nobody' WHERE kind = 'claimed'",
        fault: "an event was changed after it was sealed"),
      Forgery(
        testDescription: "an event taken out", statement: "DELETE FROM event WHERE kind = 'claimed'",
        fault: "covers 2 events, and 1 are there"),
      Forgery(
        testDescription: "an event put in",
        statement: """
          INSERT INTO event (kind, actor, acted_through, epoch, xid)
          SELECT 'claimed', 'x', '', epoch, xid FROM event LIMIT 1
          """, fault: "covers 2 events, and 3 are there"),
      Forgery(
        testDescription: "a decision changed", statement: "UPDATE decision SET action = 'allow'",
        fault: "is not what its event says"),
      Forgery(testDescription: "a decision taken out", statement: "DELETE FROM decision", fault: "was taken out"),
      Forgery(
        testDescription: "a reason changed", statement: "UPDATE note SET body = 'a better reason'",
        fault: "the reason of decision 1 was changed"),
      Forgery(
        testDescription: "a seal changed", statement: "UPDATE seal SET sealed_at = now()", fault: "has another head"),
      Forgery(
        testDescription: "an event changed and sealed anew",
        statement: """
          DELETE FROM seal; UPDATE event SET actor = 'nobody'; UPDATE decision SET actor = 'nobody';
          SELECT seal_events();
          """, fault: "it is no head of this chain"),
    ])
  func forgery(_ forgery: Forgery) throws {
    try TestDatabase().with { db throws in
      try decideOne("1", on: db)
      try sealEverything(on: db)
      let head = try #require(try Audit.newestHead(on: db))
      for table in ["event", "decision", "seal"] {
        try db.execute("ALTER TABLE \(table) DISABLE TRIGGER append_only")
      }
      try db.execute(forgery.statement)
      let faults = try verify(against: head.description, on: db).faults
      #expect(faults.contains { $0.contains(forgery.fault) }, "\(faults)")
    }
  }

  @Test("after a restore into a younger cluster the chain goes on in a new epoch")
  func epochs() throws {
    try TestDatabase().with { db throws in
      try decideOne("1", on: db)
      try sealEverything(on: db)
      let before = try #require(try Audit.newestHead(on: db))
      try screenAll([post("2", "b")], .queue, on: db)
      _ = try CaseStore.claim(nil, on: db)  // an event of the old epoch that is not sealed yet
      try db.query("UPDATE setting SET system_identifier = 1, server_started = NULL")
      try decideOne("3", on: db)
      try sealEverything(on: db)
      let report = try verify(against: before.description, on: db)
      #expect(report.faults.isEmpty)
      #expect(try db.query("SELECT count(DISTINCT epoch) FROM seal").integer(0, 0) == 2)
    }
  }

  @Test("old events go by whole seals, with decisions and notes; heads stay, and the check begins behind them")
  func retire() throws {
    try TestDatabase().with { db throws in
      try decideOne("1", on: db)
      try sealEverything(on: db)
      let old = try #require(try Audit.newestHead(on: db))
      try db.query("SELECT pg_sleep(0.2)")
      try db.query("UPDATE setting SET retain_events = '0'")
      let gone = try db.query("SELECT seals, events, decisions FROM retire_events(interval '150 ms', 100)")
      // Other tests' transactions may have put a seal between the two events.
      let seals = try gone.integer(0, 0)
      #expect([1, 2].contains(seals))
      #expect(try (1..<3).map { try gone.integer(0, $0) } == [2, 1])
      #expect(try db.query("SELECT count(*) FROM note").integer(0, 0) == 0)
      try decideOne("2", on: db)
      try sealEverything(on: db)
      let report = try verify(against: old.description, on: db)
      #expect(report.faults.isEmpty, "\(report.faults)")
      #expect(report.retired == seals)
      #expect(report.events == 3)  // claimed, decided, retired
      #expect(try db.query("SELECT * FROM retire_events(interval '1 day', 100)").count == 0)
      // A retirement that never was does not explain missing events.
      try db.execute("ALTER TABLE event DISABLE TRIGGER append_only; DELETE FROM event WHERE kind = 'retired'")
      #expect(try Audit.verify(on: db).faults.isEmpty == false)
    }
  }

  @Test("seals are append-only; a worker writes events and seals, and cannot say when an event was written")
  func rights() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try decideOne("1", on: db)
      try sealEverything(on: db)
      for statement in ["UPDATE seal SET events = 0", "DELETE FROM seal", "TRUNCATE seal"] {
        let error = #expect(throws: PostgresError.self) { try db.query(statement) }
        #expect(error?.sqlState == "DBR09")
      }
      try db.execute("DROP ROLE IF EXISTS a_sealer; CREATE ROLE a_sealer LOGIN IN ROLE drawbridge_worker")
      try db.execute("DROP ROLE IF EXISTS a_checker; CREATE ROLE a_checker LOGIN IN ROLE drawbridge_auditor")
    }
    let worker = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=a_sealer"))
    try worker.query("INSERT INTO event (kind, actor, acted_through) VALUES ('rescreened', 'x', 'login')")
    for columns in ["xid", "epoch", "at"] {
      let error = #expect(throws: PostgresError.self) {
        try worker.query("INSERT INTO event (kind, actor, acted_through, \(columns)) VALUES ('x', 'x', 'x', NULL)")
      }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege, "\(columns)")
    }
    try Audit.seal(on: worker)
    let auditor = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=a_checker"))
    try sealEverything(on: auditor)
    #expect(try Audit.verify(on: auditor).faults.isEmpty)
    #expect(throws: PostgresError.self) { try auditor.query("SELECT retire_events(interval '1 s', 1)") }
  }
}
