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
      #expect(try Migrator.migrate(db).map(\.number) == Migration.all.dropFirst(2).map(\.number))
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
      #expect(try Migrator.migrate(db).map(\.number) == Migration.all.dropFirst(5).map(\.number))
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
}
