import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Retention")
struct RetentionTests {
  /// Closes the partition of all posts so far, as if it had been full 40 days ago.
  private func closePartition(on db: borrowing Connection) throws {
    try db.query("UPDATE partition_log SET opened_at = now() - interval '60 days'")
    try db.query("SELECT roll_partitions(interval '1 day')")
    try db.query("UPDATE partition_log SET closed_at = now() - interval '40 days' WHERE number = 0")
  }

  private func count(_ table: String, on db: borrowing Connection) throws -> Int {
    try db.query("SELECT count(*) FROM \(table)").integer(0, 0)
  }

  @Test("clean posts and their keys go; what a case is about stays and is shown, until nobody can appeal any more")
  func classes() throws {
    try TestDatabase().with { db throws in
      try screenAll((0..<10).map { post("clean \($0)", "text") }, .allow, on: db)
      try screenAll([post("held", "加微信")], .hold, on: db)
      try closePartition(on: db)
      try screenAll([post("new", "text")], .allow, on: db)
      let retention = Retention()
      #expect(try retention.due(on: db).contains { $0.kind == .posts && $0.partition == 0 })
      let steps = try retention.apply(on: db)
      #expect(steps.contains(Retention.Step(kind: .posts, partition: 0, gone: 10, kept: 1)))
      #expect(steps.contains(Retention.Step(kind: .keys, gone: 10)))
      #expect(try count("post", on: db) == 2)
      #expect(try count("verdict", on: db) == 2)
      let keys = try db.query("SELECT string_agg(external_id, ',' ORDER BY external_id) FROM post_key").text(0, 0)
      #expect(keys == "held,new")
      let open = try #require(try CaseStore.list(CaseStore.Filter(), on: db).first)
      #expect(try CaseStore.detail(open.id, on: db)?.screening != nil)
      #expect(try retention.apply(on: db).contains { $0.kind == .posts } == false)

      // Decided, and the appeal window is over.
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
      #expect(try retention.apply(on: db).contains { $0.kind == .cases } == false)
      try db.query("UPDATE review_case SET closed_at = now() - interval '181 days'")
      try db.query("UPDATE partition_log SET thinned_at = now() - interval '2 days' WHERE number = 0")
      let later = try retention.apply(on: db)
      #expect(later.contains(Retention.Step(kind: .cases, gone: 1)))
      #expect(later.contains(Retention.Step(kind: .posts, partition: 0, gone: 1, kept: 0)))
      #expect(try count("review_case", on: db) == 0)
      #expect(try count("note WHERE body IS NOT NULL", on: db) == 0)
      #expect(try count("decision", on: db) == 1)
      #expect(try db.query("SELECT string_agg(external_id, ',') FROM post_key").text(0, 0) == "new")
      try sealEverything(on: db)
      #expect(try Audit.verify(on: db).faults.isEmpty)
    }
  }

  @Test("a partition with a waiting ticket is left alone, and the step says so")
  func waiting() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      try closePartition(on: db)
      let step = try Retention().apply(on: db).first { $0.kind == .posts }
      #expect(step?.waits == "posts of it wait in the queue")
      #expect(try count("post", on: db) == 1)
    }
  }

  @Test("outbox rows wait for their consumers, though not longer than cases are kept")
  func outbox() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      let told = try #require(try events(1, on: db).last)
      try closePartition(on: db)
      var retention = Retention()
      let waits = try retention.apply(on: db).first { $0.kind == .outbox }?.waits
      #expect(waits == "the consumer platform has not acknowledged it")
      retention.cases = .days(35)
      retention.clean = .days(33)
      #expect(try retention.apply(on: db).contains { $0.waits != nil })  // the owner keeps cases longer
      try retention.permit(on: db)
      #expect(try retention.apply(on: db).contains(Retention.Step(kind: .outbox, partition: 0)))
      #expect(throws: StoreError.self) { try Outbox.acknowledge(consumer: "platform", told.id, on: db) }
    }
  }

  @Test("a worker's login can do it all")
  func rights() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try decideOne("1", on: db)
      try closePartition(on: db)
      try sealEverything(on: db)
      try db.query("UPDATE review_case SET closed_at = now() - interval '181 days'")
      try db.execute("DROP ROLE IF EXISTS a_keeper; CREATE ROLE a_keeper LOGIN IN ROLE drawbridge_worker")
      try db.query("SELECT pg_sleep(0.02)")
    }
    let worker = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=a_keeper"))
    var retention = Retention()
    retention.events = Seconds(microseconds: 10_000)
    retention.cases = Seconds(microseconds: 10_000)
    retention.clean = Seconds(microseconds: 10_000)
    #expect(try retention.due(on: worker).contains { $0.kind == .events } == false)
    try database.with { try retention.permit(on: $0) }
    #expect(Set(try retention.due(on: worker).map(\.kind)) == [.posts, .outbox, .cases, .events])
    let steps = try retention.apply(on: worker)
    #expect(Set(steps.map(\.kind)) == [.posts, .outbox, .keys, .cases, .events])
    #expect(steps.allSatisfy { $0.waits == nil }, "\(steps)")
  }

  struct Setting: CustomTestStringConvertible, Sendable {
    var settings: [String: String]
    var fault: String?
    var testDescription: String { settings.map { "\($0): \($1)" }.sorted().joined(separator: ", ") }
  }

  @Test(
    "settings are durations, and no class outlasts what it needs",
    arguments: [
      Setting(settings: [:]), Setting(settings: ["retain_clean": "14d", "retain_cases": "26w"]),
      Setting(settings: ["retain_clean": "soon"], fault: "`retain_clean` is a duration"),
      Setting(settings: ["retain_events": "0d"], fault: "`retain_events` is a duration"),
      Setting(settings: ["retain_clean": "200d"], fault: "longer than `retain_cases`"),
      Setting(settings: ["retain_events": "100d"], fault: "longer than `retain_events`"),
    ])
  func settings(_ example: Setting) throws {
    guard let fault = example.fault else {
      let retention = try Retention.settings { example.settings[$0] }
      #expect(retention.clean <= retention.cases)
      return
    }
    let error = #expect(throws: StoreError.self) { try Retention.settings { example.settings[$0] } }
    #expect(error?.description.contains(fault) == true)
  }
}
