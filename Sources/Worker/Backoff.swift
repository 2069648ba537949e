/// How long to wait before trying again: doubling, with jitter, up to a limit.
struct Backoff: Sendable {
  private(set) var failures = 0
  private static let longest = 10.0

  /// Counts a failure; answers how long to wait, in seconds.
  mutating func next() -> Double {
    failures += 1
    let ceiling = min(Self.longest, 0.1 * Double(1 << min(failures, 10)))
    return Double.random(in: ceiling / 2...ceiling)
  }

  mutating func reset() { failures = 0 }
}
