internal import CICU

/// Where words begin and end by Unicode's rules (UAX #29) and ICU's dictionaries of Chinese, Japanese and Thai.
///
/// Slower than our own dictionary (about 4 MB/s) and less sure of Chinese: asked where no dictionary is installed, and for
/// kana.
package struct WordBreaks: Sendable {
  private let breaks: [UInt8]

  /// The breaks of `text`; where ICU fails, none but both ends.
  package init(_ text: [UInt32]) {
    var breaks = [UInt8](repeating: 0, count: text.count + 1)
    if icu_word_breaks(text, Int32(text.count), &breaks) < 0 {
      breaks[0] = 1
      breaks[text.count] = 1
    }
    self.breaks = breaks
  }

  /// How many breaks ICU finds in UTF-16 text as Chinese: its own cost, for benchmarks.
  package static func count(_ text: [UInt16]) -> Int { Int(icu_word_break_count(text, Int32(text.count))) }

  /// Whether a word begins or ends before scalar `index`.
  package func isBreak(_ index: Int) -> Bool { breaks.indices.contains(index) && breaks[index] != 0 }

  /// No word crosses an edge of `range`: both are breaks, or one word holds it whole.
  package func holds(_ range: Range<Int>) -> Bool {
    if isBreak(range.lowerBound) && isBreak(range.upperBound) { return true }
    return !range.contains { isBreak($0) } && !isBreak(range.upperBound)
  }
}
