internal import Bridge
internal import Text

/// The Han of a text read as words, once for all questions about it: what each stretch costs as a word.
struct HanReading {
  private let units: [ShapeText.Unit]
  private let words: WordCosts
  private var runs: [Range<Int>] = []
  private var readings: [WordCosts.Reading] = []

  init(_ units: [ShapeText.Unit], words: WordCosts) {
    self.units = units
    self.words = words
  }

  /// What it costs to read units `first`…`last` as a word of cost `wordCost`; nil where they are not one run of Han.
  mutating func detour(_ first: Int, _ last: Int, wordCost: Float) -> WordCosts.Detour? {
    let number = run(holding: first, last)
    let start = runs[number].lowerBound
    guard last < runs[number].upperBound else { return nil }
    return readings[number].detour(first - start..<last + 1 - start, wordCost: wordCost)
  }

  /// The run that was read around both, else what can be read around `index`.
  private mutating func run(holding index: Int, _ last: Int) -> Int {
    if let known = runs.lastIndex(where: { $0.contains(index) && $0.contains(last) }) { return known }
    var (start, end) = (index, index + 1)
    while start > 0, units[start - 1].role == .han { start -= 1 }
    while end < units.count, units[end].role == .han { end += 1 }
    // A wall of a million characters is read in pieces.
    start = max(start, index - Self.reach)
    end = min(end, index + Self.reach)
    runs.append(start..<end)
    readings.append(words.reading(of: units[start..<end].map(\.scalar)))
    return runs.count - 1
  }

  private static let reach = 64
}
