import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("What the database itself protects")
struct ProtectionTests {
  @Test("migrating again changes nothing")
  func migrateTwice() throws {
    try TestDatabase().with { db throws in
      #expect(try Migrator.migrate(db).isEmpty)
      try Migrator.check(db)
      #expect(try Migrator.version(db) == Migration.all.count)
    }
  }

  @Test("decisions and events are append-only, for the superuser too", arguments: ["decision", "event"])
  func appendOnly(_ table: String) throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
      for statement in ["UPDATE \(table) SET actor = 'somebody else'", "DELETE FROM \(table)", "TRUNCATE \(table)"] {
        let error = #expect(throws: PostgresError.self) { try db.query(statement) }
        #expect(error?.sqlState == "DBR09")
      }
    }
  }

  @Test("a reviewer's own login is stamped, whatever the session says")
  func reviewerLogin() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try db.query("UPDATE setting SET is_private = false")
      try screenAll([post("1", "加微信")], .queue, on: db)
      try ReviewerStore.add("mei.reviews", on: db)
      try ReviewerStore.add("mei.reviews", on: db)  // safe to run again
    }
    let mei = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=mei.reviews"))
    try CaseStore.act(as: "somebody-else", on: mei)
    let claim = try #require(try CaseStore.claim(nil, on: mei))
    _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: mei)
    #expect(try CaseStore.detail(claim.id, on: mei)?.decision?.actor == "mei.reviews")
    for statement in [
      "UPDATE drawbridge.review_case SET state = 'open'", "DELETE FROM drawbridge.decision",
      "INSERT INTO drawbridge.decision (case_id, post_id, action, actor, acted_through, note_digest) VALUES (1, 1, 'allow', 'x', '', '')",
      "UPDATE drawbridge.setting SET is_private = true", "SELECT * FROM drawbridge.post_key",
      "SELECT * FROM drawbridge.outbox",
      "DROP TABLE drawbridge.decision", "CREATE TABLE drawbridge.mine (n integer)",
    ] {
      let error = #expect(throws: PostgresError.self) { try mei.query(statement) }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege, "\(statement)")
    }
    try database.with { db throws in
      #expect(try ReviewerStore.list(on: db).contains { $0.name == "mei.reviews" && $0.decisions == 1 })
      try ReviewerStore.disable("mei.reviews", on: db)
      #expect(try ReviewerStore.list(on: db).contains { $0.name == "mei.reviews" && !$0.isEnabled })
    }
    #expect(throws: PostgresError.self) {
      _ = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=mei.reviews"))
    }
  }

  @Test("an ingester hands posts in and reads nothing")
  func ingesterLogin() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try db.execute("DROP ROLE IF EXISTS an_ingester; CREATE ROLE an_ingester LOGIN IN ROLE drawbridge_ingest")
    }
    let ingester = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=an_ingester"))
    #expect(try PostIngest.ingest([post("1", "text")], on: ingester) == [.taken])
    for table in ["post", "verdict", "review_case", "outbox", "ticket"] {
      let error = #expect(throws: PostgresError.self) { try ingester.query("SELECT * FROM drawbridge.\(table)") }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege)
    }
  }

  @Test("a worker's login can do the worker's whole job")
  func workerLogin() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      _ = try PostIngest.ingest([post("1", "加微信"), post("2", "text")], on: db)
      try db.execute("DROP ROLE IF EXISTS a_worker; CREATE ROLE a_worker LOGIN IN ROLE drawbridge_worker")
    }
    let worker = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=a_worker"))
    try Migrator.check(worker)
    try worker.query("SELECT drawbridge.ensure_partitions()")
    try screenWaiting(.hold, on: worker)
    #expect(throws: PostgresError.self) { try worker.query("DELETE FROM drawbridge.verdict") }
    let open = try database.with { try CaseStore.list(CaseStore.Filter(), on: $0).count }
    #expect(open == 2)
  }

  @Test(
    "names that are no reviewer's are refused",
    arguments: ["", "a b", "x;drop", "pg_monitor", "drawbridge_owner", "é", "a\"b", String(repeating: "a", count: 64)])
  func names(_ name: String) throws {
    try TestDatabase().with { db throws in
      _ = #expect(throws: StoreError.self) { try ReviewerStore.add(name, on: db) }
    }
  }
}
