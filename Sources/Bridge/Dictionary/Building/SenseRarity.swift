/// The order of English senses: the dictionary's own, against rare and long ones.
struct SenseRarity {
  struct Candidate {
    var place: DictionaryDraft.SensePlace
    var text: String
    var flags: SenseFlags
    /// In places: what the dictionary's order and the kind of sense say.
    var penalty: Float
  }

  private let english: ZipfFrequencies
  /// What a decimal order of rarity weighs, and a content word beyond the second, in places.
  private let rarity: Float
  private let length: Float

  init(_ english: ZipfFrequencies, rarity: Float = 1, length: Float = 0.6) {
    (self.english, self.rarity, self.length) = (english, rarity, length)
  }

  /// How rare a sense's rarest content word is, and how long it is, in places.
  func of(_ text: String) -> Float {
    let short = ShownSenses.short(text)
    // A particle has nothing but its explanation, whose words are not its meaning.
    if short.hasPrefix("(") { return -2 }
    let words = EnglishWords.content(of: short)
    let rarest = english.isEmpty ? 4 : words.map { english.zipf($0) }.min() ?? 3
    return rarity * (4 - rarest) + length * Float(max(0, words.count - 2))
  }

  /// The candidates in order, without those whose words all stand in candidates before them, unless a moderator must see
  /// them.
  func ranked(_ candidates: [Candidate]) -> [DictionaryDraft.SensePlace] {
    let scores = candidates.map { $0.penalty + of($0.text) }
    var seen: Set<String> = []
    var shown: Set<String> = []
    return candidates.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }.map { candidates[$0] }.filter {
      candidate in
      guard shown.insert(candidate.text).inserted else { return false }
      let words = Set(EnglishLemmas.of(candidate.text))
      if !words.isEmpty && words.isSubset(of: seen) && candidate.flags.isDisjoint(with: .sensitive) { return false }
      seen.formUnion(words)
      return true
    }.map(\.place)
  }
}
