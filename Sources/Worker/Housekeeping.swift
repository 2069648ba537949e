internal import Glibc
internal import Logging
internal import Postgres
internal import Rules
internal import Store

/// What a worker does beside screening, on a connection of its own: staged decisions, signs of life, looks at the queue,
/// partitions, VACUUM.
///
/// Every worker does it, and any one of them is enough: what must not be done twice is guarded in the database.
struct Housekeeping: Sendable {
  let database: Database
  let queue: TicketQueue
  let keeper: LeaseKeeper
  let metrics: WorkerMetrics
  let health: WorkerHealth
  let identity: WorkerIdentity
  let engine: CurrentEngine
  let limits: LimitGuard
  let reloads: ReloadState
  let retention: Retention
  let logger: Logger

  /// Dead rows of the ticket table from which on it is vacuumed.
  private static let deadRows = 2000
  /// How long a partition is the newest.
  private static let partitionAge = "1 day"

  /// Goes on until its task is cancelled. A failure is logged and what failed is tried again at its next turn.
  func run() async {
    var chores = Chores()
    while !Task.isCancelled {
      health.isStuck(keeper.stuck)
      await attempt("staged decisions") { try releaseDrafts($0) }
      if chores.isDue(.limits) {
        await exchangeLimits()
        chores.done(.limits, again: .seconds(2))
      }
      if chores.isDue(.look) {
        let start = ContinuousClock.now
        await attempt("signs of life") { try report($0) }
        await attempt("a look at the queue") { db in
          health.saw(try QueueState.read(on: db))
          let announced = try db.query("SELECT announce_silence()").integer(0, 0)
          if announced > 0 { logger.warning("the platform was told of \(announced) posts that have no verdict yet") }
        }
        // A look at a long queue may cost more than it is worth at this pace.
        chores.done(.look, again: max(.seconds(2), (ContinuousClock.now - start) * 20))
      }
      if chores.isDue(.tidy) {
        await attempt("partitions") { try tidy($0) }
        await attempt("seals") { try seal($0) }
        chores.done(.tidy, again: .seconds(60))
      }
      if chores.isDue(.retire) {
        await attempt("retention") { try retire($0) }
        chores.done(.retire, again: .seconds(3600))
      }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// What must be known before the first batch: which rules are past their limits.
  func begin() async { await exchangeLimits() }

  private func exchangeLimits() async {
    guard let rulebook = engine.engine.rules?.rulebook else { return }
    await attempt("limits of rules") { try limits.exchange(rulebook, on: $0, logger: logger) }
    health.saw(
      limitedRules: limits.limits.past.count, hasRefusedRules: reloads.refusal != nil,
      quarantinedEntries: reloads.quarantined)
  }

  /// The last sign of life.
  func leave() async {
    let worker = queue.worker
    await exchangeLimits()
    try? await database.with { try WorkerStatus.leave(worker, on: $0) }
    await database.disconnect()
  }

  private func attempt(_ what: String, _ body: @Sendable (borrowing Connection) throws -> Void) async {
    do {
      try await database.with(body)
    } catch let error as PostgresError where error.disposition == .retryConnection {
      health.lostDatabase()
    } catch {
      logger.warning("\(what): \(error)")
    }
  }

  private func releaseDrafts(_ db: borrowing Connection) throws {
    let (released, dropped) = try CaseStore.releaseDrafts(on: db)
    metrics.addReleased(released)
    if dropped > 0 { logger.notice("\(dropped) staged decisions were dropped: their posts were edited or withdrawn") }
  }

  private func report(_ db: borrowing Connection) throws {
    try WorkerStatus.report(
      WorkerStatus.Report(
        worker: queue.worker, host: identity.host, pid: Int(getpid()), engine: identity.engine,
        rulebook: engine.engine.rulebook, rulebookSince: engine.engine.since, follows: reloads.follows,
        refusedAt: reloads.refusal?.at, refused: reloads.refusal?.reason, inHand: keeper.posts,
        written: metrics.written,
        hasFinished: health.takeFinished(), problem: health.problem), on: db)
  }

  /// Whether this worker is the one that does a chore which is due every `seconds`.
  private func claim(_ chore: String, every seconds: Double, _ db: borrowing Connection) throws -> Bool {
    try db.query("SELECT claim_chore($1, $2::float8 * interval '1 s')", [.text(chore), .double(seconds)]).bool(0, 0)
  }

  /// Once a minute, by one worker.
  private func tidy(_ db: borrowing Connection) throws {
    guard try claim("tidy", every: 50, db) else { return }
    try WorkerStatus.forgetDead(on: db)
    let counted = try SharedCounters.tidy(on: db)
    if counted > 0 { logger.debug("\(counted) counted hits left their windows") }
    try RuleLimitStore.tidy(on: db)
    rollPartitions(db)
    // Where this login may not, the server skips it with a warning; autovacuum has the table's own settings anyway.
    if (health.queue?.deadTicketRows ?? 0) > Self.deadRows { try db.execute("VACUUM ticket") }
  }

  /// Seals what was done; prints the day's head when a day has ended, for those who keep heads outside the database.
  private func seal(_ db: borrowing Connection) throws {
    let before = try Audit.newestHead(on: db)
    guard let head = try Audit.seal(on: db) else { return }
    if let before, before.day != head.day { logger.notice("the chain's head of \(before.day) is \(before)") }
  }

  /// Once an hour, by one worker: what is older than its class allows goes.
  private func retire(_ db: borrowing Connection) throws {
    guard try claim("retention", every: 3500, db) else { return }
    for step in try retention.apply(on: db) {
      let place = step.partition.map { " of partition \($0)" } ?? ""
      if let waits = step.waits {
        logger.notice("retention: \(step.kind.rawValue)\(place) wait: \(waits)")
      } else {
        logger.notice("retention: \(step.kind.rawValue)\(place): \(step.gone ?? 0) gone, \(step.kept ?? 0) kept")
      }
    }
  }

  private func rollPartitions(_ db: borrowing Connection) {
    do {
      try db.transaction {
        try db.execute("SET LOCAL lock_timeout = '2s'")
        try db.query("SELECT roll_partitions($1::interval)", [.text(Self.partitionAge)])
      }
    } catch {
      logger.warning("partitions could not be made ready, the next try is in a minute: \(error)")
    }
  }
}

/// Which worker this is, for its signs of life.
package struct WorkerIdentity: Sendable {
  package var host: String
  package var engine: String

  package init(engine: String = "drawbridge") {
    var name = [CChar](repeating: 0, count: 256)
    host =
      gethostname(&name, 255) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    self.engine = engine
  }
}

/// When each chore is due again.
private struct Chores {
  enum Chore: Hashable { case limits, look, tidy, retire }

  private var due: [Chore: ContinuousClock.Instant] = [:]

  func isDue(_ chore: Chore) -> Bool { due[chore].map { $0 <= ContinuousClock.now } ?? true }

  mutating func done(_ chore: Chore, again pause: Duration) { due[chore] = ContinuousClock.now + pause }
}
