package import Logging
internal import Postgres
package import Rules
package import Store

/// Takes posts, screens them, writes what became of them; again and again until it is told to stop.
///
/// `threads` batches are in work at once and share two connections, one to take and one to finish, so that the database
/// and the engine are busy at the same time. Nothing is kept in memory that a killed worker could lose. Two more
/// connections serve beside them: one listens for new posts, one does the housekeeping.
package struct Worker: Sendable {
  /// When a worker ends by itself.
  package enum Ending: Sendable {
    /// Never.
    case whenStopped
    /// When no ticket is left in the queue (those of paused sources apart).
    case whenEmpty
  }

  package let counts = WorkerMetrics()
  package let health = WorkerHealth()
  package let engine: CurrentEngine
  package let limits = LimitGuard()
  /// What this worker says of its rules beside which they are.
  package let reloads: ReloadState
  private let counting: Database
  private let identity: WorkerIdentity
  private let queue: TicketQueue
  /// Batches that are in work at once.
  package let threads: Int
  private let taker: Database
  private let finisher: Database
  private let wakeup: Database
  private let keeper: LeaseKeeper
  private let refusals = Refusals()
  private let turns = SourceTurns()
  /// Milliseconds between looks at the queue where no notification comes.
  private let poll: Int32
  private let conninfo: String
  private let retention: Retention
  private let logger: Logger

  /// A worker on the database at `conninfo`; `rulebook` is the number under which the database keeps the rules.
  ///
  /// With `isListening` false the queue is looked at every 100 ms: for a database behind a pooler that does not carry
  /// LISTEN. A lease is extended after `extending` seconds, half of it where nothing is said. `retry` is the unit of the back-off of posts that may be what killed their workers, in seconds.
  package init(
    conninfo: String, screener: any Screener, rulebook: Int?, threads: Int = 2, lease: Double = 30,
    extending: Double? = nil, batch: Int = 500, retry: Double = 1, isListening: Bool = true,
    engine: String = "drawbridge", retention: Retention = Retention(), reloads: ReloadState = ReloadState(),
    logger: Logger
  ) {
    self.reloads = reloads
    self.retention = retention
    self.engine = CurrentEngine(ScreeningEngine(screener, rulebook: rulebook))
    self.threads = max(1, threads)
    self.conninfo = conninfo
    self.logger = logger
    identity = WorkerIdentity(engine: engine)
    poll = isListening ? 250 : 100
    queue = TicketQueue(lease: lease, batch: batch, retry: retry)
    keeper = LeaseKeeper(lease: lease, extending: extending)
    taker = Database(conninfo, application: "drawbridge worker (take)", prepares: isListening, byKey: true)
    // Who holds a lock for long holds up what waits for it, and no neighbour.
    finisher = Database(conninfo, application: "drawbridge worker (finish)", prepares: isListening, byKey: true) { db in
      try db.execute("SET lock_timeout = '2s'")
    }
    counting = Database(conninfo, application: "drawbridge worker (count)", prepares: isListening, byKey: true)
    wakeup = Database(conninfo, application: "drawbridge worker (wake)") { db in
      if isListening { try db.execute("LISTEN drawbridge_ticket") }
    }
  }

  /// Works until `stop` is set or the ending is reached. What is in hand is finished first, the rest given back.
  ///
  /// A database out of reach is waited for; only an error that waiting cannot cure is thrown.
  package func run(until ending: Ending, stop: StopFlag) async throws {
    let house = Housekeeping(
      database: Database(conninfo, application: "drawbridge worker (keep)"), queue: queue, keeper: keeper,
      metrics: counts, health: health, identity: identity, engine: engine, limits: limits, reloads: reloads,
      retention: retention, logger: logger)
    await house.begin()
    let beside = Task {
      await withTaskGroup { group in
        group.addTask { await house.run() }
        group.addTask { await keepLeases() }
      }
    }
    defer { beside.cancel() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<threads { group.addTask { try await work(until: ending, stop) } }
      try await group.waitForAll()
    }
    beside.cancel()
    await beside.value
    await house.leave()
  }

  /// One thread's work: while a batch is written, the next one is taken.
  private func work(until ending: Ending, _ stop: StopFlag) async throws {
    let thread = ScreeningThread(logger: logger)
    var backoff = Backoff()
    var lanes = LaneOrder(batch: queue.batch)
    var next: Batch?
    while !stop.isSet && !Task.isCancelled {
      do {
        let batch: Batch
        if let taken = next { batch = taken } else { (batch, lanes) = try await take(lanes) }
        next = nil
        if !batch.tickets.isEmpty {
          next = try await process(batch, thread, &lanes, stop)
        } else if try await isDone(ending) {
          return
        } else {
          _ = try await wakeup.with { try $0.waitForNotification(milliseconds: poll) }
        }
        if backoff.failures > 0 {
          logger.notice("the database answers again")
          counts.addReconnection()
          health.regainedDatabase()
        }
        backoff.reset()
      } catch let error as PostgresError where error.isWaitedFor {
        if error.isConnectionLost { health.lostDatabase() } else { health.failed("posts cannot be taken: \(error)") }
        if backoff.failures == 0 { logger.warning("the database does not serve, trying on: \(error)") }
        await pause(backoff.next(), stop)
      }
    }
    if let next { await giveBack(next) }
  }

  // MARK: Taking

  /// Tickets in hand: when they were taken, and under which number their leases are kept.
  private struct Batch: Sendable {
    var tickets: [TicketQueue.Ticket]
    var since: ContinuousClock.Instant
    var hold: Int
  }

  /// The next batch, empty where nothing is visible, and what was learned of the lanes.
  private func take(_ order: LaneOrder) async throws -> (Batch, LaneOrder) {
    var order = order
    let start = ContinuousClock.now
    try await turns.refresh { try await taker.with { try TicketQueue.depths(on: $0) } }
    for lane in order.next() {
      if let source = turns.next(in: lane) {
        if let batch = try await take(lane, of: source, &order, since: start) { return (batch, order) }
        turns.pass(over: source, in: lane)
      }
      if let batch = try await take(lane, of: nil, &order, since: start) { return (batch, order) }
    }
    return (Batch(tickets: [], since: start, hold: -1), order)
  }

  /// A batch of `lane`; nil where nothing is visible. One suspect is in hand at a time, whatever the threads: takes follow
  /// one another on their connection, so each sees what the one before it brought.
  private func take(
    _ lane: Int, of source: Int?, _ lanes: inout LaneOrder, since start: ContinuousClock.Instant
  ) async throws -> Batch? {
    let (hint, most) = (lanes.hint(lane, source), lanes.most(lane))
    let (tickets, hold) = try await taker.with { db in
      let tickets = try queue.take(
        lane: lane, from: hint, most: most, source: source, suspects: !keeper.hasSuspect, on: db)
      return (tickets, tickets.isEmpty ? nil : keeper.hold(tickets))
    }
    let posts = tickets.reduce(0) { $0 + $1.posts.count }
    lanes.saw(lowest: tickets.first?.lo, tickets: tickets.count, posts: posts, of: lane, source)
    counts.addTaken(posts)
    return hold.map { Batch(tickets: tickets, since: start, hold: $0) }
  }

  private func isDone(_ ending: Ending) async throws -> Bool {
    guard ending == .whenEmpty else { return false }
    return try await taker.with { try TicketQueue.remaining(on: $0) } == 0
  }

  /// Extends what is in hand at half-time, until its task is cancelled.
  private func keepLeases() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: min(.seconds(1), keeper.extending / 4))
      let due = keeper.due()
      if due.isEmpty { continue }
      do {
        let kept = try await taker.with { try queue.extend(due, on: $0) }
        if kept < due.count { counts.addLeaseLosses(min(due.count - kept, keeper.stillHeld(due))) }
      } catch {
        logger.warning("\(due.count) leases could not be extended: \(error)")
      }
    }
  }

  // MARK: One batch

  /// Screens and writes a batch; answers the next one, which was taken meanwhile. Nil where nothing more was to be taken.
  private func process(
    _ batch: Batch, _ thread: ScreeningThread, _ lanes: inout LaneOrder, _ stop: StopFlag
  ) async throws -> Batch? {
    defer { keeper.release(batch.hold) }
    var screened: [TicketQueue.Ticket] = []
    for ticket in batch.tickets {
      switch queue.remedy(for: ticket) {
      case .screen: screened.append(ticket)
      case .split: try await split(ticket)
      case .bury: try await bury(ticket)
      }
    }
    if screened.isEmpty { return nil }
    let engine = engine.engine
    guard let results = await screen(screened, on: thread, by: engine, stop) else { return nil }
    counts.addScreened(results.reduce(0) { $0 + $1.posts.count })
    keeper.markScreened(batch.hold)
    let order = lanes
    async let upcoming = stop.isSet ? nil : Result { () async throws in try await take(order) }
    let isWritten = await finish(results, rulebook: engine.rulebook, stop)
    if isWritten { counts.batches.add((ContinuousClock.now - batch.since).inSeconds) }
    guard let taken = await upcoming else { return nil }
    let next: Batch
    (next, lanes) = try taken.get()
    return next
  }

  /// Screens a batch; where the rules count, its posts are counted first. Nil where that could not be done before a stop.
  private func screen(
    _ tickets: [TicketQueue.Ticket], on thread: ScreeningThread, by engine: ScreeningEngine, _ stop: StopFlag
  ) async -> [ScreenedTicket]? {
    guard engine.isCounting, let rulebook = engine.rules?.rulebook else {
      return await thread.screen(tickets, by: engine, limits: limits.limits)
    }
    let hits = await thread.hits(of: tickets, by: engine)
    guard let counts = await count(hits, tickets, stop) else { return nil }
    var readings: [Int64: CounterReading] = [:]
    for (post, pairs) in Dictionary(grouping: zip(hits, counts), by: { $0.0.order }) {
      readings[post] = CounterReading(pairs.map(\.0), pairs.map(\.1), of: rulebook)
    }
    return await thread.screen(tickets, by: engine, counts: readings, limits: limits.limits)
  }

  /// What the counters say, tried until the database says it; with nothing known of them where the database refuses what
  /// is counted itself.
  private func count(_ hits: [CounterHit], _ tickets: [TicketQueue.Ticket], _ stop: StopFlag) async -> [Int]? {
    var backoff = Backoff()
    while true {
      do {
        return try await SharedCounters(counting).count(hits)
      } catch let error as PostgresError where error.disposition != .rejectPost {
        health.failed("posts cannot be counted: \(error)", isPassing: true)
        if backoff.failures == 0 { logger.warning("counting a batch failed, trying again: \(error)") }
        if stop.isSet && backoff.failures > 3 {
          await giveUp(tickets.map(\.key))
          return nil
        }
        await pause(backoff.next(), stop)
      } catch {
        logger.error("a batch could not be counted and is screened without: \(error)")
        return []
      }
    }
  }

  private func giveBack(_ batch: Batch) async {
    await giveUp(batch.tickets.map(\.key))
    keeper.release(batch.hold)
  }

  private func split(_ ticket: TicketQueue.Ticket) async throws {
    logger.warning("a ticket of \(ticket.posts.count) posts was not finished \(ticket.attempts - 1) times: split")
    if try await unlessLost({ try queue.split(ticket, on: $0) }) { counts.addSplit() }
  }

  private func bury(_ ticket: TicketQueue.Ticket) async throws {
    let reason =
      refusals.reason(of: ticket.lo)
      ?? "\(ticket.attempts - 1) workers died or stalled while screening this post"
    logger.error("post \(ticket.lo) was set aside: \(reason)")
    if try await unlessLost({ try queue.bury(ticket, reason: reason, on: $0) }) { counts.addBuried(ticket.posts.count) }
  }

  /// Writes a batch; true where it was written. What the server does not do now, for whatever reason that is not in the
  /// posts, is tried until it does, and told by `/healthz` meanwhile: the verdicts are worth keeping, the fence tells whether
  /// the tickets are still ours, and no post may become a dead letter because a disk was full or a grant was missing.
  private func finish(_ tickets: [ScreenedTicket], rulebook: Int?, _ stop: StopFlag) async -> Bool {
    var backoff = Backoff()
    var last: PostgresError?
    while true {
      do {
        let isOurs = try await unlessLost { try queue.finish(tickets, rulebook: rulebook, on: $0) }
        if isOurs {
          count(tickets)
          limits.note(tickets)
          refusals.forget(tickets.map(\.lo))
        } else if let last {
          refusals.note(tickets.map(\.lo), last)
        }
        if last?.isConnectionLost == true { counts.addReconnection() }
        health.finished()
        return isOurs
      } catch let error as PostgresError {
        counts.addFinishFailure()
        last = error
        if error.isOfBatch && (backoff.failures > 0 || error.disposition == .rejectPost) {
          logger.warning("a batch cannot be written whole: \(error)")
          return await finishInParts(tickets, rulebook: rulebook, because: error, stop)
        }
        health.failed("a batch cannot be written: \(error)")
        if backoff.failures == 0 { logger.warning("finishing a batch failed, trying again: \(error)") }
        if stop.isSet && backoff.failures > 3 {
          await giveUp(tickets.map(\.key))
          return false
        }
        await pause(backoff.next(), stop)
      } catch {
        counts.addFinishFailure()
        health.failed("a batch could not be written and will be taken again: \(error)", isPassing: true)
        logger.error("a batch could not be written and will be taken again: \(error)")
        return false
      }
    }
  }

  /// Writes what can be written of a batch that was refused whole: halves of it, then tickets alone. A ticket of many posts is
  /// split in the queue; a single post becomes a dead letter with the database's reason, or goes back for a while where only
  /// somebody's lock is in its way.
  private func finishInParts(
    _ tickets: [ScreenedTicket], rulebook: Int?, because error: PostgresError, _ stop: StopFlag
  ) async -> Bool {
    if tickets.count > 1 {
      let middle = tickets.count / 2
      let first = await finish(Array(tickets[..<middle]), rulebook: rulebook, stop)
      let second = await finish(Array(tickets[middle...]), rulebook: rulebook, stop)
      return first && second
    }
    guard let ticket = tickets.first else { return true }
    do {
      if ticket.posts.count > 1 {
        if try await unlessLost({ try queue.split(ticket, on: $0) }) { counts.addSplit() }
      } else if error.isConflict || error.sqlState == "57014" {
        logger.warning("post \(ticket.lo) waits for a lock and is taken again in \(Int(Self.lockPause)) s: \(error)")
        try await finisher.with { try queue.giveBack([ticket.key], after: Self.lockPause, on: $0) }
      } else {
        logger.error("post \(ticket.lo) was set aside: \(error)")
        let isOurs = try await unlessLost { try queue.bury(ticket, reason: error.description, on: $0) }
        if isOurs { counts.addBuried(ticket.posts.count) }
      }
      health.finished()
    } catch {
      // Its lease ends, it is taken again, and its last error is known.
      refusals.note([ticket.lo], error)
      health.failed("a post could not be set aside: \(error)", isPassing: true)
      logger.error("post \(ticket.lo) could not be set aside and will be taken again: \(error)")
    }
    return false
  }

  /// Seconds until a post that waited for a lock is taken again.
  private static let lockPause = 30.0

  /// Tickets go back if the database can be told so; else their leases end.
  private func giveUp(_ tickets: [TicketKey]) async {
    do {
      try await finisher.with { try queue.giveBack(tickets, on: $0) }
    } catch {
      logger.warning(
        "\(tickets.count) tickets could not be given back and are taken again when their leases end: \(error)")
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

  private func count(_ tickets: [ScreenedTicket]) {
    let posts = tickets.lazy.flatMap(\.posts)
    counts.add(
      written: tickets.reduce(0) { $0 + $1.posts.count },
      errors: posts.count { $0.screening.verdict == StoredScreening.errorVerdict },
      queued: posts.count(where: \.screening.needsEyes))
  }

  /// Waits, in short steps, so that a stop is heard.
  private func pause(_ seconds: Double, _ stop: StopFlag) async {
    var left = seconds
    let wasSet = stop.isSet
    while left > 0 && (wasSet || !stop.isSet) {
      try? await Task.sleep(for: .seconds(min(left, 0.1)))
      left -= 0.1
    }
  }
}

extension Duration {
  /// This duration as a number.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Result where Failure == any Error, Success: Sendable {
  /// What an asynchronous body answers or throws.
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
