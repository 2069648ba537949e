internal import Text

/// Chinese into English: splits into the dictionary's words by their probability, reads them, ranks their senses.
struct ChineseGlosser: PairGlosser {
  let source = "zh"
  let target = "en"
  private let dictionary: ChineseDictionary

  init(_ dictionary: ChineseDictionary) { self.dictionary = dictionary }

  /// How many senses are shown, beside those that a moderator must not miss.
  private static let shown = 5

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32]) -> [GlossToken] {
    let lattice = WordLattice(stretch, scalars)
    var known: [Int: GlossToken] = [:]
    return lattice.bestPath(in: dictionary).map { word in
      var token = word.key.flatMap { known[$0] } ?? self.token(word)
      if let key = word.key { known[key] = token }
      token.surface = Glosser.surface(scalars, word.range)
      token.range = word.range
      token.lang = word.lang
      return token
    }
  }

  /// The word's reading, senses and notes; its place is filled in by the caller.
  private func token(_ word: WordLattice.Word) -> GlossToken {
    var token = GlossToken(surface: "", range: word.range, lang: word.lang)
    guard let key = word.key else {
      if word.isHan { token.notes = [GlossNotes.unknown] }
      return token
    }
    token.reading = dictionary.reading(of: key)
    for (place, sense) in dictionary.rankedSenses(of: key).enumerated() {
      guard place < Self.shown || !sense.flags.isDisjoint(with: .sensitive) else { continue }
      token.senses.append(GlossSense(sense))
      token.glosses.append(sense.text)
    }
    token.notes = GlossNotes.notes(of: word.spelling, glosses: token.glosses)
    if token.glosses.isEmpty { token.notes.append(GlossNotes.unknown) }
    return token
  }
}

/// Words that turn a sentence round, which a reader of single words would miss.
enum GlossNotes {
  static let unknown = "not in the dictionary"

  private static let negations: Set<String> = [
    "不", "没", "沒", "没有", "沒有", "别", "別", "無", "无", "未", "非", "勿", "甭", "莫", "不要", "不是", "不能", "不会", "不會",
  ]
  private static let questions: Set<String> = [
    "吗", "嗎", "呢", "什么", "什麼", "甚麼", "谁", "誰", "哪", "哪里", "哪裡", "哪儿", "哪兒", "哪个", "哪個", "怎么", "怎麼", "怎么样",
    "怎麼樣", "怎样", "怎樣", "几", "幾", "多少", "为什么", "為什麼", "为何", "為何", "啥", "咋", "何时", "何時", "难道", "難道",
  ]

  private static let negators = ScalarSet("不没沒無无未非勿莫")
  private static let denials: Set<Substring> = [
    "not", "no", "without", "never", "cannot", "can't", "don't", "un-", "non-",
  ]

  /// The notes of a word: by its spelling, or because it begins with a negator and its glosses deny something (不好).
  static func notes(of word: String, glosses: [String]) -> [String] {
    if negations.contains(word) { return ["negation"] }
    if questions.contains(word) { return ["question"] }
    guard let first = word.unicodeScalars.first, negators.contains(first.value), word.unicodeScalars.count > 1 else {
      return []
    }
    let denies = glosses.contains { gloss in gloss.split(separator: " ").contains { denials.contains($0) } }
    return denies ? ["negation"] : []
  }
}
