internal import Store
internal import Synchronization

/// What a worker has in hand, so that leases are extended at half-time and a batch that is stuck is noticed.
///
/// While posts are being screened a lease is extended for `patience` at most: an engine that hangs must not hold its
/// posts for ever. What is screened and waits to be written is held as long as it takes.
final class LeaseKeeper: Sendable {
  private struct Hold {
    var tickets: [TicketQueue.Ticket]
    var since: ContinuousClock.Instant
    var extendedAt: ContinuousClock.Instant
    var isScreened = false
  }

  let lease: Duration
  let patience: Duration
  private let holds = Mutex<[Int: Hold]>([:])
  private let serial = Atomic<Int>(0)

  /// How long after it was taken or extended a lease is extended again.
  let extending: Duration

  /// Leases of `lease` seconds, extended after `extending`, which is half of them where nothing is said.
  init(lease: Double, extending: Double? = nil) {
    self.lease = .seconds(lease)
    self.extending = .seconds(extending ?? lease / 2)
    patience = .seconds(max(300, lease * 10))
  }

  /// Begins to hold `tickets`, which were leased just now.
  func hold(_ tickets: [TicketQueue.Ticket]) -> Int {
    let id = serial.add(1, ordering: .relaxed).newValue
    let now = ContinuousClock.now
    holds.withLock { $0[id] = Hold(tickets: tickets, since: now, extendedAt: now) }
    return id
  }

  /// The engine is done with this batch.
  func markScreened(_ id: Int) { holds.withLock { $0[id]?.isScreened = true } }

  func release(_ id: Int) { _ = holds.withLock { $0.removeValue(forKey: id) } }

  /// Whether the engine has, or is about to get, a ticket that may be what killed workers before.
  var hasSuspect: Bool {
    holds.withLock { holds in
      holds.values.contains { !$0.isScreened && $0.tickets.contains { $0.attempts > TicketQueue.suspectAfter } }
    }
  }

  /// Posts in hand.
  var posts: Int { holds.withLock { $0.values.reduce(0) { $0 + $1.tickets.reduce(0) { $0 + $1.posts.count } } } }

  /// The leases that have come to their half-time, which count as extended from now on.
  func due() -> [TicketKey] {
    let now = ContinuousClock.now
    return holds.withLock { holds in
      var keys: [TicketKey] = []
      for (id, hold) in holds where now - hold.extendedAt >= extending {
        guard hold.isScreened || now - hold.since < patience else { continue }
        holds[id]?.extendedAt = now
        keys += hold.tickets.map(\.key)
      }
      return keys
    }
  }

  /// How many of `keys` the engine still has: what is being written, or was written while its lease was being extended, is
  /// no loss here, since the fence tells.
  func stillHeld(_ keys: [TicketKey]) -> Int {
    let held = holds.withLock { Set($0.values.filter { !$0.isScreened }.flatMap { $0.tickets.map(\.key) }) }
    return keys.count { held.contains($0) }
  }

  /// The first post of a batch that the engine has been busy with for longer than `patience`.
  var stuck: Int64? {
    let now = ContinuousClock.now
    return holds.withLock { holds in
      holds.values.first { !$0.isScreened && now - $0.since >= patience }?.tickets.first?.lo
    }
  }
}
