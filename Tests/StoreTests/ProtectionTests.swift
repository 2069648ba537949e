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
      try ReviewerStore.grant(.everySource, to: "mei.reviews", on: db)
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
      try db.query("INSERT INTO source (name) VALUES ('demo')")
      try db.query("INSERT INTO login_source (login, source_id) SELECT 'an_ingester', source_id FROM source")
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
    try WorkerStatus.report(
      WorkerStatus.Report(
        worker: 7, host: "here", pid: 1, engine: "test", rulebook: nil, inHand: 0, written: 2, hasFinished: true,
        problem: nil), on: worker)
    #expect(try QueueState.read(on: worker).workers.map(\.worker) == [7])
    try WorkerStatus.forgetDead(on: worker)
    try WorkerStatus.leave(7, on: worker)
    #expect(try Retention().apply(on: worker).isEmpty)
    try Audit.seal(on: worker)
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

  struct Login: CustomTestStringConvertible, Sendable {
    var role: String
    var allowed: [String]
    var refused: [String]
    var testDescription: String { role }
  }

  private static let changesOfTheSchema = [
    "CREATE TABLE drawbridge.mine (n integer)", "DROP TABLE drawbridge.ticket",
    "ALTER TABLE drawbridge.post ADD COLUMN x integer", "TRUNCATE drawbridge.verdict", "DELETE FROM drawbridge.event",
    "UPDATE drawbridge.decision SET action = 'allow'", "UPDATE drawbridge.seal SET events = 0",
    "UPDATE drawbridge.setting SET epoch = 7", "SET ROLE drawbridge_owner",
    "SELECT drawbridge.commit_decision(1, 'allow', '', 'somebody', 'login')",
  ]

  @Test(
    "each login does its own work and nothing else",
    arguments: [
      Login(
        role: "drawbridge_ingest", allowed: ["SELECT * FROM drawbridge.schema_version"],
        refused: [
          "SELECT drawbridge.current_epoch()", "SELECT * FROM drawbridge.server_state()",
          "SELECT * FROM drawbridge.setting",
          "SELECT * FROM drawbridge.post", "SELECT * FROM drawbridge.verdict", "SELECT * FROM drawbridge.note",
          "INSERT INTO drawbridge.post_key (source_id, external_id) VALUES (1, 'x')",
          "SELECT * FROM drawbridge.release_drafts(1)", "SELECT * FROM drawbridge.seal_events()",
        ]),
      Login(
        role: "drawbridge_worker",
        allowed: [
          "SELECT count(*) FROM drawbridge.ticket", "SELECT * FROM drawbridge.server_state()",
          "SELECT * FROM drawbridge.seal_events()", "SELECT * FROM drawbridge.release_drafts(1)",
          "SELECT drawbridge.roll_partitions('1 day')", "SELECT drawbridge.announce_silence()",
          "INSERT INTO drawbridge.event (kind, actor, acted_through) VALUES ('rescreened', 'w', 'login')",
        ],
        refused: [
          "INSERT INTO drawbridge.event (kind, actor, acted_through) VALUES ('decided', 'rev2', 'login')",
          "INSERT INTO drawbridge.event (kind, actor, acted_through, detail) VALUES ('retired', 'w', '', '{\"through_seal\": 9}')",
          "INSERT INTO drawbridge.event (kind, actor, acted_through, xid) VALUES ('test', 'w', 'login', '1')",
          "INSERT INTO drawbridge.decision (case_id, post_id, action, actor, acted_through, note_digest) VALUES (1, 1, 'allow', 'x', 'y', '')",
          "UPDATE drawbridge.verdict SET verdict = 0", "UPDATE drawbridge.source SET paused = true",
          "SELECT * FROM drawbridge.note", "SELECT drawbridge.redrive(ARRAY[1], 1::smallint)",
          "SELECT drawbridge.publish_rulebook(1, 'x')", "SELECT drawbridge.acknowledge_limit('x')",
          "INSERT INTO drawbridge.publication (rulebook_id, actor) VALUES (1, 'x')",
          "INSERT INTO drawbridge.list_addition (pack, list, term, added_by, until) VALUES ('a', 'b', 'c', 'x', now())",
          "UPDATE drawbridge.rule_limit SET acknowledged_at = now()", "UPDATE drawbridge.counter_hit SET value = 0",
        ]),
      Login(
        role: "drawbridge_reviewer",
        allowed: [
          "SELECT count(*) FROM drawbridge.visible_case", "SELECT reason FROM drawbridge.visible_decision",
          "SELECT drawbridge.acknowledge_limit('x')", "SELECT drawbridge.end_addition(1)",
          "SELECT drawbridge.add_to_list('a', 'b', 'c', '1 hour', NULL)", "SELECT * FROM drawbridge.publication",
        ],
        refused: [
          "SELECT body FROM drawbridge.note", "UPDATE drawbridge.note SET body = ''",
          "INSERT INTO drawbridge.event (kind, actor, acted_through) VALUES ('x', 'y', 'z')",
          "UPDATE drawbridge.review_case SET state = 'decided'", "SELECT * FROM drawbridge.post_key",
          "DELETE FROM drawbridge.decision_draft", "SELECT * FROM drawbridge.retire_events('1 day', 1)",
          "SELECT drawbridge.publish_rulebook(1, 'x')", "SELECT drawbridge.approve_rule('r', 'zh', 'x')",
          "SELECT * FROM drawbridge.counter_hit",
        ]),
      Login(
        role: "drawbridge_auditor",
        allowed: [
          "SELECT count(*) FROM drawbridge.event", "SELECT * FROM drawbridge.seal_events()",
          "SELECT count(*) FROM drawbridge.note",
        ],
        refused: [
          "UPDATE drawbridge.note SET body = ''", "INSERT INTO drawbridge.seal (seal_id) VALUES (1)",
          "SELECT * FROM drawbridge.claim_case(1, NULL, '1 minute')",
        ]),
      Login(
        role: "drawbridge_consumer",
        allowed: [
          "SELECT count(*) FROM drawbridge.outbox", "SELECT count(*) FROM drawbridge.rule_limit",
          "INSERT INTO drawbridge.outbox_cursor (consumer) VALUES ('me')",
        ],
        refused: [
          "INSERT INTO drawbridge.outbox (epoch, kind, lo, hi, pass) VALUES (1, 'verdict', '{}', '{}', '{}')",
          "SELECT * FROM drawbridge.event", "SELECT * FROM drawbridge.review_case", "DELETE FROM drawbridge.outbox",
          "UPDATE drawbridge.outbox_cursor SET owner = 'drawbridge'",
        ]),
    ])
  func roles(_ login: Login) throws {
    let database = try TestDatabase()
    let name = "a_" + login.role
    try database.with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      try db.execute("DROP ROLE IF EXISTS \(name); CREATE ROLE \(name) LOGIN IN ROLE \(login.role)")
    }
    let db = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=\(name)"))
    for statement in login.allowed { try db.query(statement) }
    for statement in login.refused + Self.changesOfTheSchema {
      let error = #expect(throws: PostgresError.self, "\(statement)") { try db.query(statement) }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege, "\(statement): \(error.map(\.description) ?? "")")
    }
  }
}
