/// Japanese into English: EDICT under kanji and kana, KANJIDIC for single characters, our own core of particles.
struct JapanesePair: DictionaryPair {
  let languages = LanguagePair("ja", "en")
  let isVerbFinal = true
  let needed = [SourceID.edict]
  let helpful = [SourceID.kanjidic, "wordfreq-ja", SourceID.englishFrequencies]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { JapaneseGlosser(dictionary) }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var entries: [(entry: EdictEntry, mark: SenseFlags)] = []
    for id in [SourceID.edict, SourceID.kanjidic] {
      guard let (text, mark) = try shelf.take(id) else { continue }
      var unreadable = 0
      let before = entries.count
      text.forEachLine { line in
        let entry = id == SourceID.edict ? EdictEntry(line: line) : EdictEntry(kanjidic: line)
        if let entry { entries.append((entry, mark)) } else { unreadable += 1 }
      }
      try shelf.close(id, unreadable: unreadable, isEmpty: entries.count == before)
    }
    let japanese = try ZipfFrequencies.take("wordfreq-ja", from: shelf)
    let ranking = SenseRarity(
      try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf), rarity: 1.3, length: 0.3)
    return Self.draft(languages, JapaneseCore.entries.map { ($0, .own) } + entries, japanese, ranking)
  }

  private static func draft(
    _ languages: LanguagePair, _ entries: [(entry: EdictEntry, mark: SenseFlags)], _ japanese: ZipfFrequencies,
    _ rarity: SenseRarity
  ) -> DictionaryDraft {
    var draft = DictionaryDraft(languages: languages)
    var entriesOf: [String: [Int]] = [:]
    for (index, (entry, mark)) in entries.enumerated() {
      draft.entries.append(
        DictionaryDraft.Entry(
          form: entry.form, variant: entry.form, reading: entry.reading,
          senses: entry.senses.map { DictionaryDraft.Sense(text: $0.text, flags: $0.flags) },
          flags: mark.union(entry.classes.flags)))
      for form in Set([entry.form, entry.reading]) where !form.isEmpty {
        entriesOf[KeyFold.key(form), default: []].append(index)
      }
    }
    for (word, own) in entriesOf.sorted(by: { $0.key < $1.key }) {
      let scored = own.map { (index: $0, penalty: penalty(of: entries[$0].entry, entries[$0].mark, under: word)) }
        .sorted { ($0.penalty, $0.index) < ($1.penalty, $1.index) }
      draft.keys.append(
        DictionaryDraft.Key(
          word: word, cost: cost(word, own.map { entries[$0].entry }, japanese), entries: scored.map(\.index),
          ranked: ranked(scored, entries, rarity)))
    }
    draft.unknownCost = 26
    return draft
  }

  /// How far an entry stands behind under a key: rare words, and words whose kana is looked up but that have kanji.
  private static func penalty(of entry: EdictEntry, _ mark: SenseFlags, under word: String) -> Float {
    if mark == .own { return -20 }
    var penalty: Float = entry.isCommon ? 0 : 3
    if word != entry.form && !entry.isKana { penalty += 3 }
    if word == entry.form && entry.isKana && entry.form != entry.reading { penalty -= 1 }
    return penalty
  }

  private static func ranked(
    _ scored: [(index: Int, penalty: Float)], _ entries: [(entry: EdictEntry, mark: SenseFlags)], _ rarity: SenseRarity
  ) -> [DictionaryDraft.SensePlace] {
    var places: [SenseRarity.Candidate] = []
    for (index, base) in scored {
      var first: [Int: Int] = [:]
      for (place, sense) in entries[index].entry.senses.enumerated() {
        // Synonyms within a meaning count less than the next meaning.
        let step = place - (first[sense.meaning] ?? place)
        if first[sense.meaning] == nil { first[sense.meaning] = place }
        let register: Float = sense.flags.isDisjoint(with: [.archaic, .abbreviation, .literary]) ? 0 : 4
        places.append(
          SenseRarity.Candidate(
            place: DictionaryDraft.SensePlace(entry: index, place: place), text: sense.text, flags: sense.flags,
            penalty: base + Float(sense.meaning) + 0.7 * Float(step) + register))
      }
    }
    return rarity.ranked(places)
  }

  /// The cost of a word by its frequency; a word that the list does not have by whether it is common.
  private static func cost(_ word: String, _ entries: [EdictEntry], _ japanese: ZipfFrequencies) -> Float {
    let length = Float(word.unicodeScalars.count)
    let isOwn = entries.contains { $0.isCommon && $0.form == word }
    let zipf = japanese.zipf(word)
    if zipf > ZipfFrequencies.unlisted { return (9 - zipf) * 2.3 }
    let isKanaOfKanji = entries.allSatisfy { $0.form != word && !$0.isKana }
    return (isOwn ? 14 : 17) + (isKanaOfKanji ? 2 : 0) - min(length, 6) * 0.3
  }
}

extension EdictEntry {
  /// Reads a line of KANJIDIC: the character, codes, readings in kana, meanings in braces.
  init?(kanjidic line: ArraySlice<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    guard let form = text.split(separator: " ").first, form.unicodeScalars.count == 1, text.contains("{") else {
      return nil
    }
    self.form = String(form)
    let readings = text.split(separator: " ").dropFirst().prefix { $0 != "T1" && !$0.hasPrefix("{") }
      .filter { $0.unicodeScalars.first.map { (0x3041...0x30FF).contains($0.value) } ?? false }
    reading = readings.first.map { $0.filter { $0 != "." && $0 != "-" } } ?? ""
    for part in text.split(separator: "{").dropFirst() {
      guard let close = part.firstIndex(of: "}") else { continue }
      senses.append(Sense(text: String(part[..<close]), flags: .usedIn, meaning: senses.count))
    }
    if senses.isEmpty { return nil }
  }
}
