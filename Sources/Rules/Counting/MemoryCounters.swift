internal import Synchronization

/// Counters of one process, for what needs no database: `screen`, tests, backtests; and the reference that the shared
/// ones are tested against.
///
/// Bounded: a window keeps the newest 5,000 hits, and windows whose newest hit has left them are forgotten.
package final class MemoryCounters: CounterStore {
  private let windows = Mutex(Windows())

  package init() {}

  package func count(_ hits: [CounterHit]) -> [Int] {
    if hits.isEmpty { return [] }
    return windows.withLock { windows in
      for hit in hits { windows.add(hit) }
      return hits.map { windows.count($0) }
    }
  }

  /// Adds a hit without asking.
  package func add(_ hit: CounterHit) { windows.withLock { $0.add(hit) } }

  /// What the counters of `rulebook` say of `post`, which is counted by this.
  package func read(_ post: Post, order: Int64, by rulebook: Rulebook) -> CounterReading {
    let hits = rulebook.counterHits(of: post, order: order)
    return hits.isEmpty ? CounterReading() : CounterReading(hits, count(hits), of: rulebook)
  }

  /// How many windows are kept.
  package var count: Int { windows.withLock(\.count) }

  /// The windows of all counters, hits in the order of their events.
  private struct Windows {
    private struct Name: Hashable {
      var counter: Int64
      var key: CounterHit.Key
    }

    private var entries: [Name: Window] = [:]
    private var added = 0
    private var newest = Timestamp(microseconds: .min)
    private static let sweepEvery = 20_000

    var count: Int { entries.count }

    mutating func add(_ hit: CounterHit) {
      guard let value = hit.value else { return }
      entries[Name(counter: hit.fingerprint, key: hit.key), default: Window()].add(
        WindowEntry(at: hit.at, order: hit.order, value: value), within: hit.within)
      // A post from the future must not make everything else look old.
      newest = max(newest, min(hit.at, Timestamp.now()))
      added += 1
      if added % Self.sweepEvery == 0 { entries = entries.filter { !$0.value.isOver(at: newest) } }
    }

    func count(_ hit: CounterHit) -> Int {
      entries[Name(counter: hit.fingerprint, key: hit.key)]?.count(endingWith: hit) ?? 0
    }
  }
}

/// A hit as a window holds it.
package struct WindowEntry: Sendable, Comparable {
  package var at: Timestamp
  package var order: Int64
  package var value: Int64

  package init(at: Timestamp, order: Int64, value: Int64) {
    self.at = at
    self.order = order
    self.value = value
  }

  package static func < (one: WindowEntry, other: WindowEntry) -> Bool {
    (one.at, one.order, one.value) < (other.at, other.order, other.value)
  }
}

/// The hits of one counter under one key, by the time of their events; what both kinds of counters count by.
package struct Window: Sendable {
  private var entries: [WindowEntry] = []
  private var within = Seconds.zero

  package init() {}

  /// Entries that are in order already.
  package init(sorted entries: [WindowEntry]) { self.entries = entries }

  /// Nearly always at the end: events come about in their order. A second time it changes nothing.
  mutating func add(_ entry: WindowEntry, within: Seconds) {
    self.within = within
    var place = entries.count
    while place > 0 && entry < entries[place - 1] { place -= 1 }
    if place > 0 && entries[place - 1] == entry { return }
    entries.insert(entry, at: place)
    if entries.count > CounterHit.most * 2 { entries.removeFirst(entries.count - CounterHit.most) }
  }

  /// How many different values the window that ends with `hit` holds.
  package func count(endingWith hit: CounterHit) -> Int {
    let first = hit.at - hit.within
    var seen: Set<Int64> = []
    for entry in entries.reversed() where entry.at <= hit.at {
      if entry.at <= first || seen.count == CounterHit.most { break }
      if entry.at == hit.at && entry.order > hit.order { continue }
      seen.insert(entry.value)
    }
    return seen.count
  }

  func isOver(at now: Timestamp) -> Bool {
    entries.last.map { $0.at + within < now } ?? true
  }
}
