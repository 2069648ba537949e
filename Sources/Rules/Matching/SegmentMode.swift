internal import Bridge
internal import Text

/// `match: segment`: the folded text, and no word of the language crosses an edge of the hit.
///
/// Chinese by the installed dictionary; kana, and Chinese without a dictionary, by ICU's word breaks.
struct SegmentMode: ListMode {
  private let patterns: LiteralPatterns
  private let words: WordCosts?

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    patterns = LiteralPatterns(lists, fold: { FoldedText($0).scalars }) { list, _ in list.modes.contains(.segment) }
    if patterns.isEmpty { return nil }
    words = helps.wordCosts
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let view = text.folded
    let raw = text.raw
    var breaks: WordBreaks?
    patterns.automaton.forEachMatch(in: view.scalars) { pattern, range in
      guard FoldedEdges.isWord(range, in: view, raw: raw) else { return }
      let isException = patterns.uses[pattern].allSatisfy(\.isException)
      guard isException || stands(range, view.scalars, &breaks) else { return }
      let rawRange = view.rawRange(range)
      for use in patterns.uses[pattern] { found.append(ListMatch(use: use, range: rawRange, view: .segments)) }
    }
  }

  private func stands(_ range: Range<Int>, _ scalars: [UInt32], _ breaks: inout WordBreaks?) -> Bool {
    let scripts = Set(scalars[range].map { Shape(of: $0).role })
    if scripts.contains(.han), !scripts.contains(.kana), let words {
      return HanWords.stands(range, scalars, words)
    }
    guard scripts.contains(.kana) || scripts.contains(.han) else { return true }
    if breaks == nil { breaks = WordBreaks(scalars) }
    guard let breaks else { return true }
    // Kana: both edges; Han: none crossed.
    return scripts.contains(.kana)
      ? breaks.isBreak(range.lowerBound) && breaks.isBreak(range.upperBound) : breaks.holds(range)
  }
}

/// Whether a stretch of Han is a word, or words, in its clause.
enum HanWords {
  private static let reach = 8
  private static let tolerance: Float = 0.5

  static func stands(_ range: Range<Int>, _ scalars: [UInt32], _ words: WordCosts) -> Bool {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, range.lowerBound - start < reach, Shape(of: scalars[start - 1]).role == .han { start -= 1 }
    while end < scalars.count, end - range.upperBound < reach, Shape(of: scalars[end]).role == .han { end += 1 }
    let cost = words.cost(ofEntry: Array(scalars[range]))
    let detour = words.detour(
      in: Array(scalars[start..<end]), stretch: range.lowerBound - start..<range.upperBound - start, wordCost: cost)
    return detour.isInsideWord || detour.cost <= tolerance
  }
}
