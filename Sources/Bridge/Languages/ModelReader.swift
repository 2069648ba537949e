internal import Glibc
internal import Text

/// Reads the words of one script with that script's model: the languages as a whole, and where one changes to another.
struct ModelReader {
  private let model: LanguageModel
  private let group: LanguageGroup
  private let script: Script
  /// Latin words among Han, kana or Hangul are English more often than not.
  private let isAmongDense: Bool

  /// What the caller knows beforehand: a prior, and which languages may be answered.
  private let bias: Lanes

  init(_ model: LanguageModel, _ group: LanguageGroup, script: Script, isAmongDense: Bool, bias: Lanes) {
    self.model = model
    self.bias = bias
    self.group = group
    self.script = script
    self.isAmongDense = isAmongDense
  }

  /// How much English is preferred, a word, among dense scripts.
  private static let englishBonus = LanguageModelFormat.unit * 3 / 2
  /// A language this far behind does not come back; it keeps sums of 16 bits from overflowing.
  static let farBehind: Int16 = -12_000

  /// The number of the group's first language.
  private var first: Int { LanguageCatalogue.first(of: group) }

  /// Sets the language of this script's words; returns what each language weighs over all of them.
  func read(_ words: inout [PostReading.Word], of scalars: [UInt32], withSpans: Bool) -> [PostReading.Standing] {
    // Every word is folded, and its rows asked for, before the first row is read.
    var folded: [UInt32] = []
    folded.reserveCapacity(scalars.count + 8)
    var found: [(range: Range<Int>, hash: UInt64)] = []
    found.reserveCapacity(words.count)
    var letters = 0
    for word in words where word.script == script {
      let start = folded.count
      WordFold.append(scalars, word.range, to: &folded)
      let hash = WordPieces.hash(of: folded[start...])
      model.expect(hash)
      found.append((start..<folded.count, hash))
      letters += word.letters
    }
    let evidence = found.map { model.evidence(of: folded.span, $0.range, hash: $0.hash, group) }
    let bonus = bonus()
    var total = Lanes.zero
    for own in evidence {
      total = total + own + bonus
      total.settle(atLeast: Self.farBehind)
    }
    total = total + bias
    total.settle(atLeast: Self.farBehind)
    let best = total.laneOfHighest
    if withSpans && evidence.count > 1 {
      var path = LanguagePath()
      path.begin(bias)
      for own in evidence { path.add(own + bonus) }
      path.end()
      setLanguages(of: &words, path.lanes)
    } else {
      for index in words.indices where words[index].script == script { words[index].language = UInt8(first + best) }
    }
    return standings(total, letters: letters)
  }

  /// What every word gets before its evidence.
  private func bonus() -> Lanes {
    var bonus = Lanes.zero
    guard script == .latin else { return bonus }
    if isAmongDense { bonus[0] = Self.englishBonus }
    return bonus
  }

  private func standings(_ total: Lanes, letters: Int) -> [PostReading.Standing] {
    var odds: [(lane: Int, odds: Double)] = []
    var sum = 0.0
    let temperature = model.temperature(group, letters: letters) * Double(LanguageModelFormat.unit)
    for lane in group.tags.indices {
      let distance = Double(total[lane]) / temperature
      if distance < -5 { continue }
      odds.append((lane, exp(distance)))
      sum += exp(distance)
    }
    return odds.map { lane, odds in
      PostReading.Standing(language: UInt8(first + lane), weight: Double(letters), sureness: odds / sum)
    }
  }

  private func setLanguages(of words: inout [PostReading.Word], _ lanes: [UInt8]) {
    var next = 0
    for index in words.indices where words[index].script == script {
      words[index].language = UInt8(first + Int(lanes[next]))
      next += 1
    }
  }
}
