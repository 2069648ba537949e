package import Logging
internal import Postgres
package import Rules
internal import Store

/// Takes posts, screens them, writes what became of them; again and again until it is told to stop.
///
/// `threads` batches are in work at once and share two connections, one to take and one to finish, so that the database
/// and the engine are busy at the same time. Nothing is kept in memory that a killed worker could lose.
package struct Worker: Sendable {
  /// When a worker ends by itself.
  package enum Ending: Sendable {
    /// Never.
    case whenStopped
    /// When no ticket is left in the queue (those of paused sources apart).
    case whenEmpty
  }

  package let counts = WorkerCounts()
  private let screener: any Screener
  private let rulebook: Int?
  private let queue: TicketQueue
  private let threads: Int
  private let taker: Database
  private let finisher: Database
  private let wakeup: Database
  /// Milliseconds between looks at the queue where no notification comes.
  private let poll: Int32
  private let logger: Logger

  /// A worker on the database at `conninfo`; `rulebook` is the number under which the database keeps the rules.
  ///
  /// With `isListening` false the queue is looked at every 100 ms: for a database behind a pooler that does not carry
  /// LISTEN.
  package init(
    conninfo: String, screener: any Screener, rulebook: Int?, threads: Int = 2, lease: Double = 30, batch: Int = 500,
    retry: Double = 1, isListening: Bool = true, logger: Logger
  ) {
    self.screener = screener
    self.rulebook = rulebook
    self.threads = max(1, threads)
    self.logger = logger
    poll = isListening ? 250 : 100
    queue = TicketQueue(lease: lease, batch: batch, retry: retry)
    taker = Database(conninfo, application: "drawbridge worker (take)")
    finisher = Database(conninfo, application: "drawbridge worker (finish)")
    wakeup = Database(conninfo, application: "drawbridge worker (wake)") { db in
      if isListening { try db.execute("LISTEN drawbridge_ticket") }
    }
  }

  /// Works until `stop` is set or the ending is reached. What is in hand is finished first.
  ///
  /// A database out of reach is waited for; only an error that waiting cannot cure is thrown.
  package func run(until ending: Ending, stop: StopFlag) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<threads { group.addTask { try await work(until: ending, stop) } }
      try await group.waitForAll()
    }
  }

  private func work(until ending: Ending, _ stop: StopFlag) async throws {
    var backoff = Backoff()
    var lanes = LaneOrder()
    while !stop.isSet {
      do {
        let tickets = try await take(&lanes)
        if !tickets.isEmpty {
          try await process(tickets, stop)
        } else if try await isDone(ending) {
          return
        } else {
          _ = try await wakeup.with { try $0.waitForNotification(milliseconds: poll) }
        }
        if backoff.failures > 0 { logger.notice("the database answers again") }
        backoff.reset()
      } catch let error as PostgresError where error.reason == .unreachable {
        if backoff.failures == 0 { logger.warning("the database is out of reach, trying on: \(error)") }
        try await pause(backoff.next(), stop)
      } catch let error as PostgresError where error.isTransient {
        try await pause(backoff.next(), stop)
      }
    }
  }

  private func take(_ lanes: inout LaneOrder) async throws -> [TicketQueue.Ticket] {
    for lane in lanes.next() {
      let hint = lanes.hint(lane)
      let tickets = try await taker.with { db in
        try queue.take(lane: lane, from: hint, on: db)
      }
      lanes.saw(tickets.first?.lo, of: lane)
      if !tickets.isEmpty { return tickets }
    }
    return []
  }

  private func isDone(_ ending: Ending) async throws -> Bool {
    guard ending == .whenEmpty else { return false }
    return try await taker.with { try TicketQueue.remaining(on: $0) } == 0
  }

  // MARK: One batch

  private func process(_ tickets: [TicketQueue.Ticket], _ stop: StopFlag) async throws {
    var screened: [TicketQueue.Ticket] = []
    for ticket in tickets {
      switch queue.remedy(for: ticket) {
      case .screen: screened.append(ticket)
      case .split:
        logger.warning("a ticket of \(ticket.posts.count) posts was not finished \(ticket.attempts - 1) times: split")
        try await unlessLost { try queue.split(ticket, on: $0) }
      case .bury:
        let attempts = ticket.attempts - 1
        let reason = "\(attempts) workers died or stalled while screening this post"
        logger.error("post \(ticket.lo) was set aside: \(reason)")
        if try await unlessLost({ try queue.bury(ticket, reason: reason, on: $0) }) {
          counts.addBuried(ticket.posts.count)
        }
      }
    }
    if !screened.isEmpty { try await finish(screened, stop) }
  }

  private func finish(_ tickets: [TicketQueue.Ticket], _ stop: StopFlag) async throws {
    var screenings: [Int64: StoredScreening] = [:]
    for post in tickets.lazy.flatMap(\.posts) { screenings[post.id] = screening(of: post) }
    let results = screenings
    var backoff = Backoff()
    while true {
      do {
        let isOurs = try await unlessLost { try queue.finish(tickets, results, rulebook: rulebook, on: $0) }
        if isOurs { count(results.values) }
        return
      } catch let error as PostgresError where error.isTransient {
        // The verdicts are worth keeping: the fence tells whether the tickets are still ours when the database is back.
        if backoff.failures == 0 { logger.warning("finishing a batch failed, trying again: \(error)") }
        if stop.isSet && backoff.failures > 3 { return }
        try await Task.sleep(for: .seconds(backoff.next()))
      } catch let error as PostgresError {
        // The lease runs out, the tickets are taken again, split, and the culprit is found.
        logger.error("a batch could not be written and will be taken again: \(error)")
        return
      }
    }
  }

  private func screening(of post: TicketQueue.QueuedPost) -> StoredScreening {
    do {
      return StoredScreening(try screener.screen(try StoredPost.read(post)))
    } catch {
      logger.error("post \(post.id) could not be screened: \(error)")
      return StoredScreening(error: "\(error)")
    }
  }

  /// Runs a fenced transaction; false where the tickets were not ours any more.
  @discardableResult
  private func unlessLost(_ body: @Sendable (borrowing Connection) throws -> Void) async throws -> Bool {
    do {
      try await finisher.with { try body($0) }
      return true
    } catch is TicketQueue.LeaseLost {
      counts.addRefusedFinish()
      logger.warning("a lease was lost; the batch was dropped, another worker has it")
      return false
    }
  }

  private func count(_ results: Dictionary<Int64, StoredScreening>.Values) {
    counts.add(
      written: results.count, errors: results.count { $0.verdict == StoredScreening.errorVerdict },
      queued: results.count(where: \.needsEyes))
  }

  /// Waits, in short steps, so that a stop is heard.
  private func pause(_ seconds: Double, _ stop: StopFlag) async throws {
    var left = seconds
    while left > 0 && !stop.isSet {
      try await Task.sleep(for: .seconds(min(left, 0.1)))
      left -= 0.1
    }
  }
}

/// In which order the lanes are looked at, and from which ticket on.
///
/// The urgent first; every 8th take begins with the backfill, so that nothing starves. The hint is the lowest ticket
/// seen last: it keeps a take from walking over what was deleted since the oldest snapshot. It is forgotten whenever a
/// take comes back empty, and every 32 takes, since an older block may become visible later.
private struct LaneOrder {
  private var takes = 0
  private var hints: [Int64] = [0, 0, 0]

  mutating func next() -> [Int] {
    takes += 1
    if takes % 32 == 0 { hints = [0, 0, 0] }
    return takes % 8 == 0 ? [2, 0, 1] : [0, 1, 2]
  }

  func hint(_ lane: Int) -> Int64 { hints[lane] }

  mutating func saw(_ lowest: Int64?, of lane: Int) { hints[lane] = lowest ?? 0 }
}
