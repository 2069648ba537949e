internal import Bridge
internal import Text

/// The Han of a text read as words, for questions in the order of the text: what each stretch costs as a word.
///
/// A run is read once, up to 64 characters to either side of what is asked about, and kept until a question leads past it:
/// O(1) memory, and O(1) a question whatever the length of the text.
struct HanReading {
  private let units: [ShapeText.Unit]
  private let words: WordCosts
  /// The run that was read last.
  private var run = 0..<0
  private var reading: WordCosts.Reading?

  init(_ units: [ShapeText.Unit], words: WordCosts) {
    self.units = units
    self.words = words
  }

  /// What it costs to read units `first`…`last` as a word of cost `wordCost`; nil where they are not one run of Han.
  mutating func detour(_ first: Int, _ last: Int, wordCost: Float) -> WordCosts.Detour? {
    if !run.contains(first) || !run.contains(last) { read(around: first) }
    guard last < run.upperBound else { return nil }
    Work.add(run.count)
    return reading?.detour(first - run.lowerBound..<last + 1 - run.lowerBound, wordCost: wordCost)
  }

  /// Reads the Han around `index`; a wall of a million characters in pieces.
  private mutating func read(around index: Int) {
    let (least, most) = (max(0, index - Self.reach), min(units.count, index + Self.reach))
    var (start, end) = (index, index + 1)
    while start > least, units[start - 1].role == .han { start -= 1 }
    while end < most, units[end].role == .han { end += 1 }
    Work.add(end - start)
    run = start..<end
    reading = words.reading(of: units[run].map(\.scalar))
  }

  private static let reach = 64
}
