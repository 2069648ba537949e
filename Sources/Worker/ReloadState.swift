package import Rules
internal import Synchronization

/// What a worker says of its rules beside which they are: where they come from, and the last that it would not take.
package final class ReloadState: Sendable {
  /// Rules that could not be used.
  package struct Refusal: Sendable {
    package var at: Timestamp
    package var reason: String
  }

  private struct State {
    var follows: String?
    var refusal: Refusal?
    var leftOut = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// `folder` or `published`; nil where the rules never change.
  package var follows: String? { state.withLock(\.follows) }
  /// The last refusal, until rules are taken again.
  package var refusal: Refusal? { state.withLock(\.refusal) }

  /// Entries added in a hurry that the rules in use do without.
  package var quarantined: Int { state.withLock(\.leftOut) }

  package func follow(_ what: String) { state.withLock { $0.follows = what } }
  package func refused(_ reason: String) { state.withLock { $0.refusal = Refusal(at: .now(), reason: reason) } }
  package func leftOut(_ entries: Int) { state.withLock { $0.leftOut = entries } }
  package func accepted() { state.withLock { $0.refusal = nil } }
}
