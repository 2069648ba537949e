import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("The chain over the events")
struct AuditTests {
  /// A decision with its events, sealed; answers the head.
  private func decided(_ id: String, on db: borrowing Connection) throws -> Audit.Head {
    try screenAll([post(id, "加微信")], .queue, on: db)
    let claim = try #require(try CaseStore.claim(nil, on: db))
    _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
    return try sealed(db)
  }

  /// Seals what was done; other tests' transactions on the same server hold the newest back for a moment.
  private func sealed(_ db: borrowing Connection) throws -> Audit.Head {
    for _ in 0..<10_000 {
      try Audit.seal(on: db)
      let left = try Audit.verify(on: db).unsealed
      if left == 0, let head = try Audit.newestHead(on: db) { return head }
      try db.query("SELECT pg_sleep(0.002)")
    }
    throw StoreError("nothing could be sealed")
  }

  @Test("every event comes under one seal, and earlier heads stay heads")
  func grows() throws {
    try TestDatabase().with { db throws in
      let first = try decided("1", on: db)
      let second = try decided("2", on: db)
      #expect(first != second)
      for head in [first, second] {
        let report = try Audit.verify(against: HeadMark(head.description), on: db)
        #expect(report.faults.isEmpty)
        #expect(report.events == 4 && report.decisions == 2)
      }
      #expect(try Audit.verify(against: HeadMark(String(first.digest.prefix(16))), on: db).faults.isEmpty)
      let unknown = try Audit.verify(against: HeadMark(String(repeating: "ab", count: 32)), on: db)
      #expect(unknown.faults.count == 1)
      #expect(try Audit.seal(on: db) == nil)
      #expect(try Audit.dailyHeads(days: 3, on: db).last?.digest == second.digest)
    }
  }

  @Test("an event whose transaction began before a seal and commits after it is sealed later, not missed")
  func lateCommit() throws {
    let database = try TestDatabase()
    let late = try database.connect()
    try database.with { db throws in
      _ = try decided("1", on: db)
      try late.execute("BEGIN")
      try late.query("INSERT INTO event (kind, actor, acted_through) VALUES ('test', 'late', 'login')")
      try screenAll([post("2", "加微信")], .queue, on: db)
      _ = try CaseStore.claim(nil, on: db)
      #expect(try Audit.seal(on: db) == nil)
      try late.execute("COMMIT")
      _ = try sealed(db)
      let report = try Audit.verify(on: db)
      #expect(report.faults.isEmpty && report.events == 4)
    }
  }

  struct Forgery: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var statement: String
    var fault: String
  }

  @Test(
    "whoever gets round the triggers is found out",
    arguments: [
      Forgery(
        testDescription: "an event changed", statement: "UPDATE event SET actor = 'joan' WHERE kind = 'claimed'",
        fault: "an event was changed"),
      Forgery(
        testDescription: "an event taken out", statement: "DELETE FROM event WHERE kind = 'claimed'",
        fault: "covers 2 events, and 1 are there"),
      Forgery(
        testDescription: "an event put in",
        statement: "INSERT INTO event (kind, actor, acted_through, xid) SELECT 'x', 'y', 'z', xid FROM event LIMIT 1",
        fault: "covers 2 events, and 3 are there"),
      Forgery(
        testDescription: "a decision changed", statement: "UPDATE decision SET action = 'allow'",
        fault: "is not what its event says"),
      Forgery(
        testDescription: "a decision taken out", statement: "DELETE FROM decision", fault: "was taken out"),
      Forgery(
        testDescription: "a reason changed", statement: "UPDATE note SET body = 'something else'",
        fault: "the reason of decision"),
      Forgery(
        testDescription: "a seal's head changed", statement: "UPDATE seal SET head = sha256('x')",
        fault: "another head than it must have"),
    ])
  func forged(_ forgery: Forgery) throws {
    try TestDatabase().with { db throws in
      _ = try decided("1", on: db)
      #expect(try Audit.verify(on: db).faults.isEmpty)
      try db.execute("SET session_replication_role = replica")  // no trigger fires
      try db.execute(forgery.statement)
      try db.execute("RESET session_replication_role")
      let faults = try Audit.verify(on: db).faults
      #expect(faults.contains { $0.contains(forgery.fault) }, "\(faults)")
    }
  }

  @Test("seals are append-only, for the superuser too")
  func appendOnly() throws {
    try TestDatabase().with { db throws in
      _ = try decided("1", on: db)
      for statement in ["UPDATE seal SET events = 0", "DELETE FROM seal", "TRUNCATE seal"] {
        let error = #expect(throws: PostgresError.self) { try db.query(statement) }
        #expect(error?.sqlState == "DBR09")
      }
    }
  }

  @Test("retention takes the events of old seals, and the chain of heads still verifies")
  func retired() throws {
    try TestDatabase().with { db throws in
      let old = try decided("1", on: db)
      let young = try decided("2", on: db)
      try db.execute("SET session_replication_role = replica")
      // Two years pass for the first seal. (Its own digest covers last_at, so it is sealed anew.)
      try db.execute(
        """
        UPDATE event SET at = at - interval '800 days' WHERE event_id IN (SELECT event_id FROM event ORDER BY 1 LIMIT 2);
        UPDATE decision SET decided_at = decided_at - interval '800 days' WHERE decision_id = 1;
        DELETE FROM seal;
        """)
      try db.execute("RESET session_replication_role")
      _ = (old, young)
      // One seal for each: seal the old transaction's events first.
      try db.execute(
        """
        INSERT INTO seal
        SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::seal, to_jsonb(s) || jsonb_build_object('head',
          '\\x' || encode(seal_head(NULL, s), 'hex'))) AS r FROM (
            SELECT 1::bigint AS seal_id, current_date AS day, now() AS sealed_at, 1::smallint AS form, e.epoch, '0'::xid8 AS from_xid,
                   (max(e.xid)::text::bigint + 1)::text::xid8 AS to_xid, d.events, d.last_at, d.digest, ''::bytea AS head
            FROM (SELECT * FROM event ORDER BY event_id LIMIT 2) e
            CROSS JOIN LATERAL digest_events(1::smallint, e.epoch, '0'::xid8,
              (SELECT (max(x.xid)::text::bigint + 1)::text::xid8 FROM (SELECT xid FROM event ORDER BY event_id LIMIT 2) x)) d
            GROUP BY e.epoch, d.events, d.last_at, d.digest) s) t
        """)
      _ = try sealed(db)
      let before = try Audit.verify(on: db)
      #expect(before.faults.isEmpty && before.seals == 2, "\(before.faults)")
      var retention = Retention()
      retention.cases = 1e9
      retention.clean = 1e9
      let steps = try retention.apply(on: db)
      #expect(steps.contains { $0.kind == .events && $0.gone == 2 })
      let after = try Audit.verify(against: before.head.flatMap { HeadMark($0.description) }, on: db)
      #expect(after.faults.isEmpty, "\(after.faults)")
      #expect(after.retired == 1)
      #expect(try db.query("SELECT count(*) FROM decision").integer(0, 0) == 1)
      #expect(try retention.apply(on: db).isEmpty)
    }
  }

  @Test(
    "what is no head is refused",
    arguments: ["", "abc", "xyz0123456789abcdef", "2026-01-01:", "a:b:c", "día:0123456789abcdef"])
  func marks(_ text: String) { #expect(HeadMark(text) == nil) }
}
