internal import Bridge
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
    ExactMode.self, PhraseMode.self, EvasiveMode.self, SoundsMode.self, FuzzyMode.self,
  ]

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

  /// Marks what exceptions cover: a hit inside an exception's own span, in the same list.
  private func resolve(_ found: [ListMatch]) -> [ListHit] {
    let exceptions = found.filter(\.use.isException)
    return found.filter { !$0.use.isException }.map { match in
      let cover = exceptions.first {
        $0.use.list == match.use.list && $0.range.lowerBound <= match.range.lowerBound
          && match.range.upperBound <= $0.range.upperBound
      }
      return ListHit(
        list: match.use.list, entry: match.use.number, range: match.range, view: match.view,
        cancelledBy: cover?.use.number)
    }
  }

  private func withoutExpired(_ hits: [ListHit], at now: Timestamp) -> [ListHit] {
    hits.filter { hit in lists[hit.list].entries[hit.entry].value.until.map { now < $0 } ?? true }
  }
}
