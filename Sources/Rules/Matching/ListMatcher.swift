package import Bridge
internal import Text

/// One place in a post where an entry of a list stands.
package struct ListHit: Sendable, Hashable {
  package var list: Int
  package var entry: Int
  /// Raw Unicode scalar offsets.
  package var range: Range<Int>
  package var view: View
  /// The exception that covers this hit, by its number in the list; such a hit counts for nothing.
  package var cancelledBy: Int?

  /// What a hit was found in, the plainest first.
  package enum View: Int, Sendable, Comparable {
    case raw, folded, segments, skeleton, sounds, url, gloss

    package var name: String { String(describing: self) }

    package static func < (one: View, other: View) -> Bool { one.rawValue < other.rawValue }
  }
}

/// Finds the entries of all lists of a rulebook in a text: one pass a mode, and only the views that lists ask for.
package struct ListMatcher: Sendable {
  private let lists: [ListDefinition]
  private let modes: [any ListMode]

  private static let modes: [any ListMode.Type] = [
    ExactMode.self, PhraseMode.self, SegmentMode.self, EvasiveMode.self, SoundsMode.self, FuzzyMode.self,
    RegexMode.self,
    HostMode.self, ThroughMode.self,
  ]

  /// The same for lists alone, for measuring.
  package init(_ lists: [ListDefinition], dictionaries: Dictionaries) {
    self.init(lists, helps: MatchingHelps(dictionaries))
  }

  /// Compiles `lists`; the texts of entries go through the same views as posts do, so that both sides always agree.
  init(_ lists: [ListDefinition], helps: MatchingHelps = MatchingHelps()) {
    self.lists = lists
    modes = Self.modes.compactMap { $0.init(lists, helps) }
  }

  /// Every hit in `text`; those that an exception covers say so.
  package func hits(in text: [UInt32], at now: Timestamp) -> [ListHit] {
    var views = TextViews(text)
    var found: [ListMatch] = []
    for mode in modes { mode.find(in: &views, into: &found) }
    return found.isEmpty ? [] : withoutExpired(resolve(found), at: now)
  }

  /// Every hit of a list of hosts in a link that the platform named; offsets are into the link.
  package func hits(inLink link: String, at now: Timestamp) -> [ListHit] {
    guard let hosts = modes.first(where: { $0 is HostMode }) else { return [] }
    var views = TextViews(link.unicodeScalars.map(\.value))
    var found: [ListMatch] = []
    hosts.find(in: &views, into: &found)
    return found.isEmpty ? [] : withoutExpired(resolve(found), at: now)
  }

  /// Marks what exceptions cover, and drops what a plainer view has found in the same place.
  private func resolve(_ found: [ListMatch]) -> [ListHit] {
    let exceptions = CoveringSpans(found.filter(\.use.isException))
    return withoutEchoes(found.filter { !$0.use.isException }).map { match in
      ListHit(
        list: match.use.list, entry: match.use.number, range: match.range, view: match.view,
        cancelledBy: exceptions.cover(of: match))
    }
  }

  /// Raw beats folded beats sound where ranges of one entry overlap.
  private func withoutEchoes(_ matches: [ListMatch]) -> [ListMatch] {
    guard matches.contains(where: { $0.view != matches[0].view }) else { return matches }
    let sorted = matches.sorted {
      ($0.use.list, $0.use.number, $0.range.lowerBound, $0.view, $0.disguise) < (
        $1.use.list, $1.use.number, $1.range.lowerBound, $1.view, $1.disguise
      )
    }
    var kept: [ListMatch] = []
    for match in sorted {
      while let last = kept.last, last.use == match.use, last.view > match.view, last.range.overlaps(match.range) {
        kept.removeLast()
      }
      if let last = kept.last, last.use == match.use, last.view < match.view, last.range.overlaps(match.range) {
        continue
      }
      kept.append(match)
    }
    return kept
  }

  private func withoutExpired(_ hits: [ListHit], at now: Timestamp) -> [ListHit] {
    hits.filter { hit in lists[hit.list].entries[hit.entry].value.until.map { now < $0 } ?? true }
  }
}

/// Exceptions that were found, by list, for the question which of them covers a hit.
private struct CoveringSpans {
  private struct Span {
    var start: Int
    /// The furthest end of all that begin here or before, and whose it is.
    var furthest: Int
    var number: Int
  }

  private var spans: [Int: [Span]] = [:]

  init(_ exceptions: [ListMatch]) {
    for match in exceptions.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let last = spans[match.use.list]?.last
      let isFurther = last.map { $0.furthest < match.range.upperBound } ?? true
      spans[match.use.list, default: []].append(
        Span(
          start: match.range.lowerBound, furthest: isFurther ? match.range.upperBound : last?.furthest ?? 0,
          number: isFurther ? match.use.number : last?.number ?? 0))
    }
  }

  /// The exception inside whose span the hit lies.
  func cover(of match: ListMatch) -> Int? {
    guard let all = spans[match.use.list] else { return nil }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].start <= match.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0, all[low - 1].furthest >= match.range.upperBound else { return nil }
    return all[low - 1].number
  }
}
