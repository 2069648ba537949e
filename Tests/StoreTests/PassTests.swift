import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("What is screened again")
struct PassTests {
  @Test("a redrive of a post that has a verdict writes the next pass, and the platform hears the newest only")
  func redrive() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text"), post("2", "text")], .allow, on: db)
      #expect(try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: db).redriven == 1)
      #expect(try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: db).redriven == 0)
      try screenWaiting(.hold, on: db)
      let verdicts = try db.query(
        "SELECT p.external_id, v.pass, v.verdict FROM verdict v JOIN post p USING (post_id) ORDER BY 1, 2")
      #expect(try (0..<verdicts.count).map { try verdicts.integer($0, 1) } == [0, 1, 0])
      let told = try events(2, on: db)
      #expect(told.count == 2)
      #expect(told.contains { $0.line.contains(#""id":"1","pass":1,"verdict":"hold""#) })
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.externalID) == ["1"])
      #expect(throws: StoreError.self) {
        try Redrive(.posts(["3"], source: "demo"), lane: .live).run(on: db)
      }
    }
  }

  @Test("everything since a time is screened again in whole blocks, each post once")
  func rescreen() throws {
    try TestDatabase().with { db throws in
      try screenAll((0..<20).map { post("\($0)", "text") }, .allow, on: db)
      _ = try Redrive(.posts(["3"], source: "demo"), lane: .live).run(on: db)
      try screenWaiting(.allow, on: db)
      #expect(try Redrive(.since(3600, source: "demo"), lane: .backfill).run(on: db).redriven == 20)
      #expect(try TicketQueue.depth(on: db).tickets == 1)
      try screenWaiting(.label, on: db)
      let newest = try db.query(
        "SELECT count(*), count(DISTINCT post_id), min(pass) FROM verdict WHERE verdict = 1")
      #expect(try newest.integer(0, 0) == 20)
      #expect(try newest.integer(0, 1) == 20)
      #expect(try newest.integer(0, 2) == 2)
      #expect(throws: StoreError.self) {
        try Redrive(.since(3600, source: "nobody"), lane: .backfill).run(on: db)
      }
    }
  }

  @Test("a dead letter that is put back and found harmless closes the case that it opened")
  func deadLetter() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      let queue = TicketQueue(lease: 0, retry: 0)
      var culprit = try #require(try queue.take(lane: 1, on: db).first)
      while queue.remedy(for: culprit) == .screen { culprit = try #require(try queue.take(lane: 1, on: db).first) }
      try queue.bury(culprit, reason: "it kills its workers", on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).count == 1)
      #expect(try Redrive(.deadLetters, lane: .live).run(on: db).redriven == 1)
      #expect(try Redrive(.deadLetters, lane: .live).run(on: db).redriven == 0)
      try screenWaiting(.allow, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
      #expect(try CaseStore.list(CaseStore.Filter(state: "rescreened"), on: db).count == 1)
      #expect(try DeadLetterStore.list(isWhole: false, limit: 10, on: db).isEmpty)
      #expect(try DeadLetterStore.list(isWhole: true, limit: 10, on: db).count == 1)
    }
  }

  @Test("more reports bring a post back, urgently and with their number; the same again does not")
  func reports() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      #expect(try PostIngest.ingest([post("1", "text", reports: 3)], on: db) == [.reported])
      #expect(try PostIngest.ingest([post("1", "text", reports: 3)], on: db) == [.known])
      #expect(try PostIngest.ingest([post("1", "text", reports: 5)], on: db) == [.reported])
      let tickets = try TicketQueue().take(lane: 0, on: db)
      #expect(tickets.map(\.pass) == [1])
      #expect(try StoredPost.read(try #require(tickets.first?.posts.first)).reports == 5)
    }
  }

  @Test("a lower pass that ends late neither tells the platform nor changes the case")
  func lateLowerPass() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      let early = TicketQueue()
      let waiting = try early.take(lane: 1, on: db)
      _ = try PostIngest.ingest([post("1", "text", reports: 1)], on: db)
      let urgent = TicketQueue()
      try urgent.finish(verdicts(try urgent.take(lane: 0, on: db), .hold, queue: "spam"), rulebook: nil, on: db)
      try early.finish(verdicts(waiting, .queue, queue: "default"), rulebook: nil, on: db)
      let cases = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(cases.map(\.queue) == ["spam"])
      let told = try events(1, on: db)
      #expect(told.map { $0.line.contains(#""pass":1"#) } == [true])
    }
  }
}
