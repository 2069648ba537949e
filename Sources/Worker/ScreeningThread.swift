internal import Logging
internal import Postgres
internal import Rules
internal import Store

/// A thread that does nothing but screen: an engine that hangs holds up its own batch, and neither leases nor metrics.
actor ScreeningThread {
  private let executor = ThreadExecutor()
  private let logger: Logger
  /// Posts that were read for counting, until they are screened.
  private var posts: [Result<Post, any Error>] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(logger: Logger) { self.logger = logger }

  /// What the posts of `tickets` add to the engine's counters; `screen` with the same tickets comes next.
  func hits(of tickets: [TicketQueue.Ticket], by engine: ScreeningEngine) -> [CounterHit] {
    guard let rulebook = engine.rules?.rulebook else { return [] }
    posts = []
    var hits: [CounterHit] = []
    for queued in tickets.lazy.flatMap(\.posts) {
      let post = Result { try StoredPost.read(queued) }
      posts.append(post)
      if case .success(let post) = post {
        hits += rulebook.counterHits(of: post, order: queued.id, now: queued.takenAt)
      }
    }
    return hits
  }

  /// What becomes of each post of `tickets`. One bad post fails one post. `counts` are what the counters say of them, by
  /// their numbers, where the engine counts.
  func screen(
    _ tickets: [TicketQueue.Ticket], by engine: ScreeningEngine, counts: [Int64: CounterReading] = [:],
    limits: RuleLimits = RuleLimits()
  ) -> [ScreenedTicket] {
    let read = posts
    posts = []
    var aids = ScreeningAids()
    aids.limits = limits
    var next = 0
    return tickets.map { ticket in
      ScreenedTicket(ticket) { queued in
        let post = next < read.count ? read[next] : nil
        next += 1
        aids.counts = counts[queued.id] ?? CounterReading()
        return screening(of: queued, post, engine, aids)
      }
    }
  }

  private func screening(
    of queued: TicketQueue.QueuedPost, _ read: Result<Post, any Error>?, _ engine: ScreeningEngine,
    _ aids: ScreeningAids
  ) -> StoredScreening {
    do {
      let post = try read?.get() ?? StoredPost.read(queued)
      if let rules = engine.rules { return StoredScreening(rules.screen(post, aids)) }
      return StoredScreening(try engine.screener.screen(post))
    } catch {
      logger.error("post \(queued.id) could not be screened: \(error)")
      return StoredScreening(error: "\(error)")
    }
  }
}
