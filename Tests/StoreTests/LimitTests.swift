import Postgres
import Rules
@testable import Store
import TestSupport
import Testing

/// A login of its own for one test, a member of `role`.
func login(
  _ name: String, _ role: String, in database: TestDatabase
) throws -> Connection {
  try database.with { db throws in
    try db.execute("DROP ROLE IF EXISTS \(name); CREATE ROLE \(name) LOGIN IN ROLE \(role)")
  }
  return try Connection(database.conninfo.replacing("user=drawbridge", with: "user=\(name)"))
}

@Suite("Limits in the database")
struct LimitTests {
  struct Attempt: CustomTestStringConvertible, Sendable {
    var statement: String
    var sqlState: String
    var testDescription: String { statement }
  }

  @Test(
    "a worker's login cannot forget more than the owner's settings allow",
    arguments: [
      Attempt(statement: "SELECT * FROM retire_events('-100 years', 1000000)", sqlState: "22023"),
      Attempt(statement: "SELECT * FROM retire_events('729 days', 1)", sqlState: "22023"),
      Attempt(statement: "SELECT * FROM retire_events(NULL, 1)", sqlState: "22023"),
      Attempt(statement: "SELECT retire_cases('-100 years', 1000)", sqlState: "22023"),
      Attempt(statement: "SELECT retire_cases('179 days', 1000)", sqlState: "22023"),
      Attempt(statement: "SELECT roll_partitions('-1 year')", sqlState: "22023"),
      Attempt(statement: "SELECT roll_partitions('23 hours')", sqlState: "22023"),
      Attempt(statement: "SELECT * FROM thin_posts(0, '-100 years')", sqlState: "22023"),
      Attempt(statement: "SELECT * FROM thin_posts(0, '180 days')", sqlState: "22023"),
      Attempt(statement: "SELECT drop_outbox(0)", sqlState: "22023"),
      Attempt(statement: "UPDATE setting SET retain_events = '0'", sqlState: "42501"),
      Attempt(
        statement: "INSERT INTO event (kind, actor, acted_through) VALUES ('decided', 'rev2', 'login')",
        sqlState: "42501"),
      Attempt(
        statement:
          "INSERT INTO event (kind, actor, acted_through, detail) VALUES ('retired', 'w', '', '{\"through_seal\": 9}')",
        sqlState: "42501"),
    ])
  func worker(_ attempt: Attempt) throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try decideOne("1", on: db)
      try sealEverything(on: db)
    }
    let worker = try login("limited_worker", "drawbridge_worker", in: database)
    let error = #expect(throws: PostgresError.self) { try worker.query(attempt.statement) }
    #expect(error?.sqlState == attempt.sqlState, "\(error.map(\.description) ?? "")")
    try database.with { db throws in
      #expect(try db.query("SELECT count(*) FROM event").integer(0, 0) == 2)
      #expect(try Audit.verify(on: db).faults.isEmpty)
    }
  }

  @Test("who wrote an event is the login, whatever it says")
  func stamp() throws {
    let database = try TestDatabase()
    let worker = try login("stamped_worker", "drawbridge_worker", in: database)
    try worker.query("INSERT INTO event (kind, actor, acted_through) VALUES ('rescreened', 'rev2', 'as, by rev2')")
    try database.with { db throws in
      try CaseStore.act(as: "mei", on: db)
      try db.query("INSERT INTO event (kind, actor, acted_through) VALUES ('rescreened', 'rev2', 'login')")
      let events = try db.query("SELECT actor || ', ' || acted_through FROM event ORDER BY event_id")
      #expect(try (0..<2).map { try events.text($0, 0) } == ["stamped_worker, login", "mei, as, by drawbridge"])
    }
  }

  @Test("only the superuser of a private cluster acts as somebody")
  func actingAs() throws {
    let database = try TestDatabase()
    let reviewer = try login("acting_reviewer", "drawbridge_reviewer", in: database)
    try CaseStore.act(as: "somebody", on: reviewer)
    #expect(try reviewer.query("SELECT drawbridge.actor()").text(0, 0) == "acting_reviewer")
  }

  // MARK: Claims and delays

  @Test(
    "a claim holds for an hour at most, and a decision waits for an hour at most",
    arguments: ["-1 second", "61 minutes", "290000 years", "-290000 years"])
  func spans(_ span: String) throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信"), post("2", "加微信")], .hold, on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      for statement in [
        "SELECT * FROM claim_case(NULL, NULL, '\(span)')",
        "SELECT stage_decision(\(claim.id), '\(claim.token)', 'remove', 'r', '\(span)')",
      ] {
        let error = #expect(throws: PostgresError.self) { try db.query(statement) }
        #expect(error?.sqlState.hasPrefix("22") == true, "\(statement): \(error.map(\.description) ?? "")")
      }
      #expect(try db.query("SELECT count(*) FROM decision_draft").integer(0, 0) == 0)
      for seconds in [Double.nan, .infinity, -.infinity] {
        #expect(throws: PostgresError.self) { try CaseStore.claim(nil, seconds: seconds, on: db) }
      }
      #expect(throws: PostgresError.self) { try db.query("SELECT * FROM claim_case(NULL, NULL, NULL)") }
    }
  }

  @Test("twenty cases a person, and one more when one of them is decided")
  func claims() throws {
    try TestDatabase().with { db throws in
      try screenAll((1...22).map { post("\($0)", "加微信") }, .hold, on: db)
      let claims = try (0..<20).map { _ in try #require(try CaseStore.claim(nil, on: db)) }
      #expect(throws: StoreError.self) { try CaseStore.claim(nil, on: db) }
      #expect(try CaseStore.claim(claims[3].id, on: db)?.id == claims[3].id)  // one's own, once more
      _ = try CaseStore.decide(claims[0].id, .allow, token: claims[0].token, reason: "r", on: db)
      #expect(try CaseStore.claim(nil, on: db) != nil)
      #expect(throws: StoreError.self) { try CaseStore.claim(nil, on: db) }
      try CaseStore.act(as: "joan", on: db)
      #expect(try CaseStore.claim(nil, on: db) != nil)
    }
  }

  @Test("a reviewer who is disabled stops at once: no session, no claim, no staged decision, no role")
  func disable() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try screenAll([post("1", "加微信"), post("2", "加微信")], .hold, on: db)
      try ReviewerStore.add("leaving.reviewer", on: db)
      try ReviewerStore.grant(.everySource, to: "leaving.reviewer", on: db)
    }
    let reviewer = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=leaving.reviewer"))
    let staged = try #require(try CaseStore.claim(nil, on: reviewer))
    _ = try CaseStore.stage(staged.id, .remove, token: staged.token, reason: "r", after: 3600, on: reviewer)
    let claimed = try #require(try CaseStore.claim(nil, on: reviewer))
    try database.with { db throws in
      #expect(try ReviewerStore.disable("leaving.reviewer", on: db) == .init(drafts: 1, claims: 2))
      let error = #expect(throws: (any Error).self) {
        try CaseStore.decide(claimed.id, .remove, token: claimed.token, reason: "after being disabled", on: reviewer)
      }
      #expect((error as? PostgresError)?.disposition == .retryConnection, "\(error.map { "\($0)" } ?? "")")
      #expect(try db.query("SELECT count(*) FROM decision_draft").integer(0, 0) == 0)
      #expect(
        try db.query("SELECT pg_has_role('leaving.reviewer', 'drawbridge_reviewer', 'MEMBER')").bool(0, 0) == false)
      #expect(try CaseStore.claim(staged.id, on: db) != nil)
      #expect(try CaseStore.claim(claimed.id, on: db) != nil)
      #expect(try ReviewerStore.list(on: db).contains { $0.name == "leaving.reviewer" && !$0.isEnabled })
      try ReviewerStore.add("leaving.reviewer", on: db)
      #expect(try ReviewerStore.list(on: db).contains { $0.name == "leaving.reviewer" && $0.isEnabled })
    }
  }

  // MARK: Ingest

  @Test("a login hands in posts of its own sources, and makes no others")
  func sources() throws {
    let database = try TestDatabase()
    let ingester = try login("source_ingester", "drawbridge_ingest", in: database)
    try database.with { db throws in
      _ = try PostIngest.ingest([post("1", "text", source: "theirs")], on: db)
      try db.query("INSERT INTO source (name) VALUES ('ours')")
      try db.query(
        "INSERT INTO login_source (login, source_id) SELECT 'source_ingester', source_id FROM source WHERE name = 'ours'"
      )
    }
    #expect(try PostIngest.ingest([post("1", "text", source: "ours")], on: ingester) == [.taken])
    for source in ["theirs", "new"] {
      for operation in [Post.Operation.create, .edit, .delete, .restore] {
        let error = #expect(throws: PostgresError.self) {
          try PostIngest.ingest(
            [post("2", "a", source: "ours"), post("1", "b", operation, source: source)], on: ingester)
        }
        #expect(error?.sqlState == "DBR21")
      }
    }
    try database.with { db throws in
      #expect(try db.query("SELECT count(*) FROM source").integer(0, 0) == 2)
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 2)
    }
  }

  @Test("no ticket gets into a lane that no worker looks into", arguments: [-5, 3, 7])
  func lanes(_ lane: Int) throws {
    try TestDatabase().with { db throws in
      let error = #expect(throws: PostgresError.self) {
        try db.query(
          """
          SELECT ingest(ARRAY[$1]::smallint[], '{a}', '{1}', '{create}', '{1}', '{x}', '{"{}"}', '{null}', '{text}', '{0}')
          """, [.integer(lane)])
      }
      #expect(error?.sqlState == "23514")
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 0)
    }
  }

  @Test("an edit without a revision after the greatest one is taken, and its neighbours with it")
  func greatestRevision() throws {
    try TestDatabase().with { db throws in
      let first = post("1", "one", revision: Int.max)
      #expect(try PostIngest.ingest([first], on: db) == [.taken])
      let edit = post("1", "two", .edit)
      #expect(try PostIngest.ingest([edit, post("2", "text")], on: db) == [.edited, .taken])
      #expect(try PostIngest.ingest([edit], on: db) == [.known])
    }
  }

  @Test("a case that somebody holds in an open transaction refuses the call that edits its post, in two seconds")
  func heldCase() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try screenAll([post("1", "加微信", revision: 1)], .hold, on: db)
      let holder = try database.connect()
      try holder.execute("BEGIN")
      _ = try #require(try CaseStore.claim(nil, on: holder))
      let error = #expect(throws: PostgresError.self) {
        try PostIngest.ingest([post("1", "other", .edit, revision: 2), post("2", "text")], on: db)
      }
      #expect(error?.sqlState == PostgresError.lockTimeout)
      #expect(try PostIngest.ingest([post("2", "text")], on: db) == [.taken])
      try holder.execute("COMMIT")
      #expect(try PostIngest.ingest([post("1", "other", .edit, revision: 2)], on: db) == [.edited])
    }
  }

  // MARK: Consumers

  @Test("a consumer moves its own cursor alone; one without an owner is nobody's until it is assigned")
  func cursors() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      _ = try events(1, on: db)  // the cursor `platform`, the superuser's
      try db.query("INSERT INTO outbox_cursor (consumer, owner) VALUES ('before', NULL)")
    }
    let consumer = try login("one_consumer", "drawbridge_consumer", in: database)
    #expect(try consumer.query("UPDATE outbox_cursor SET epoch = 99").affected == 0)
    for name in ["platform", "before"] {
      #expect(throws: StoreError.self) { try Outbox.read(consumer: name, on: consumer) }
      #expect(throws: (any Error).self) {
        try consumer.query(
          """
          INSERT INTO outbox_cursor (consumer, epoch) VALUES ($1, 99)
          ON CONFLICT (consumer) DO UPDATE SET epoch = excluded.epoch
          """, [.text(name)])
      }
    }
    try database.with { try Outbox.assign("before", to: "one_consumer", on: $0) }
    for name in ["before", "mine"] { _ = try Outbox.read(consumer: name, on: consumer) }
    try database.with { db throws in
      let owners = try db.query(
        "SELECT consumer || ' ' || coalesce(owner, '') || ' ' || epoch FROM outbox_cursor ORDER BY 1")
      #expect(
        try (0..<owners.count).map { try owners.text($0, 0) }
          == ["before one_consumer 0", "mine one_consumer 0", "platform drawbridge 0"])
      #expect(throws: StoreError.self) { try Outbox.assign("nobody", to: "one_consumer", on: db) }
    }
  }

  @Test("posts stay as long as a consumer has not read what became of them")
  func unread() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      let told = try #require(try events(1, on: db).last)
      try db.query("UPDATE partition_log SET opened_at = now() - interval '60 days'")
      try db.query("SELECT roll_partitions('1 day')")
      try db.query("UPDATE partition_log SET closed_at = now() - interval '40 days' WHERE number = 0")
      let step = try Retention().apply(on: db).first { $0.kind == .posts }
      #expect(step?.waits == "the consumer platform has not acknowledged what it says of them")
      try Outbox.acknowledge(consumer: "platform", told.id, on: db)
      #expect(try Retention().apply(on: db).contains(Retention.Step(kind: .posts, partition: 0, gone: 1, kept: 0)))
    }
  }

  // MARK: Locks

  @Test("a login that may only connect holds up neither seals nor partitions nor a migration")
  func stranger() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try decideOne("1", on: db)
      try db.execute("DROP ROLE IF EXISTS a_stranger; CREATE ROLE a_stranger LOGIN")
    }
    let stranger = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=a_stranger"))
    for name in ["seal", "retire", "partitions", "ensure_partitions", "migrate"] {
      try stranger.query("SELECT pg_advisory_lock(hashtext('drawbridge.\(name)'))")
    }
    for table in ["lock_seal", "lock_retention", "lock_partitions", "schema_version"] {
      let error = #expect(throws: PostgresError.self) {
        try stranger.transaction { try stranger.execute("LOCK TABLE drawbridge.\(table)") }
      }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege)
    }
    try database.with { db throws in
      try sealEverything(on: db)
      #expect(try Audit.unsealedFor(on: db) == nil)
      #expect(try Audit.verify(on: db).faults.isEmpty)
      try db.query("SELECT roll_partitions('1 day')")
      #expect(try Retention().apply(on: db).isEmpty)
      try Migrator.migrate(db)
    }
  }

  @Test("who waits for a lock is told who holds it")
  func holder() throws {
    let database = try TestDatabase()
    let holder = try database.connect()
    try holder.execute("BEGIN")
    try holder.query("SELECT take_lock('partitions', 'EXCLUSIVE')")
    let pid = try holder.query("SELECT pg_backend_pid()").integer(0, 0)
    try database.with { db throws in
      let error = #expect(throws: PostgresError.self) { try db.query("SELECT ensure_partitions()") }
      #expect(error?.sqlState == PostgresError.lockTimeout)
      #expect(error?.message.contains("session \(pid)") == true, "\(error.map(\.description) ?? "")")
    }
  }

  @Test("what nobody seals is a fault while a worker runs")
  func unsealed() throws {
    var state = QueueState()
    state.unsealed = QueueState.sealPatience + 1
    #expect(state.faults.isEmpty)
    try TestDatabase().with { db throws in
      try WorkerStatus.report(
        WorkerStatus.Report(
          worker: 7, host: "here", pid: 1, engine: "test", rulebook: nil, inHand: 0, written: 2, hasFinished: true,
          problem: nil), on: db)
      state.workers = try WorkerStatus.list(on: db)
      #expect(state.faults.map(\.code) == ["unsealed"])
      try decideOne("1", on: db)
      #expect(try QueueState.read(on: db).unsealed != nil)
      try sealEverything(on: db)
      #expect(try QueueState.read(on: db).unsealed == nil)
    }
  }
}
