import Bridge
import Postgres
import Rules
import Store
import TestSupport
import Testing

/// What an engine without an opinion answers.
func verdicts(
  _ tickets: [TicketQueue.Ticket], _ verdict: Verdict = .allow, queue: String? = nil
) -> [ScreenedTicket] {
  var screening = Screening(detection: .nothing)
  screening.verdict = verdict
  screening.queue = queue
  let stored = StoredScreening(screening)
  return tickets.map { ScreenedTicket($0) { _ in stored } }
}

@Suite("Ticket queue")
struct TicketQueueTests {
  @Test("a finished ticket leaves a verdict for each post, an outbox row, and nothing in the queue")
  func finish() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest((0..<20).map { post("\($0)", "text") }, on: db)
      let queue = TicketQueue()
      let tickets = try queue.take(lane: 1, on: db)
      #expect(tickets.flatMap(\.posts).count == 20)
      #expect(try queue.take(lane: 1, on: db).isEmpty)
      try queue.finish(verdicts(tickets), rulebook: nil, on: db)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 20)
      #expect(try db.query("SELECT count(*) FROM outbox").integer(0, 0) == 1)
      #expect(try TicketQueue.depth(on: db).tickets == 0)
    }
  }

  @Test("a finish after the lease was lost writes nothing")
  func fence() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      let slow = TicketQueue(lease: 0.001)
      let late = try slow.take(lane: 1, on: db)
      let quick = TicketQueue()
      var taken: [TicketQueue.Ticket] = []
      while taken.isEmpty { taken = try quick.take(lane: 1, on: db) }
      #expect(throws: TicketQueue.LeaseLost.self) { try slow.finish(verdicts(late), rulebook: nil, on: db) }
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 0)
      try quick.finish(verdicts(taken), rulebook: nil, on: db)
      #expect(throws: TicketQueue.LeaseLost.self) { try quick.finish(verdicts(taken), rulebook: nil, on: db) }
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 1)
    }
  }

  @Test("what fails inside the finish leaves the ticket to be taken again")
  func failingFinish() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      let queue = TicketQueue()
      let tickets = try queue.take(lane: 1, on: db)
      try db.execute("ALTER TABLE outbox ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
      #expect(throws: PostgresError.self) { try queue.finish(verdicts(tickets), rulebook: nil, on: db) }
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 0)
      #expect(try TicketQueue.depth(on: db).tickets == 1)
      try db.execute("ALTER TABLE outbox DROP CONSTRAINT full_disk")
      try queue.finish(verdicts(tickets), rulebook: nil, on: db)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 1)
    }
  }

  @Test("given back, a ticket is there at once and its attempt is not counted")
  func giveBack() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "text")], on: db)
      let queue = TicketQueue()
      try queue.giveBack(try queue.take(lane: 1, on: db).map(\.key), on: db)
      let again = try queue.take(lane: 1, on: db)
      #expect(again.map(\.attempts) == [1])
    }
  }

  @Test("a ticket that was tried twice is split; what was tried twice is taken alone; a culprit is buried after five")
  func poison() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest((0..<10).map { post("\($0)", "text") }, on: db)
      let queue = TicketQueue(lease: 0, retry: 0)  // every lease is over at once, as if each worker died
      for attempt in 1...2 {
        let tickets = try queue.take(lane: 1, on: db)
        #expect(tickets.map(\.attempts) == [attempt])
        #expect(queue.remedy(for: try #require(tickets.first)) == .screen)
      }
      let third = try #require(try queue.take(lane: 1, on: db).first)
      #expect(queue.remedy(for: third) == .split)
      try queue.split(third, on: db)
      #expect(try TicketQueue.depth(on: db).tickets == 10)

      _ = try PostIngest.ingest((10..<20).map { post("\($0)", "text") }, on: db)
      let alone = try queue.take(lane: 1, on: db)
      #expect(alone.flatMap(\.posts).count == 1)
      try queue.finish(verdicts(alone), rulebook: nil, on: db)

      var culprit = try #require(try queue.take(lane: 1, on: db).first)
      while queue.remedy(for: culprit) == .screen {
        culprit = try #require(try queue.take(lane: 1, on: db).first)
      }
      #expect(culprit.attempts == 6)
      #expect(queue.remedy(for: culprit) == .bury)
      try queue.bury(culprit, reason: "it kills its workers", on: db)
      #expect(try db.query("SELECT attempts FROM dead_letter").integer(0, 0) == 5)
      let cases = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(cases.map(\.verdict) == ["error"])
      let told = try events(2, on: db)
      #expect(told.contains { $0.line.contains(#""kind":"dead_letter""#) })
    }
  }

  @Test("paused sources wait; the others go on")
  func paused() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "a", source: "one"), post("1", "b", source: "two")], on: db)
      try db.query("UPDATE source SET paused = true WHERE name = 'one'")
      let tickets = try TicketQueue().take(lane: 1, on: db)
      #expect(tickets.flatMap(\.posts).count == 1)
      #expect(try TicketQueue.remaining(on: db) == 1)
    }
  }
}
