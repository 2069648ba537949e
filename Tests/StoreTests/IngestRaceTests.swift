import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Ingesters that race on the same ids")
struct IngestRaceTests {
  @Test("each post is taken once, whoever hands it in, in whatever order")
  func race() async throws {
    let database = try TestDatabase()
    let posts = (0..<400).map { post("\($0)", "text \($0)") }
    let outcomes = await withTaskGroup(of: [PostIngest.Outcome].self) { group in
      for seed in 0..<4 {
        group.addTask {
          var all: [PostIngest.Outcome] = []
          var order = posts
          if seed % 2 == 1 { order.reverse() }
          for start in stride(from: 0, to: order.count, by: 50) {
            let call = Array(order[start..<start + 50])
            // Calls that wait for each other's keys in one order cannot deadlock.
            let outcomes = try? database.with { try PostIngest.ingest(call, on: $0) }
            all += outcomes ?? []
          }
          return all
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(outcomes.count == 1_600)
    #expect(outcomes.count { $0 == .taken } == 400)
    #expect(outcomes.count { $0 == .known } == 1_200)
    try database.with { db throws in
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 400)
      #expect(try db.query("SELECT sum(n) FROM ticket").integer(0, 0) == 400)
      // The short way's undone inserts leave nothing behind.
      let stray = try db.query(
        "SELECT count(*) FROM post_key k WHERE NOT EXISTS (SELECT FROM post p WHERE p.post_id = k.post_id)")
      #expect(try stray.integer(0, 0) == 0)
    }
  }

  @Test("a call of new and known posts takes the new ones, in one block")
  func mixed() throws {
    try TestDatabase().with { db throws in
      #expect(try PostIngest.ingest([post("2", "b")], on: db) == [.taken])
      let outcomes = try PostIngest.ingest([post("3", "c"), post("2", "b"), post("1", "a")], on: db)
      #expect(outcomes == [.taken, .known, .taken])
      #expect(try TicketQueue.depth(on: db).posts == 3)
    }
  }
}
