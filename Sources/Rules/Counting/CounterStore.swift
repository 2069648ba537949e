/// Where counters keep what they count: memory for filters, tests and backtests, PostgreSQL for workers.
package protocol CounterStore: Sendable {
  /// Adds `hits`, each once however often it is added, and answers for each how many different values its window holds,
  /// itself included; at most `CounterHit.most`.
  ///
  /// The window of a hit ends with it: what came later, or at the same moment under a higher order, is not in it.
  func count(_ hits: [CounterHit]) async throws -> [Int]
}

/// What the counters of a rulebook said about one post, by the counters' ids.
package struct CounterReading: Sendable, Equatable {
  package private(set) var values: [String: Int] = [:]

  package init() {}

  /// What a stored verdict says was seen.
  package init(stored values: [String: Int]) { self.values = values }

  /// The readings of one post: of several windows of a counter (a post with two links) the fullest.
  package init(_ hits: some Sequence<CounterHit>, _ counts: some Sequence<Int>, of rulebook: Rulebook) {
    for (hit, count) in zip(hits, counts) {
      let id = rulebook.counters[hit.counter].id
      values[id] = max(values[id] ?? 0, count)
    }
  }
}

extension Rulebook {
  /// What `post` adds to the counters of this rulebook. `order` tells posts of one moment apart.
  package func counterHits(of post: Post, order: Int64, now: Timestamp = .now()) -> [CounterHit] {
    if counters.isEmpty { return [] }
    return counters.indices.flatMap { counters[$0].hits(of: post, number: $0, order: order, now: now) }
  }
}
