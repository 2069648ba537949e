import Logging
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Worker

@Suite("Whose turn it is")
struct TurnTests {
  private func turns(_ depths: [(source: Int, weight: Int, posts: Int)], count: Int) async -> [Int?] {
    let turns = SourceTurns()
    await turns.refresh {
      depths.map { TicketQueue.SourceDepth(lane: 1, source: $0.source, weight: $0.weight, posts: $0.posts) }
    }
    return (0..<count).map { _ in turns.next(in: 1) }
  }

  @Test("where little waits, posts go by their arrival")
  func shallow() async {
    #expect(await turns([(1, 1, 4_000), (2, 1, 5_000)], count: 3) == [nil, nil, nil])
    #expect(await turns([(1, 1, 50_000)], count: 3) == [nil, nil, nil])
  }

  @Test("where much waits, sources take turns by their weights, spread evenly")
  func weighted() async {
    let order = await turns([(1, 1, 1_000_000), (2, 3, 100)], count: 8).compactMap { $0 }
    #expect(order.count { $0 == 1 } == 2)
    #expect(order.count { $0 == 2 } == 6)
    #expect(order.prefix(4).contains(1) && order.suffix(4).contains(1))
  }

  @Test("a source with nothing to take is passed over until the next look")
  func passedOver() async {
    let turns = SourceTurns()
    await turns.refresh {
      (1...3).map { TicketQueue.SourceDepth(lane: 1, source: $0, weight: 1, posts: 10_000) }
    }
    turns.pass(over: 2, in: 1)
    #expect(Set((0..<6).map { _ in turns.next(in: 1) }) == [1, 3])
  }

  @Test("the urgent lane first; every 8th take begins with the backfill; an empty lane is asked last for a while")
  func lanes() {
    var lanes = LaneOrder(batch: 500)
    var firsts: [Int] = []
    for _ in 0..<16 { firsts.append(lanes.next()[0]) }
    #expect(firsts == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2])
    lanes.saw(lowest: nil, tickets: 0, posts: 0, of: 0, nil)
    #expect(lanes.next() == [1, 2, 0])
  }

  @Test("a take looks at as many tickets as make a batch, and begins where the last one began while it came full")
  func sizes() {
    var lanes = LaneOrder(batch: 500)
    lanes.saw(lowest: 7, tickets: 500, posts: 500, of: 1, nil)
    #expect(lanes.most(1) == 500)
    #expect(lanes.hint(1, nil) == 7)
    lanes.saw(lowest: 9, tickets: 2, posts: 1_000, of: 1, nil)
    #expect(lanes.most(1) == 1)
    lanes.saw(lowest: 11, tickets: 1, posts: 20, of: 1, nil)
    #expect(lanes.hint(1, nil) == 0)
    #expect(lanes.most(1) == 25)
  }

  @Test("a flood of one source does not starve another that came later")
  func flood() async throws {
    let database = try TestDatabase()
    let db = try database.connect()
    try db.execute(
      """
      INSERT INTO source (name) VALUES ('flood'), ('quiet');
      INSERT INTO post (post_id, source_id, external_id, document)
      SELECT (g / 500 << 10) + g % 500, 1, g::text, ('{"id":"' || g || '","text":"x"}')::json
      FROM generate_series(500, 30499) AS g;
      INSERT INTO ticket (lane, source_id, lo, hi, n)
      SELECT 1, 1, b << 10, (b << 10) + 499, 500 FROM generate_series(1::bigint, 60) AS b;
      INSERT INTO post (post_id, source_id, external_id, document)
      SELECT (900 << 10) + g, 2, g::text, ('{"id":"' || g || '","text":"x"}')::json FROM generate_series(0, 499) AS g;
      INSERT INTO ticket (lane, source_id, lo, hi, n) VALUES (1, 2, 900 << 10, (900 << 10) + 499, 500);
      """)
    let stop = StopFlag()
    let seen = Atomic(0)
    // By arrival alone the quiet source would be the 61st batch.
    let engine = AllowAll(whenCalled: { if seen.add(1, ordering: .relaxed).newValue == 3_000 { stop.set() } })
    let worker = Worker(
      conninfo: database.conninfo, screener: engine, rulebook: nil, threads: 1,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run(until: .whenStopped, stop: stop)
    let quiet = try db.query("SELECT count(*) FROM verdict JOIN post USING (post_id) WHERE source_id = 2")
    #expect(try quiet.integer(0, 0) == 500)
    #expect(worker.counts.written < 20_000)
  }
}
