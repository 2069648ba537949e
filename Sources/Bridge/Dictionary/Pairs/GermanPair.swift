/// German into English: FreeDict's edition of Ding, both ways, with inflected forms through simplemma; compounds that it does
/// not have are split when posts are read.
struct GermanPair: DictionaryPair {
  let languages = LanguagePair("de", "en")
  let isVerbFinal = true
  let needed = [SourceID.freeDict("de", "en")]
  let helpful = [
    SourceID.freeDict("en", "de"), SourceID.lemmas("de"), SourceID.frequencies("de"), SourceID.englishFrequencies,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(
      dictionary, notes: .german, compounds: CompoundSplitter(dictionary, joints: ["s", "n", "es", "en", "e"]))
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var table = LemmaTable(languages)
    shelf.number(of: SourceID.freeDict("de", "en"))
    let own = try ZipfFrequencies.take(SourceID.frequencies("de"), from: shelf)
    let english = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    try FreeDictSenses("de", weights: (1, 1)) { Self.isInUse($0, own) }.add(from: shelf, to: &table)
    table.add(.german)
    try Self.addForms(own, from: shelf, to: &table)
    table.addVariants { AccentFold.german($0) }
    return table.draft(SenseRanking(english: english, frequency: 0.5, damping: true)) { word in
      (9 - own.zipf(AccentFold.withoutSharp(word))) * 2.302585
    }
  }

  /// Single words that the frequencies list, and expressions of such words: the others are technical terms, nearly all of
  /// them compounds.
  private static func isInUse(_ key: String, _ frequencies: ZipfFrequencies) -> Bool {
    if frequencies.isEmpty { return true }
    let words = AccentFold.withoutSharp(key).split(separator: " ")
    return words.count <= 4 && words.allSatisfy { frequencies.zipf(String($0)) > (words.count == 1 ? 1.7 : 3) }
  }

  private static func addForms(
    _ frequencies: ZipfFrequencies, from shelf: SourceShelf, to table: inout LemmaTable
  ) throws(DictionaryError) {
    let lemmas = table.entriesByWord
    var origins: [String: [(lemma: String, isNoun: Bool)]] = [:]
    try LemmaList.take(SourceID.lemmas("de"), from: shelf) { form, lemma in
      let key = KeyFold.key(form)
      guard frequencies.isListed(AccentFold.withoutSharp(key)), lemmas[KeyFold.key(lemma)] != nil else { return }
      let isNoun = lemma.unicodeScalars.first?.properties.isUppercase ?? false
      origins[key, default: []].append((KeyFold.key(lemma), isNoun))
    }
    for (form, lemmasOfForm) in origins.sorted(by: { $0.key < $1.key }) {
      // A form's own article is often of one use of it alone.
      if !lemmasOfForm.contains(where: { $0.lemma == form }) {
        for entry in lemmas[form] ?? [] { table.lessen(key: form, entry, by: 0.6) }
      }
      for (lemma, isNoun) in lemmasOfForm where lemma != form {
        let entries = lemmas[lemma] ?? []
        let ofKind = entries.filter { (table.lemmas[$0].part == "n") == isNoun }
        for entry in ofKind.isEmpty ? entries : ofKind { table.add(key: form, entry, share: 0) }
      }
    }
  }
}
