internal import Synchronization

/// A rulebook's engine that counts within what it is given: for `screen`, which has no database.
///
/// Posts are counted in the order in which they come. Limits are not applied, but it is noted which rules would have gone
/// past theirs.
package final class CountingScreener: Screener {
  private let engine: RulebookScreener
  private let counters = MemoryCounters()
  private let order = Atomic<Int64>(0)
  private let limits: Mutex<LimitWatch>
  private let isWatching: Bool

  package init(_ engine: RulebookScreener) {
    self.engine = engine
    limits = Mutex(LimitWatch(engine.rulebook))
    isWatching = engine.rulebook.rules.contains(where: \.isGuarded)
  }

  /// Rules that would have gone past their limits.
  package var trips: [LimitWatch.Trip] { limits.withLock(\.trips) }

  package func screen(_ post: Post) -> Screening {
    let screening = counted(post)
    if isWatching { limits.withLock { $0.add(screening, post) } }
    return screening
  }

  private func counted(_ post: Post) -> Screening {
    if engine.rulebook.counters.isEmpty { return engine.screen(post) }
    let number = order.wrappingAdd(1, ordering: .relaxed).newValue
    var aids = ScreeningAids()
    aids.counts = counters.read(post, order: number, by: engine.rulebook)
    return engine.screen(post, aids)
  }
}
