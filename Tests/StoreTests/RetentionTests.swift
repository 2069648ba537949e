import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Retention")
struct RetentionTests {
  /// Twenty posts in a partition that was closed 40 days ago, with an open case about the last one.
  private func old(_ db: borrowing Connection) throws {
    try screenAll((0..<19).map { post("\($0)", "clean \($0)") }, .allow, on: db)
    try screenAll([post("19", "加微信")], .hold, on: db)
    try db.query("UPDATE partition_log SET opened_at = now() - interval '41 days'")
    try db.query("SELECT roll_partitions('1 day')")
    try db.query("UPDATE partition_log SET closed_at = now() - interval '40 days' WHERE closed_at IS NOT NULL")
    try screenAll([post("young", "clean")], .allow, on: db)
  }

  @Test("clean posts go with their keys; what a case is about stays until nobody can appeal")
  func classes() throws {
    try TestDatabase().with { db throws in
      try old(db)
      let retention = Retention()
      #expect(try retention.due(on: db).map(\.kind) == [.outbox, .posts])
      let steps = try retention.apply(on: db)
      #expect(steps.contains { $0.kind == .posts && $0.gone == 19 && $0.kept == 1 }, "\(steps)")
      #expect(steps.contains { $0.kind == .keys && $0.gone == 19 })
      let posts = try db.query("SELECT external_id FROM post ORDER BY 1")
      #expect(try (0..<posts.count).map { try posts.text($0, 0) } == ["19", "young"])
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 2)
      #expect(try db.query("SELECT count(*) FROM post_key").integer(0, 0) == 2)
      let open = try #require(try CaseStore.list(CaseStore.Filter(), on: db).first)
      #expect(try CaseStore.detail(open.id, on: db)?.screening != nil)
      #expect(try retention.apply(on: db).isEmpty)  // once a day is enough

      // Decided, and half a year later nobody can appeal any more.
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
      try db.query("UPDATE review_case SET closed_at = now() - interval '181 days'")
      try db.query("UPDATE partition_log SET thinned_at = now() - interval '2 days'")
      _ = try retention.apply(on: db)
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 1)
      #expect(try db.query("SELECT count(*) FROM review_case").integer(0, 0) == 0)
      #expect(try db.query("SELECT count(*) FROM note WHERE body IS NOT NULL").integer(0, 0) == 0)
      #expect(try db.query("SELECT count(*) FROM decision").integer(0, 0) == 1)
      #expect(try db.query("SELECT to_regclass('drawbridge.post_p0') IS NULL").bool(0, 0))
    }
  }

  @Test("a partition that a ticket still names is left alone, and so is one that a consumer has not read")
  func inUse() throws {
    try TestDatabase().with { db throws in
      try old(db)
      _ = try events(1, on: db)
      _ = try DeadLetterStore.redrive(.posts(["3"], source: "demo"), lane: .live, on: db)
      let steps = try Retention().apply(on: db)
      #expect(steps.contains { $0.kind == .posts && $0.waits != nil })
      #expect(steps.contains { $0.kind == .outbox && $0.waits?.contains("platform") == true })
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 21)
    }
  }

  @Test("settings are durations in an order that makes sense")
  func settings() throws {
    let given = ["retain_clean": "10d", "retain_cases": "20d", "retain_events": "30d"]
    #expect(try Retention.settings { given[$0] }.clean == 864_000)
    #expect(try Retention.settings { _ in nil } == Retention())
    for bad in [["retain_clean": "soon"], ["retain_clean": "200d"], ["retain_events": "1d"], ["retain_cases": "-3d"]] {
      #expect(throws: StoreError.self) { try Retention.settings { bad[$0] } }
    }
  }
}
