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

  /// What it costs to read units `first`…`last`, all of one run of Han, as a word of cost `wordCost`.
  mutating func detour(_ first: Int, _ last: Int, wordCost: Float) -> WordCosts.Detour {
    let number = run(holding: first)
    let start = runs[number].lowerBound
    return readings[number].detour(first - start..<last + 1 - start, wordCost: wordCost)
  }

  private mutating func run(holding index: Int) -> Int {
    if let known = runs.lastIndex(where: { $0.contains(index) }) { return known }
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
