import Foundation
import Postgres
import Rules
import TestSupport
import Testing

@testable import Store

/// Which rows of the outbox have a number that belongs to another epoch than theirs; of an existing database's first epoch
/// none are looked at.
private func strayNumbers(_ db: borrowing Connection) throws -> Int {
  try db.query("SELECT count(*) FROM outbox WHERE epoch > 1 AND seq >> 40 <> epoch").integer(0, 0)
}

private func epoch(_ db: borrowing Connection) throws -> Int { try db.query("SELECT current_epoch()").integer(0, 0) }

private func minutes(_ db: borrowing Connection) throws -> Int {
  try db.query("SELECT floor(extract(epoch FROM now() - timestamptz '2026-01-01Z') / 60)::bigint").integer(0, 0)
}

@Suite("Epochs")
struct EpochTests {
  enum Target: String, CaseIterable { case youngerCluster, sameServer }

  @Test("a restored dump goes on in a new epoch: nothing is lost, nothing comes twice", arguments: Target.allCases)
  func restored(into target: Target) throws {
    let old = try TestDatabase()
    let db = try old.connect()
    // As in a cluster that has lived for a while: its transaction ids are ahead of the younger one's.
    for _ in 0..<2_000 { try db.query("SELECT pg_current_xact_id()") }
    try screenAll((0..<3).map { post("\($0)", "text") }, .allow, on: db)
    try screenAll((3..<6).map { post("\($0)", "text") }, .hold, on: db)
    let first = try events(6, on: db)
    try Outbox.acknowledge(consumer: "platform", first[1].id, on: db)
    _ = try PostIngest.ingest([post("6", "waits in the queue")], on: db)

    let young = target == .youngerCluster ? try ThrowawayCluster() : nil
    defer { young?.destroy() }
    let restored: Connection
    if let young {
      try Dump.copy(from: old.conninfo, to: young)
      restored = try Connection(young.conninfo)
      let ahead = try restored.query(
        "SELECT (SELECT max(xid) FROM drawbridge.outbox) > pg_snapshot_xmax(pg_current_snapshot())")
      #expect(try ahead.bool(0, 0))
    } else {
      let other = try TestDatabase.empty()
      try Dump.copy(from: old.conninfo, to: other)
      restored = try other.connect()
    }
    #expect(try Epoch.read(on: restored).isOver)
    // What the old one gives out after the dump was made.
    try screenWaiting(.allow, on: db)
    let lost = try events(5, on: db).suffix(1).map(\.id)

    // The consumer goes on behind what it acknowledged, although those ids may lie in this cluster's future.
    let rest = try events(4, on: restored)
    #expect(rest.map(\.id) == first.dropFirst(2).map(\.id))
    // What is written now comes behind, under numbers that the old one never reaches.
    try screenWaiting(.allow, on: restored)
    let all = try events(5, on: restored)
    #expect(all.prefix(4).map(\.id) == rest.map(\.id))
    #expect(all.last?.line.contains(#""id":"6""#) == true)
    #expect(!all.map(\.id).contains { lost.contains($0) })
    let number = try restored.query("SELECT epoch FROM setting").integer(0, 0)
    #expect((try minutes(restored) - 5...minutes(restored)).contains(number))
    #expect(try strayNumbers(restored) == 0)
    #expect(try restored.query("SELECT count(*) FROM event WHERE kind = 'epoch'").integer(0, 0) == 1)
    #expect(try Epoch.read(on: restored) == Epoch(number: number, isOver: false, isAhead: false))
    try Outbox.acknowledge(consumer: "platform", try #require(all.last).id, on: restored)
    #expect(try Outbox.read(consumer: "platform", on: restored).isEmpty)
  }

  @Test(
    "each part of the identity counts, and a second change within a minute has a number of its own",
    arguments: ["system_identifier = 1, server_started = NULL", "database_oid = 1", "timeline = '000000FF'"])
  func identity(_ change: String) throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      #expect(try epoch(db) == 1, "an existing database keeps its number")
      try db.execute("UPDATE setting SET \(change)")
      #expect(try Epoch.read(on: db).isOver)
      let second = try epoch(db)
      #expect(try abs(second - minutes(db)) <= 1)
      try db.execute("UPDATE setting SET \(change)")
      let third = try epoch(db)
      #expect(third > second)
      #expect(try epoch(db) == third)
    }
  }

  @Test("a change that was rolled back is made again, under the same number")
  func rolledBack() throws {
    try TestDatabase().with { db throws in
      try db.execute("UPDATE setting SET database_oid = 1, epoch = 8000000")
      try db.execute("BEGIN")
      #expect(try epoch(db) == 8_000_001)
      try db.execute("ROLLBACK")
      #expect(try epoch(db) == 8_000_001)
      try screenAll([post("1", "text")], .allow, on: db)
      #expect(try strayNumbers(db) == 0)
      // Where the clock is behind and the numbers were used up, they are passed over.
      try db.execute("UPDATE setting SET database_oid = 1, epoch = 7")
      #expect(try epoch(db) == 8_000_002)
    }
  }

  /// Whatever writes first after a restore draws a number of the new epoch.
  @Test("the first row is one of the new epoch, whoever writes it", arguments: Writer.all)
  func firstWriter(_ writer: Writer) throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信"), post("2", "text")], .hold, on: db)
      _ = try PostIngest.ingest([post("3", "text")], on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      let taken = try TicketQueue().take(lane: 1, on: db)
      try db.execute(
        """
        UPDATE source SET no_verdict_after = interval '1 s';
        UPDATE ticket SET queued_at = now() - interval '1 minute';
        UPDATE setting SET timeline = '000000FF';
        """)
      try writer.write(claim, taken, db)
      let row = try db.query("SELECT kind, epoch, seq >> 40 FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(try row.text(0, 0) == writer.kind)
      #expect(try row.integer(0, 1) > 1)
      #expect(try row.integer(0, 1) == row.integer(0, 2))
      #expect(try events(3, on: db).count == 3)
    }
  }

  @Test("the jump makes three partitions and leaves none behind that nobody drops")
  func partitions() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      try db.execute("UPDATE setting SET timeline = '000000FF'")
      let number = try epoch(db)
      let count = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'outbox'::regclass"
      #expect(try db.query(count).integer(0, 0) == 6)
      try screenAll([post("2", "text")], .allow, on: db)
      try screenAll([post("3", "text")], .allow, on: db)
      try db.execute("UPDATE partition_log SET opened_at = now() - interval '2 days'")
      try db.query("SELECT roll_partitions('1 day')")
      try screenAll([post("4", "text")], .allow, on: db)
      #expect(try db.query(count).integer(0, 0) == 7)
      #expect(try db.query("SELECT max(seq) >> 32 FROM outbox").integer(0, 0) == number << 8 + 1)
      let last = try #require(try events(4, on: db).last)
      try Outbox.acknowledge(consumer: "platform", last.id, on: db)
      // As long ago as clean posts are kept.
      try db.execute("UPDATE partition_log SET closed_at = closed_at - interval '40 days'")
      let due = try db.query("SELECT number FROM due_partitions('-1 s') WHERE kind = 'outbox' ORDER BY 1")
      #expect(try (0..<due.count).map { try due.integer($0, 0) } == [0, 1, 2, number << 8])
      for row in 0..<due.count { try db.query("SELECT drop_outbox($1)", [.integer(try due.integer(row, 0))]) }
      #expect(try db.query(count).integer(0, 0) == 3)
      #expect(try Outbox.read(consumer: "platform", on: db).isEmpty)
    }
  }
}

