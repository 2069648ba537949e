package import Rules
internal import Synchronization

/// What a worker screens with, from one reload to the next.
package struct ScreeningEngine: Sendable {
  package let screener: any Screener
  /// The number under which the database keeps the rules.
  package let rulebook: Int?
  /// Since when this worker screens with it.
  package let since: Timestamp
  /// The same screener, where it is a rulebook's and can be told of counters and limits.
  let rules: RulebookScreener?

  package init(_ screener: any Screener, rulebook: Int?) {
    self.screener = screener
    self.rulebook = rulebook
    since = .now()
    rules = screener as? RulebookScreener
  }

  /// Whether posts must be counted before they are screened.
  var isCounting: Bool { !(rules?.rulebook.counters.isEmpty ?? true) }
}

/// The engine in use; another can take its place between two batches.
package final class CurrentEngine: Sendable {
  private let state: Mutex<ScreeningEngine>

  package init(_ engine: ScreeningEngine) { state = Mutex(engine) }

  package var engine: ScreeningEngine { state.withLock { $0 } }

  package func replace(by engine: ScreeningEngine) { state.withLock { $0 = engine } }
}
