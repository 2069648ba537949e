internal import Synchronization

/// Says once, to everybody who looks, that work should end after what is in hand.
package final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  package var isSet: Bool { flag.load(ordering: .acquiring) }

  /// Sets the flag; returns whether it was set before.
  @discardableResult
  package func set() -> Bool { flag.exchange(true, ordering: .acquiringAndReleasing) }
}
