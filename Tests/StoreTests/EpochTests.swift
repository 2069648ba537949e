import Foundation
import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("A dump that is restored into a younger cluster")
struct EpochTests {
  @Test("goes on in a new epoch: nothing is lost to the outbox, nothing comes twice")
  func restored() throws {
    let old = try TestDatabase()
    let db = try old.connect()
    // As in a cluster that has lived for a while: its transaction ids are ahead of the younger one's.
    for _ in 0..<2_000 { try db.query("SELECT pg_current_xact_id()") }
    try screenAll((0..<3).map { post("\($0)", "text") }, .allow, on: db)
    try screenAll((3..<6).map { post("\($0)", "text") }, .hold, on: db)
    let first = try events(6, on: db)
    try Outbox.acknowledge(consumer: "platform", first[1].id, on: db)
    _ = try PostIngest.ingest([post("6", "waits in the queue")], on: db)

    let young = try ThrowawayCluster()
    defer { young.destroy() }
    try Dump.copy(from: old.conninfo, to: young)
    let restored = try Connection(young.conninfo)
    let ahead = try restored.query(
      "SELECT (SELECT max(xid) FROM drawbridge.outbox) > pg_snapshot_xmax(pg_current_snapshot())")
    #expect(try ahead.bool(0, 0))
    // The consumer goes on behind what it acknowledged, although those ids lie in this cluster's future.
    let rest = try events(4, on: restored)
    #expect(rest.map(\.id) == first.dropFirst(2).map(\.id))
    // What is written now comes behind.
    try screenWaiting(.allow, on: restored)
    let all = try events(5, on: restored)
    #expect(all.prefix(4).map(\.id) == rest.map(\.id))
    #expect(all.last?.line.contains(#""id":"6""#) == true)
    #expect(try restored.query("SELECT epoch FROM setting").integer(0, 0) == 2)
    #expect(try restored.query("SELECT count(*) FROM event WHERE kind = 'epoch'").integer(0, 0) == 1)
    try Outbox.acknowledge(consumer: "platform", try #require(all.last).id, on: restored)
    #expect(try Outbox.read(consumer: "platform", on: restored).isEmpty)
  }
}
