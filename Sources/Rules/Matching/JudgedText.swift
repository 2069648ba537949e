internal import Bridge
internal import Text

/// What the spellings of one text are judged by: its units, its words, its walls of one letter. Each is read once, however
/// many spellings there are; they come in the order of the text.
struct JudgedText {
  let raw: [UInt32]
  let units: [ShapeText.Unit]
  private let costs: WordCosts?
  private var han: HanReading?
  private var breaks: WordBreaks?
  /// The wall that was looked at last: units of one letter or character, or syllables of one sort.
  private var wall = 0..<0
  private var isSyllableWall = false

  init(_ raw: [UInt32], _ units: [ShapeText.Unit], words: WordCosts?) {
    self.raw = raw
    self.units = units
    costs = words
  }

  /// What it costs to read units `first`…`last` as a word of cost `wordCost`; nil where they are not one run of Han, or
  /// without a dictionary.
  mutating func detour(_ first: Int, _ last: Int, wordCost: Float) -> WordCosts.Detour? {
    guard let costs else { return nil }
    if han == nil { han = HanReading(units, words: costs) }
    return han?.detour(first, last, wordCost: wordCost)
  }

  /// Whether no word of Unicode's rules crosses an edge of the units `range`.
  mutating func holds(_ range: Range<Int>) -> Bool {
    if breaks == nil {
      Work.add(units.count)
      breaks = WordBreaks(units.map(\.folded))
    }
    return breaks?.holds(range) ?? true
  }

  // MARK: Walls

  /// The units around `index` that repeat it side by side: the same letter or character, or the whole syllable that holds it.
  ///
  /// - Parameter isStart: where `index` is Hangul, whether it begins its syllable, or else ends it.
  mutating func wall(at index: Int, isStart: Bool) -> Range<Int> {
    let isSyllable = units[index].role == .hangul
    if wall.contains(index), isSyllable == isSyllableWall { return wall }
    var (start, end) = (index, index + 1)
    if isSyllable {
      (start, end) = syllables(around: index, isStart: isStart)
    } else {
      let (role, scalar) = (units[index].role, units[index].scalar)
      while start > 0, units[start - 1].role == role, units[start - 1].scalar == scalar { start -= 1 }
      while end < units.count, units[end].role == role, units[end].scalar == scalar { end += 1 }
    }
    Work.add(end - start)
    (wall, isSyllableWall) = (start..<end, isSyllable)
    return wall
  }

  private func syllables(around index: Int, isStart: Bool) -> (Int, Int) {
    var (start, last) = (index, index)
    guard units[index].flags.contains(isStart ? .beginsSyllable : .endsSyllable) else { return (index, index + 1) }
    if isStart {
      while !units[last].flags.contains(.endsSyllable), last + 1 < units.count { last += 1 }
    } else {
      while !units[start].flags.contains(.beginsSyllable), start > 0 { start -= 1 }
    }
    while let before = HangulSyllables.repeated(before: start, units) { start = before }
    while let end = HangulSyllables.repeated(after: last, units) { last = end }
    return (start, last + 1)
  }
}
