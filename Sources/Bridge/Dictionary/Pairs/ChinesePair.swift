/// Chinese into English: CC-CEDICT, ranked by frequencies, with Unihan for rare characters.
struct ChinesePair: DictionaryPair {
  let languages = LanguagePair("zh", "en")
  let needed = [SourceID.cedict]
  let helpful = [
    SourceID.jieba, SourceID.frequencies("zh"), SourceID.englishFrequencies, SourceID.unihan, SourceID.network,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { ChineseGlosser(dictionary) }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var entries: [CedictEntry] = []
    if let (text, mark) = try shelf.take(SourceID.cedict) {
      let unreadable: Int
      (entries, unreadable) = CedictEntry.all(in: text, mark)
      for index in entries.indices { entries[index].addCore() }
      try shelf.close(SourceID.cedict, unreadable: unreadable, isEmpty: entries.isEmpty)
    }
    let cedictCount = entries.count
    let frequencies = try ChineseFrequencies(from: shelf)
    let english = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    var unihan = UnihanReadings()
    if let (text, mark) = try shelf.take(SourceID.unihan) {
      unihan = UnihanReadings(text)
      try shelf.close(SourceID.unihan, unreadable: unihan.malformed, isEmpty: unihan.characters.isEmpty)
      entries += unihan.entries(besides: entries, mark)
    }
    let keys = ChineseKeys(entries, cedictCount: cedictCount, frequencies: frequencies)
    let ranking = ChineseRanking(entries, keys: keys, unihan: unihan, english: english)
    var draft = DictionaryDraft(languages: languages)
    draft.entries = entries.map(\.drafted)
    draft.keys = keys.words.indices.map { index in
      let order = ranking.entries(of: index)
      return DictionaryDraft.Key(
        word: keys.words[index], cost: keys.costs[index], entries: order, ranked: ranking.glosses(of: index, order))
    }
    draft.unknownCost = keys.unknownCost
    if let (text, _) = try shelf.take(SourceID.network) {
      let model = NetworkSource(text).flatMap { PolyphoneModel.bytes($0, simplified: Self.simplified(entries)) }
      try shelf.close(SourceID.network, unreadable: 0, isEmpty: model == nil)
      draft.model = model ?? []
    }
    return draft
  }

  /// The Simplified form of each Traditional character.
  private static func simplified(_ entries: [CedictEntry]) -> [UInt32: UInt32] {
    var forms: [UInt32: UInt32] = [:]
    for entry in entries where entry.traditional != entry.simplified {
      let (from, to) = (entry.traditional.unicodeScalars, entry.simplified.unicodeScalars)
      if from.count == 1, to.count == 1, let from = from.first, let to = to.first, forms[from.value] == nil {
        forms[from.value] = to.value
      }
    }
    return forms
  }
}

extension CedictEntry {
  /// Every entry of a file, and how many lines could not be read.
  static func all(in text: SourceText, _ mark: SenseFlags) -> (entries: [CedictEntry], unreadable: Int) {
    var entries: [CedictEntry] = []
    var unreadable = 0
    text.forEachLine { line in
      guard let first = line.first, first != 0x23 else { return }
      if let entry = CedictEntry(line: line, mark) { entries.append(entry) } else { unreadable += 1 }
    }
    return (entries, unreadable)
  }

  /// Puts the project's own glosses before those of the source.
  fileprivate mutating func addCore() {
    if isName { return }
    senses = ChineseCore.senses(simplified, reading).map { Sense(text: $0.text, flags: $0.flags, target: nil) } + senses
  }

  /// As the compiled dictionary has it.
  fileprivate var drafted: DictionaryDraft.Entry {
    DictionaryDraft.Entry(
      form: simplified, variant: traditional,
      reading: reading.contains { $0.isNumber } ? PinyinReading.marked(reading) : reading,
      senses: senses.map { DictionaryDraft.Sense(text: $0.text, flags: $0.flags) },
      flags: isName ? mark.union(.name) : mark)
  }

  /// An entry for one character of Unihan, whose reading has its tone mark already.
  fileprivate init(character: String, reading: String, definition: String, _ mark: SenseFlags) {
    traditional = character
    simplified = character
    self.reading = reading
    self.mark = mark
    senses = definition.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
      .map { Sense(text: $0, flags: [], target: nil) }
  }
}

extension UnihanReadings {
  /// An entry for each character that `known` do not have.
  fileprivate func entries(besides known: [CedictEntry], _ mark: SenseFlags) -> [CedictEntry] {
    var there: Set<UInt32> = []
    for entry in known {
      for form in [entry.traditional, entry.simplified] {
        if let only = form.unicodeScalars.first, form.unicodeScalars.count == 1 { there.insert(only.value) }
      }
    }
    return characters.sorted { $0.key < $1.key }.compactMap { scalar, character in
      guard !there.contains(scalar), let scalar = Unicode.Scalar(scalar) else { return nil }
      return CedictEntry(
        character: String(scalar), reading: character.mandarin ?? "", definition: character.definition ?? "", mark)
    }
  }
}
