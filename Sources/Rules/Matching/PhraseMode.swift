internal import Text

/// `match: phrase`: the folded text, between word edges. Entries of other modes that those modes cannot take are found here
/// too.
struct PhraseMode: ListMode {
  private let patterns: LiteralPatterns

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    patterns = LiteralPatterns(lists, fold: { FoldedText($0).scalars }) { list, entry in
      list.modes.contains(.phrase) || (list.modes.contains(.evasive) && !EvasiveMode.takes(entry))
    }
    if patterns.isEmpty { return nil }
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let view = text.folded
    let raw = text.raw
    patterns.automaton.forEachMatch(in: view.scalars) { pattern, range in
      guard FoldedEdges.isWord(range, in: view, raw: raw) else { return }
      let rawRange = view.rawRange(range)
      for use in patterns.uses[pattern] { found.append(ListMatch(use: use, range: rawRange, view: .folded)) }
    }
  }
}

/// `match: exact`: the raw text, scalar by scalar, edges or not.
struct ExactMode: ListMode {
  private let patterns: LiteralPatterns

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    patterns = LiteralPatterns(lists, fold: { $0.unicodeScalars.map(\.value) }) { list, _ in
      list.modes.contains(.exact)
    }
    if patterns.isEmpty { return nil }
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    patterns.automaton.forEachMatch(in: text.raw) { pattern, range in
      for use in patterns.uses[pattern] { found.append(ListMatch(use: use, range: range, view: .raw)) }
    }
  }
}

/// Word edges of folded ranges.
enum FoldedEdges {
  /// Edges are judged on the raw text; where an edge falls inside what one raw scalar expanded to (ﬁ, ㍿), on the view.
  static func isWord(_ range: Range<Int>, in view: FoldedText, raw: [UInt32]) -> Bool {
    isEdge(before: range.lowerBound, rawIndex: view.start(of: range.lowerBound), view, raw)
      && isEdge(before: range.upperBound, rawIndex: view.end(of: range.upperBound - 1), view, raw)
  }

  private static func isEdge(before index: Int, rawIndex: Int, _ view: FoldedText, _ raw: [UInt32]) -> Bool {
    let isInsideOneScalar =
      index > 0 && index < view.scalars.count && view.start(of: index - 1) == view.start(of: index)
    return isInsideOneScalar ? WordEdge.isEdge(at: index, in: view.scalars) : WordEdge.isEdge(at: rawIndex, in: raw)
  }
}
