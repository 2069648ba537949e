import Postgres
import Rules
import SeededRandom
import Store
import TestSupport
import Testing

@Suite("Counters that workers share")
struct SharedCounterTests {
  private func hit(
    _ key: String, _ second: Double, _ order: Int64, _ value: Int64?, within: Seconds = .seconds(10),
    replyAuthor: String? = nil
  ) -> CounterHit {
    CounterHit(
      counter: 0, fingerprint: 1, key: CounterHit.Key(key), value: value,
      at: Timestamp(microseconds: 1_700_000_000_000_000 + Int64(second * 1e6)), order: order, within: within,
      replyAuthor: replyAuthor)
  }

  @Test("say what memory says, whatever is counted in whatever order")
  func agree() throws {
    try TestDatabase().with { db throws in
      let memory = MemoryCounters()
      var random = SeededRandom()
      for round in 0..<30 {
        let hits = (0..<40).map { number in
          hit(
            "k\(Int.random(in: 0..<6, using: &random))", Double(Int.random(in: 0..<40, using: &random)) / 2,
            Int64(round * 40 + number),
            Int.random(in: 0..<8, using: &random) == 0 ? nil : Int64.random(in: 0..<12, using: &random))
        }
        let expected = memory.count(hits)
        #expect(try SharedCounters.count(hits, on: db) == expected)
        // The same batch once more, as after a lost lease.
        #expect(try SharedCounters.count(hits, on: db) == expected)
      }
    }
  }

  @Test("a window past the most says the most")
  func most() throws {
    try TestDatabase().with { db throws in
      let hits = (0..<6_000).map { hit("k", Double($0) / 1e5, Int64($0), Int64($0)) }
      #expect(try SharedCounters.count(hits, on: db).last == CounterHit.most)
    }
  }

  @Test("what has left its window goes; what is in one stays")
  func tidy() throws {
    try TestDatabase().with { db throws in
      _ = try SharedCounters.count([hit("a", 0, 1, 1), hit("b", 0, 2, 2, within: .days(1))], on: db)
      #expect(try SharedCounters.tidy(on: db) == 0)
      try db.execute("UPDATE counter_hit SET expires_at = expires_at - interval '2 hours'")
      #expect(try SharedCounters.tidy(on: db) == 1)
      #expect(try db.query("SELECT value FROM counter_hit").integer(0, 0) == 2)
    }
  }

  @Test("erasing a member takes the hits of the member's posts and those about answers to the member")
  func erasing() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest(
        [
          post("1", "a", by: "mei"), post("2", "b", by: "joan", answering: reply(to: "1", by: "mei", "a")),
          post("3", "c", by: "joan"),
        ], on: db)
      let ids = try db.query("SELECT post_id FROM post ORDER BY external_id")
      _ = try SharedCounters.count(
        [
          hit("mei", 0, Int64(ids.integer(0, 0)), 1), hit("joan", 0, Int64(ids.integer(1, 0)), 2, replyAuthor: "mei"),
          hit("joan", 0, Int64(ids.integer(2, 0)), 3),
        ], on: db)
      #expect(try erase("mei", on: db)["counted hits"] == 2)
      #expect(try db.query("SELECT value FROM counter_hit").integer(0, 0) == 3)
    }
  }
}
