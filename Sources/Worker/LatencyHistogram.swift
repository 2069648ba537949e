internal import Synchronization

/// Counts durations by size, in Prometheus' form: each bucket counts what took as long as its bound or less.
package final class LatencyHistogram: Sendable {
  /// Upper bounds in seconds.
  package static let bounds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
  ]

  private struct State {
    var counts = [Int](repeating: 0, count: LatencyHistogram.bounds.count + 1)
    var sum = 0.0
  }

  private let state = Mutex(State())

  package init() {}

  package func add(_ seconds: Double) {
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.counts[bucket] += 1
      state.sum += seconds
    }
  }

  /// The cumulative counts of each bound and of everything, and the sum of all in seconds.
  package var snapshot: (cumulative: [Int], sum: Double) {
    state.withLock { state in
      var total = 0
      return (
        state.counts.map {
          total += $0; return total
        }, state.sum
      )
    }
  }
}
