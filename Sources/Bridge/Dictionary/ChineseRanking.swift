/// The order in which a word's entries and senses are shown, decided once when the dictionary is built.
struct ChineseRanking {
  /// One sense of one entry.
  struct SensePlace: Hashable {
    var entry: Int
    var place: Int
  }

  private let all: [CedictEntry]
  private let cedictCount: Int
  private let keys: ChineseKeys
  private let unihan: UnihanReadings

  init(_ all: [CedictEntry], cedictCount: Int, keys: ChineseKeys, unihan: UnihanReadings) {
    self.all = all
    self.cedictCount = cedictCount
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

  /// All senses of a key in the order of their use, references replaced by what they point to. `order` is what
  /// `entries(of:)` gave.
  func glosses(of key: Int, _ order: [Int]) -> [SensePlace] {
    var ranked: [(penalty: Int, sense: SensePlace)] = []
    for (rank, entry) in order.enumerated() {
      let distance = rank == 0 ? 0 : 4 + rank * 2
      for place in all[entry].senses.indices {
        let sense = all[entry].senses[place]
        if sense.flags.contains(.aside) { continue }
        let penalty = 2 * place + 2 * distance + Self.penalty(of: sense, isName: all[entry].isName)
        let targets = self.targets(of: sense, from: entry)
        for (step, target) in targets.enumerated() { ranked.append((penalty - 8 + step, target)) }
        ranked.append((targets.isEmpty ? penalty : penalty + 4, SensePlace(entry: entry, place: place)))
      }
    }
    var seen: Set<String> = []
    return ranked.indices.sorted { (ranked[$0].penalty, $0) < (ranked[$1].penalty, $1) }.map { ranked[$0].sense }
      .filter { seen.insert(all[$0.entry].senses[$0.place].text).inserted }
  }

  private static func penalty(of sense: CedictEntry.Sense, isName: Bool) -> Int {
    var penalty = 0
    if sense.flags.contains(.surname) { penalty += 14 }
    if !sense.flags.isDisjoint(with: [.variant, .usedIn]) { penalty += 10 }
    if sense.flags.contains(.archaic) { penalty += 6 }
    if !sense.flags.isDisjoint(with: [.literary, .dialect, .abbreviation]) { penalty += 4 }
    if sense.flags.contains(.boundForm) { penalty += 2 }
    if isName { penalty += 6 }
    // A long sense explains rather than translates; a particle has nothing but its explanation.
    if sense.text.utf8.count > 45 && !sense.text.hasPrefix("(") { penalty += 4 }
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
