internal import Glibc
internal import Text

/// Reads the words of one script with that script's model: the languages as a whole, and where one changes to another.
struct ModelReader {
  private let model: ScriptModel
  private let script: Script
  /// Latin words among Han, kana or Hangul are English more often than not.
  private let isAmongDense: Bool

  init(_ model: ScriptModel, script: Script, isAmongDense: Bool) {
    self.model = model
    self.script = script
    self.isAmongDense = isAmongDense
  }

  /// What a change of language inside a script costs.
  private static let switchCost = ScriptModel.unit * 9
  /// How much English is preferred, a word, among dense scripts.
  private static let englishBonus = ScriptModel.unit * 8
  /// The evidence counts pieces that overlap, so it is far too sure: it is divided by this before the softmax.
  private static let temperature = Double(ScriptModel.unit) * 4
  /// A language this far behind does not come back; it keeps sums of 16 bits from overflowing.
  private static let farBehind: Int16 = -12_000

  /// Sets the language of this script's words; returns what each language weighs over all of them.
  func read(_ words: inout [PostReading.Word], of scalars: [UInt32], withSpans: Bool) -> [PostReading.Standing] {
    var evidence: [Lanes] = []
    evidence.reserveCapacity(words.count)
    var letters = 0
    var folded: [UInt32] = []
    folded.reserveCapacity(WordFold.longest)
    var pinyin = PinyinCount()
    for word in words where word.script == script {
      WordFold.fold(scalars, word.range, into: &folded)
      evidence.append(model.evidence(of: folded))
      letters += word.letters
      if script == .latin { pinyin.add(folded) }
    }
    let bonus = bonus(pinyin)
    var total = Lanes.zero
    for own in evidence {
      total = total + own + bonus
      total.settle(atLeast: Self.farBehind)
    }
    let best = total.lane(of: 0)
    if withSpans && evidence.count > 1 {
      setLanguages(of: &words, path(evidence, bonus))
    } else {
      for index in words.indices where words[index].script == script { words[index].language = model.languages[best] }
    }
    return standings(total, letters: letters)
  }

  /// What every word gets before its evidence.
  private func bonus(_ pinyin: PinyinCount) -> Lanes {
    var bonus = Lanes.zero
    guard script == .latin else { return bonus }
    bonus[ScriptModel.pinyin] = pinyin.bonus
    if isAmongDense { bonus[ScriptModel.english] = Self.englishBonus }
    return bonus
  }

  private func standings(_ total: Lanes, letters: Int) -> [PostReading.Standing] {
    var odds: [(lane: Int, odds: Double)] = []
    var sum = 0.0
    for lane in model.languages.indices {
      let distance = Double(total[lane]) / Self.temperature
      if distance < -5 { continue }
      odds.append((lane, exp(distance)))
      sum += exp(distance)
    }
    return odds.map { lane, odds in
      PostReading.Standing(language: model.languages[lane], weight: Double(letters), sureness: odds / sum)
    }
  }

  private func setLanguages(of words: inout [PostReading.Word], _ lanes: [UInt8]) {
    var next = 0
    for index in words.indices where words[index].script == script {
      words[index].language = model.languages[Int(lanes[next])]
      next += 1
    }
  }

  /// The likeliest way through the words, where staying in a language is free and changing costs `switchCost`.
  private func path(_ evidence: [Lanes], _ bonus: Lanes) -> [UInt8] {
    // The scores before each word; the best is 0, and below -switchCost it is cheaper to come from the best.
    var before: [Lanes] = []
    before.reserveCapacity(evidence.count)
    var scores = Lanes.zero
    for own in evidence {
      before.append(scores)
      scores.lift(to: -Self.switchCost)
      scores = scores + own + bonus
      scores.settle(atLeast: Self.farBehind)
    }
    var lanes = [UInt8](repeating: 0, count: evidence.count)
    var lane = scores.lane(of: 0)
    for index in evidence.indices.reversed() {
      lanes[index] = UInt8(lane)
      if before[index][lane] < -Self.switchCost { lane = before[index].lane(of: 0) }
    }
    return lanes
  }
}

/// How much of the Latin words can be pinyin.
struct PinyinCount {
  private var words = 0
  private var pinyinWords = 0
  private var syllables = 0
  private var toned = 0
  private var english = 0

  mutating func add(_ folded: [UInt32]) {
    words += 1
    // Once a fifth of the words and more is no pinyin, a long text need not be asked further.
    if words > 20 && pinyinWords * 2 < words { return }
    let (count, hasTones) = Pinyin.syllables(in: folded)
    if count > 0 {
      pinyinWords += 1
      syllables += count
      if hasTones { toned += 1 }
      if Pinyin.englishLookalikes.contains(folded) { english += 1 }
    }
  }

  /// What each word adds to the pinyin lane: far below nothing where the text cannot be pinyin.
  var bonus: Int16 {
    guard pinyinWords * 5 >= words * 4, syllables >= 2, english * 3 <= words * 2 else { return -3000 }
    if toned * 2 >= words { return ScriptModel.unit * 12 }
    return words == 1 ? -ScriptModel.unit * 4 : ScriptModel.unit
  }
}
