internal import Postgres
internal import Store
internal import Synchronization

/// Whose turn it is where many sources wait: weighted round robin, so that one that floods does not starve the rest.
///
/// Below `deep` posts in a lane posts go by their arrival and nobody needs turns. Smooth weighted round robin as nginx
/// does it: each source gains its weight a turn, the richest is served and pays everybody's weights.
final class SourceTurns: Sendable {
  /// Posts in a lane from which on sources take turns.
  static let deep = 10_000

  private struct State {
    var lookedAt: ContinuousClock.Instant?
    var waiting: [Int: [TicketQueue.SourceDepth]] = [:]
    var credit: [Int: Int] = [:]
  }

  private let state = Mutex(State())

  /// Looks at the queue, if the last look is a second old; one thread does, the others go on with what was seen.
  func refresh(_ look: () async throws -> [TicketQueue.SourceDepth]) async rethrows {
    let isDue = state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.lookedAt, now - last < .seconds(1) { return false }
      state.lookedAt = now
      return true
    }
    guard isDue else { return }
    let depths = try await look()
    state.withLock { $0.waiting = Dictionary(grouping: depths, by: \.lane) }
  }

  /// The source to serve next in `lane`; nil where it is anybody's turn.
  func next(in lane: Int) -> Int? {
    state.withLock { state in
      guard let waiting = state.waiting[lane], waiting.count > 1,
        waiting.reduce(0, { $0 + $1.posts }) > Self.deep
      else { return nil }
      for source in waiting { state.credit[source.source, default: 0] += source.weight }
      let richest = waiting.max {
        (state.credit[$0.source] ?? 0, $1.source) < (state.credit[$1.source] ?? 0, $0.source)
      }
      guard let richest else { return nil }
      state.credit[richest.source, default: 0] -= waiting.reduce(0) { $0 + $1.weight }
      return richest.source
    }
  }

  /// `source` had nothing to take although it was its turn: passed over until the next look.
  func pass(over source: Int, in lane: Int) {
    state.withLock { state in state.waiting[lane]?.removeAll { $0.source == source } }
  }
}
