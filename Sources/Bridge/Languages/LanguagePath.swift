/// The likeliest way through words of one script, where staying in a language is free and changing costs `switchCost`.
///
/// Kept from text to text with its buffers: `begin`, `add` each word, `end`, and `lanes` has the words' languages.
struct LanguagePath {
  /// What a change of language inside a script costs: three and a half natural logarithms, the best of 2 to 5 on mixed
  /// posts of our own (2026-11-25).
  static let switchCost = LanguageModelFormat.unit * 7 / 2

  private(set) var lanes: [UInt8] = []
  /// The scores before each word; the best is 0, and below -switchCost it is cheaper to come from the best.
  private var before: [Lanes] = []
  private var scores = Lanes.zero
  private var count = 0

  /// Begins a text with what is known beforehand.
  mutating func begin(_ bias: Lanes) {
    count = 0
    scores = bias
    scores.settle(atLeast: ModelReader.farBehind)
  }

  /// Adds a word.
  @inline(__always)
  mutating func add(_ evidence: Lanes) {
    if count == before.count {
      before.append(scores)
      lanes.append(0)
    } else {
      before[count] = scores
    }
    count &+= 1
    scores.lift(to: -Self.switchCost)
    scores = scores + evidence
    scores.settle(atLeast: ModelReader.farBehind)
  }

  /// Sets the first so many of `lanes` as words were added.
  mutating func end() {
    var lane = scores.laneOfHighest
    for index in (0..<count).reversed() {
      lanes[index] = UInt8(truncatingIfNeeded: lane)
      if before[index][lane] < -Self.switchCost { lane = before[index].laneOfHighest }
    }
  }
}
