/// The order in which a word's entries and senses are shown, decided once when the dictionary is built.
struct ChineseRanking {
  typealias SensePlace = DictionaryDraft.SensePlace

  private let all: [CedictEntry]
  private let keys: ChineseKeys
  private let unihan: UnihanReadings
  private let rarity: SenseRarity

  init(_ all: [CedictEntry], keys: ChineseKeys, unihan: UnihanReadings, english: ZipfFrequencies) {
    self.all = all
    rarity = SenseRarity(english)
    self.keys = keys
    self.unihan = unihan
  }

  // MARK: Entries

  /// The entries of a key, the likeliest reading first.
  func entries(of key: Int) -> [Int] {
    let own = keys.entries[key]
    guard own.count > 1 else { return own }
    let scores = own.map { score($0, word: keys.words[key]) }
    return own.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.map { own[$0] }
  }

  /// How likely an entry is the one that is meant: the corpus frequency of a character's reading, else how much the
  /// entry has to say.
  private func score(_ index: Int, word: String) -> Int {
    let entry = all[index]
    var score = min(entry.senses.count { $0.flags.isDisjoint(with: Self.lesser) }, 9)
    if entry.senses.allSatisfy({ !$0.flags.isDisjoint(with: [.surname, .variant, .usedIn, .aside, .archaic]) }) {
      score -= 2_000_000
    }
    if entry.isName { score -= 1_000_000 }
    if let only = word.unicodeScalars.first, word.unicodeScalars.count == 1 {
      let reading = PinyinReading.marked(entry.reading).lowercased()
      // The counts are of a character in whatever script it has there.
      let counts = unihan.frequencies[only.value] ?? [:]
      score += 20 * (counts[reading] ?? 0)
    }
    return score
  }

  /// Senses that speak less for an entry than a plain one.
  private static let lesser: SenseFlags = [.surname, .variant, .usedIn, .aside, .archaic, .literary, .dialect]

  // MARK: Senses

  /// All senses of a key, the likeliest first: the dictionary's order, against kinds of sense that a post seldom means and
  /// against rare English words. References are followed by what they point to; a sense that says nothing new is left out.
  /// `order` is what `entries(of:)` gave.
  func glosses(of key: Int, _ order: [Int]) -> [SensePlace] {
    var candidates: [SenseRarity.Candidate] = []
    func add(_ place: SensePlace, _ penalty: Float) {
      let sense = all[place.entry].senses[place.place]
      candidates.append(SenseRarity.Candidate(place: place, text: sense.text, flags: sense.flags, penalty: penalty))
    }
    for (rank, entry) in order.enumerated() {
      for place in all[entry].senses.indices {
        let sense = all[entry].senses[place]
        if sense.flags.contains(.aside) { continue }
        let base = 0.5 * Float(place) + 0.5 * Float(rank)
        let far: Float = sense.flags.isDisjoint(with: [.variant, .usedIn]) ? 1 : 4
        for (step, target) in targets(of: sense, from: entry).enumerated() { add(target, base + Float(step) + far) }
        let own = sense.flags.source == SenseFlags.own.source
        add(
          SensePlace(entry: entry, place: place),
          own ? Float(place) - 40 : base + Self.penalty(of: sense, isName: all[entry].isName))
      }
    }
    return rarity.ranked(candidates)
  }

  private static func penalty(of sense: CedictEntry.Sense, isName: Bool) -> Float {
    var penalty: Float = 0
    if !sense.flags.isDisjoint(with: [.surname, .variant, .usedIn, .archaic, .boundForm, .abbreviation, .literary]) {
      penalty += 6
    }
    if isName { penalty += 3 }
    // A long sense explains rather than translates; a particle has nothing but its explanation.
    if sense.text.utf8.count > 45 && !sense.text.hasPrefix("(") { penalty += 2 }
    return penalty
  }

  /// The first senses of the word that a sense points to, three at most.
  private func targets(of sense: CedictEntry.Sense, from entry: Int) -> [SensePlace] {
    guard let target = sense.target, let key = keys.number(of: target.form) else { return [] }
    let candidates = entries(of: key).filter { $0 != entry }
    let found = candidates.first { target.reading == nil || all[$0].reading == target.reading } ?? candidates.first
    guard let found else { return [] }
    return all[found].senses.indices.filter {
      let flags = all[found].senses[$0].flags
      return flags.isDisjoint(with: [.aside, .variant, .usedIn, .surname])
    }.prefix(3).map { SensePlace(entry: found, place: $0) }
  }
}
