internal import Synchronization

/// A rulebook's engine that counts within what it is given: for `screen`, which has no database.
///
/// Posts are counted in the order in which they come.
package final class CountingScreener: Screener {
  private let engine: RulebookScreener
  private let counters = MemoryCounters()
  private let order = Atomic<Int64>(0)

  package init(_ engine: RulebookScreener) { self.engine = engine }

  package func screen(_ post: Post) -> Screening {
    if engine.rulebook.counters.isEmpty { return engine.screen(post) }
    let number = order.wrappingAdd(1, ordering: .relaxed).newValue
    var aids = ScreeningAids()
    aids.counts = counters.read(post, order: number, by: engine.rulebook)
    return engine.screen(post, aids)
  }
}
