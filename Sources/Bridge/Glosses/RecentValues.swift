internal import Synchronization

/// Values that were made lately, so that those of a frequent word are made once and not in every post.
///
/// Shared by every thread: sixteen parts with a lock each. A part that is full begins anew.
final class RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Part: Sendable {
    let values = Mutex<[Key: Value]>([:])
  }

  private let parts = (0..<16).map { _ in Part() }
  private let most: Int

  /// At most `count` values.
  init(count: Int) { most = max(1, count / 16) }

  /// The value of `key`, made where it is not there; `number` spreads keys over the parts.
  func value(_ key: Key, spread number: Int, _ make: () -> Value) -> Value {
    let part = parts[number & 15]
    if let known = part.values.withLock({ $0[key] }) { return known }
    let value = make()
    part.values.withLock { values in
      if values.count >= most { values.removeAll(keepingCapacity: true) }
      values[key] = value
    }
    return value
  }
}
