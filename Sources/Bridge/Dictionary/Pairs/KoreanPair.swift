internal import Glibc

/// Korean into English, in part: words of our own, and those of Chinese origin through libhangul's hanja and CC-CEDICT.
struct KoreanPair: DictionaryPair {
  let languages = LanguagePair("ko", "en")
  let isVerbFinal = true
  let needed = [SourceID.hanja, SourceID.cedict]
  let helpful = [SourceID.jieba, SourceID.frequencies("ko"), SourceID.englishFrequencies]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { KoreanGlosser(dictionary) }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var table = LemmaTable(languages)
    shelf.number(of: SourceID.hanja)
    var counts: [String: Int] = [:]
    if let (text, _) = try shelf.take(SourceID.jieba) { counts = WordFrequencies(text).counts }
    let english = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    if let (text, mark) = try shelf.take(SourceID.cedict) {
      let (entries, unreadable) = CedictEntry.all(in: text, mark)
      try shelf.close(SourceID.cedict, unreadable: unreadable, isEmpty: entries.isEmpty)
      try Self.addHanja(shelf, entries, counts, to: &table)
    }
    let own = try ZipfFrequencies.take(SourceID.frequencies("ko"), from: shelf)
    table.add(KoreanCore.words)
    Self.addOwn(to: &table)
    let core = Set(KoreanCore.words.entries.map(\.word))
    return table.draft(SenseRanking(english: english)) { word in
      // The hanja table has ten words that nobody uses for each that is used.
      Self.cost(of: word) + (Self.isMarked(word) || core.contains(word) || own.zipf(word) > 3 ? 0 : 1.6)
    }
  }

  /// Adds each word of Chinese origin with what CC-CEDICT says of its hanja, the commoner word before the rarer.
  private static func addHanja(
    _ shelf: SourceShelf, _ entries: [CedictEntry], _ counts: [String: Int], to table: inout LemmaTable
  ) throws(DictionaryError) {
    guard let (text, _) = try shelf.take(SourceID.hanja) else { return }
    let hanja = HanjaTable(text)
    try shelf.close(SourceID.hanja, unreadable: hanja.malformed, isEmpty: hanja.words.isEmpty)
    var byForm: [String: [Int]] = [:]
    for (index, entry) in entries.enumerated() { byForm[entry.traditional, default: []].append(index) }
    for (hangul, forms) in hanja.words.sorted(by: { $0.key < $1.key }) {
      for form in forms {
        for index in byForm[form] ?? [] {
          let entry = entries[index]
          let frequency = log10(1 + Double(counts[entry.simplified] ?? 0))
          let number = table.entry(LemmaTable.Lemma(word: hangul, part: form))
          for (place, sense) in entry.senses.enumerated() {
            guard sense.flags.isDisjoint(with: [.aside, .surname, .variant, .usedIn, .abbreviation]) else { continue }
            table.add(
              DictionaryDraft.Sense(
                text: FreeDictSenses.english(ShownSenses.short(sense.text)),
                flags: sense.flags.union(entry.mark).union(.partial)),
              evidence: 0.5 * frequency - 0.3 * Double(min(place, 6)) - (entry.isName ? 1 : 0), to: number)
          }
          table.add(key: hangul, number, share: 0)
        }
      }
    }
  }

  /// Adds the shapes of verbs, particles and endings, each under its mark.
  private static func addOwn(to table: inout LemmaTable) {
    func add(_ key: String, _ lemma: String, _ senses: [DictionaryDraft.Sense]) {
      let entry = table.entry(LemmaTable.Lemma(word: lemma, part: key == lemma ? "" : "v"))
      for (place, sense) in senses.enumerated() where !table.has(sense.text, in: entry) {
        table.add(sense, evidence: 9 - Double(place), to: entry)
      }
      table.add(key: key, entry, share: 0)
    }
    for verb in KoreanCore.verbs.entries {
      let parts = verb.word.split(separator: "/")
      guard let word = parts.first.map(String.init) else { continue }
      for shape in KoreanConjugation.shapes(of: word, class: parts.count > 1 ? parts[1].first : nil) {
        add(KoreanMark.stem(shape), word, verb.senses)
      }
    }
    for particle in KoreanEndings.particles.entries {
      let key = KoreanMark.particle(particle.word)
      add(key, key, particle.senses)
    }
    for ending in KoreanEndings.endings.entries {
      let key = KoreanMark.ending(ending.word)
      add(key, key, ending.senses)
    }
  }

  private static func isMarked(_ key: String) -> Bool {
    key.hasPrefix(KoreanMark.particleMark) || key.hasPrefix(KoreanMark.verbMark) || key.hasSuffix(KoreanMark.verbMark)
  }

  /// What it costs to read a key as a part of a word: longer ones are likelier, and one syllable is no word mostly.
  private static func cost(of key: String) -> Float {
    let length = Float(key.unicodeScalars.count { (0xAC00...0xD7A3).contains($0.value) })
    if key.hasPrefix(KoreanMark.particleMark) { return max(0.3, 1.5 - 0.3 * length) }
    if key.hasPrefix(KoreanMark.verbMark) { return max(0.2, 1 - 0.3 * length) }
    if key.hasSuffix(KoreanMark.verbMark) { return length == 1 ? 4 : max(0.5, 3.4 - 0.6 * length) }
    return length == 1 ? 3.1 : max(0.5, 3.4 - 0.6 * length)
  }
}

/// How keys that are no whole words are told from those that are.
enum KoreanMark {
  static let particleMark = "-"
  static let verbMark = "~"

  static func particle(_ word: String) -> String { particleMark + word }
  static func stem(_ shape: String) -> String { shape + verbMark }
  static func ending(_ word: String) -> String { verbMark + word }
}
