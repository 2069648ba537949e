import Postgres
import Rules
import TestSupport
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
  /// The database as a program that knew `count` steps left it.
  private func goBack(to count: Int, on db: borrowing Connection) throws {
    try db.execute("DROP SCHEMA drawbridge CASCADE")
    try Migrator.migrate(db, upTo: count)
    try db.execute(
      """
      CREATE FUNCTION drawbridge.tell_platform(kind text, lo bigint[], hi bigint[], pass smallint[]) RETURNS bigint
      LANGUAGE sql SET search_path = drawbridge AS $$
        INSERT INTO outbox (epoch, kind, lo, hi, pass) VALUES (current_epoch(), $1, $2, $3, $4) RETURNING seq
      $$
      """)
  }

  /// Migrates to the newest schema; answers the steps. What stood in for today's functions goes first.
  private func migrate(_ db: borrowing Connection) throws -> [Int] {
    try db.execute("DROP FUNCTION drawbridge.tell_platform")
    return try Migrator.migrate(db).map(\.number)
  }

  @Test("decisions of before keep their reasons, and the chain covers them")
  func reasonsMove() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 2, on: db)
      try db.execute("UPDATE setting SET is_private = true")
      for number in 1...3 {
        try screenAll([post("\(number)", "加微信")], .allow, on: db)
        try db.query(
          """
          INSERT INTO review_case (source_id, external_id, post_id, first_post_id, verdict, queue, priority, lang)
          SELECT source_id, external_id, post_id, post_id, 2, 'default', 1, 'zh' FROM post WHERE external_id = $1
          """, [.text("\(number)")])
        let claim = try #require(try CaseStore.claim(nil, on: db))
        _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "reason \(number)", on: db)
      }
      #expect(try migrate(db) == Migration.all.dropFirst(2).map(\.number))
      for number in 1...3 {
        #expect(try CaseStore.detail(Int64(number), on: db)?.decision?.reason == "reason \(number)")
      }
      try decideOne("4", reason: "reason 4", on: db)
      try sealEverything(on: db)
      let report = try Audit.verify(on: db)
      #expect(report.faults.isEmpty, "\(report.faults)")
      #expect(report.events == 8)
      #expect(report.decisions == 4)
      #expect(throws: PostgresError.self) { try db.query("DELETE FROM event") }
    }
  }

  @Test("an outbox with rows learns to tell of rules past their limits, in partitions to come too")
  func outboxKinds() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 5, on: db)
      try screenAll([post("1", "text")], .allow, on: db)
      #expect(try migrate(db) == Migration.all.dropFirst(5).map(\.number))
      let insert = """
        INSERT INTO outbox (seq, epoch, kind, lo, hi, pass) VALUES ($1::bigint, current_epoch(), $2, '{}', '{}', '{}')
        """
      try db.query("SELECT make_partition('outbox', 7)")
      for sequence in [1000, 7 << 32] {
        try db.query(insert, [.integer(sequence), .text("rule_limited")])
        #expect(throws: PostgresError.self) { try db.query(insert, [.integer(sequence + 1), .text("other")]) }
      }
    }
  }

  @Test("a database keeps its epoch's number and goes on with its numbers of events until its identity changes")
  func epochStays() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute("UPDATE setting SET epoch = 3")
      try screenAll([post("1", "text")], .allow, on: db)
      let last = try db.query("SELECT max(seq) FROM outbox").integer(0, 0)
      #expect(try migrate(db) == Migration.all.dropFirst(8).map(\.number))
      try screenAll([post("2", "text")], .allow, on: db)
      let newest = try db.query("SELECT epoch, seq FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(try newest.integer(0, 0) == 3 && newest.integer(0, 1) == last + 1)
      try db.execute("UPDATE setting SET timeline = '000000FF'")
      try screenAll([post("3", "text")], .allow, on: db)
      let moved = try db.query("SELECT epoch, seq >> 40 FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(try moved.integer(0, 0) > 3 && moved.integer(0, 0) == moved.integer(0, 1))
    }
  }

  @Test("a database that was restored into another cluster before the step begins a new epoch with it")
  func epochOfAnotherCluster() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute("UPDATE setting SET system_identifier = 1, server_started = NULL")
      _ = try migrate(db)
      #expect(try db.query("SELECT epoch FROM setting").integer(0, 0) > 400_000)
    }
  }
}
