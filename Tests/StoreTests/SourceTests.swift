import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Sources")
struct SourceTests {
  @Test("a source with its most posts under lease is passed over until some are finished")
  func inFlight() throws {
    try TestDatabase().with { db throws in
      for call in 0..<3 {
        _ = try PostIngest.ingest((0..<10).map { post("\(call)-\($0)", "a", source: "noisy") }, on: db)
      }
      _ = try PostIngest.ingest([post("1", "b", source: "quiet")], on: db)
      var change = SourceStore.Change()
      change.maxInFlight = 10
      try SourceStore.change("noisy", change, on: db)
      let queue = TicketQueue(batch: 10)
      let first = try queue.take(lane: 1, most: 1, on: db)
      #expect(first.flatMap(\.posts).count == 11 || first.flatMap(\.posts).count == 10)
      let second = try queue.take(lane: 1, on: db)
      #expect(second.allSatisfy { $0.posts.count == 1 })
      try queue.finish(verdicts(first), rulebook: nil, on: db)
      #expect(try queue.take(lane: 1, most: 1, on: db).flatMap(\.posts).count >= 10)
    }
  }

  @Test("a platform is told, once, of posts that have no verdict in time, and what to do with them")
  func noVerdict() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "a"), post("2", "b")], on: db)
      #expect(try db.query("SELECT announce_silence()").integer(0, 0) == 0)
      var change = SourceStore.Change()
      change.onNoVerdict = .publish
      change.noVerdictAfter = 0.001
      try SourceStore.change("demo", change, on: db)
      try db.query("SELECT pg_sleep(0.01)")
      #expect(try db.query("SELECT announce_silence()").integer(0, 0) == 2)
      #expect(try db.query("SELECT announce_silence()").integer(0, 0) == 0)
      let told = try events(2, on: db)
      #expect(told.allSatisfy { $0.line.contains(#""kind":"no_verdict""#) && $0.line.contains(#""action":"publish""#) })
      try screenWaiting(.allow, on: db)
      #expect(try events(2, for: "another", on: db).allSatisfy { $0.line.contains(#""kind":"verdict""#) })
    }
  }

  @Test("changes of an unknown source are refused, and 0 takes a limit away")
  func changes() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "a")], on: db)
      var change = SourceStore.Change()
      change.weight = 5
      change.maxInFlight = 3
      change.noVerdictAfter = 120
      #expect(throws: StoreError.self) { try SourceStore.change("nobody", change, on: db) }
      try SourceStore.change("demo", change, on: db)
      var found = try #require(try SourceStore.list(on: db).first)
      #expect((found.weight, found.maxInFlight, found.noVerdictAfter) == (5, 3, 120))
      change = SourceStore.Change()
      change.maxInFlight = 0
      change.noVerdictAfter = 0
      try SourceStore.change("demo", change, on: db)
      found = try #require(try SourceStore.list(on: db).first)
      #expect(found.weight == 5 && found.maxInFlight == nil && found.noVerdictAfter == nil)
    }
  }
}