/// One way to write a row of the outbox.
struct Writer: CustomTestStringConvertible, Sendable {
  var kind: String
  var write: @Sendable (CaseStore.Claim, [TicketQueue.Ticket], borrowing Connection) throws -> Void
  var testDescription: String { kind }

  static let all = [
    Writer(kind: "verdict") { _, taken, db in
      try TicketQueue(worker: try worker(db)).finish(verdicts(taken, .allow), rulebook: nil, on: db)
    },
    Writer(kind: "dead_letter") { _, taken, db in
      try TicketQueue(worker: try worker(db)).bury(taken[0], reason: "it ended its workers", on: db)
    },
    Writer(kind: "decision") { claim, _, db in
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "spam", on: db)
    },
    Writer(kind: "withdrawal") { _, _, db in
      _ = try PostIngest.ingest([try PostReader().read(#"{"id":"1","source":"demo","op":"delete"}"#)], on: db)
    },
    Writer(kind: "no_verdict") { _, _, db in try db.query("SELECT announce_silence()") },
    Writer(kind: "rule_limited") { _, _, db in
      let pack = """
        drawbridge: 1
        pack: a
        owner: "@trust"
        lists: {bad: {entries: [微信]}}
        rules: [{id: r, policy: spam.x, match: {text: bad}, then: {hold: true}, limit: {hits: 3, within: 1h, then: label}}]
        """
      let community = "policies: {spam.x: {title: {en: X}}}\n"
      let rules = try Rulebook(RuleFiles(texts: ["community.yaml": community, "packs/a.yaml": pack])).rules
      let standing = RuleLimitStore.Standing(rule: rules[0], hits: 4, posts: 4, isLimited: false)
      #expect(try RuleLimitStore.trip(standing, on: db))
    },
  ]

  private static func worker(_ db: borrowing Connection) throws -> Int64 {
    Int64(try db.query("SELECT worker FROM ticket WHERE worker IS NOT NULL LIMIT 1").integer(0, 0))
  }
}
