package import Text

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
    case raw, folded

    package var name: String { String(describing: self) }

    package static func < (one: View, other: View) -> Bool { one.rawValue < other.rawValue }
  }
}

/// Finds the entries of all lists of a rulebook in a text: one pass a view, and only the views that lists ask for.
package struct ListMatcher: Sendable {
  private let lists: [ListDefinition]
  private let folded: ViewPatterns
  private let raw: ViewPatterns

  /// Compiles `lists`; the texts of entries go through the same fold as posts do, so that both sides always agree.
  package init(_ lists: [ListDefinition]) {
    self.lists = lists
    folded = ViewPatterns(lists, mode: .phrase) { FoldedText($0).scalars }
    raw = ViewPatterns(lists, mode: .exact) { $0.unicodeScalars.map(\.value) }
  }

  /// Every hit in `text`, whose folded view is `view`; those that an exception covers say so.
  package func hits(in text: [UInt32], folded view: FoldedText, at now: Timestamp) -> [ListHit] {
    var found: [Match] = []
    raw.automaton.forEachMatch(in: text) { pattern, range in
      for use in raw.uses[pattern] { found.append(Match(use: use, range: range, view: .raw)) }
    }
    folded.automaton.forEachMatch(in: view.scalars) { pattern, range in
      guard Self.isWord(range, in: view, raw: text) else { return }
      let rawRange = view.rawRange(range)
      for use in folded.uses[pattern] { found.append(Match(use: use, range: rawRange, view: .folded)) }
    }
    return found.isEmpty ? [] : withoutExpired(resolve(found), at: now)
  }

  /// Marks what exceptions cover: a hit inside an exception's own span, in the same view and list.
  private func resolve(_ found: [Match]) -> [ListHit] {
    let exceptions = found.filter(\.use.isException)
    return found.filter { !$0.use.isException }.map { match in
      let cover = exceptions.first {
        $0.use.list == match.use.list && $0.view == match.view && $0.range.lowerBound <= match.range.lowerBound
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

  /// Edges are judged on the raw text; where an edge falls inside what one raw scalar expanded to (ﬁ, ㍿), on the view.
  private static func isWord(_ range: Range<Int>, in view: FoldedText, raw: [UInt32]) -> Bool {
    isEdge(before: range.lowerBound, rawIndex: Int(view.starts[range.lowerBound]), view, raw)
      && isEdge(before: range.upperBound, rawIndex: Int(view.ends[range.upperBound - 1]), view, raw)
  }

  private static func isEdge(before index: Int, rawIndex: Int, _ view: FoldedText, _ raw: [UInt32]) -> Bool {
    let isInsideOneScalar = index > 0 && index < view.scalars.count && view.starts[index - 1] == view.starts[index]
    return isInsideOneScalar ? WordEdge.isEdge(at: index, in: view.scalars) : WordEdge.isEdge(at: rawIndex, in: raw)
  }

  private struct Match {
    var use: ViewPatterns.Use
    var range: Range<Int>
    var view: ListHit.View
  }
}

/// The distinct patterns of one view, and which entries and exceptions each of them stands for.
private struct ViewPatterns: Sendable {
  struct Use: Sendable {
    var list: Int
    /// Number of the entry, or of the exception, in its list.
    var number: Int
    var isException: Bool
  }

  let automaton: PhraseAutomaton
  private(set) var uses: [[Use]] = []

  init(_ lists: [ListDefinition], mode: MatchMode, view: (String) -> [UInt32]) {
    var patterns: [[UInt32]] = []
    var numbers: [[UInt32]: Int] = [:]
    var uses: [[Use]] = []
    func add(_ text: String, _ use: Use) {
      let pattern = view(text)
      if pattern.isEmpty { return }
      if let number = numbers[pattern] {
        uses[number].append(use)
      } else {
        numbers[pattern] = patterns.count
        patterns.append(pattern)
        uses.append([use])
      }
    }
    for (index, list) in lists.enumerated() where list.mode == mode {
      for (number, entry) in list.entries.enumerated() {
        add(entry.value.text, Use(list: index, number: number, isException: false))
      }
      for (number, entry) in list.exceptions.enumerated() {
        add(entry.value.text, Use(list: index, number: number, isException: true))
      }
    }
    automaton = PhraseAutomaton(patterns)
    self.uses = uses
  }
}
