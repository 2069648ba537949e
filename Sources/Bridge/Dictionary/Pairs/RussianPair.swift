/// Russian into English: Müller's English–Russian dictionary turned round, with inflected forms through simplemma.
struct RussianPair: DictionaryPair {
  let languages = LanguagePair("ru", "en")
  let needed = [SourceID.mueller]
  let helpful = [SourceID.lemmas("ru"), SourceID.frequencies("ru"), SourceID.englishFrequencies]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { SpacedGlosser(dictionary, notes: .russian) }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var table = LemmaTable(languages)
    try Self.invert(shelf, into: &table)
    let own = try ZipfFrequencies.take(SourceID.frequencies("ru"), from: shelf)
    let english = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    table.add(.russian)
    try Self.addForms(own, from: shelf, to: &table)
    return table.draft(SenseRanking(english: english, frequency: 1)) { word in (9 - own.zipf(word)) * 2.302585 }
  }

  /// Each Russian word gets the English words that it translates: likelier, the nearer to the front of their articles.
  private static func invert(_ shelf: SourceShelf, into table: inout LemmaTable) throws(DictionaryError) {
    guard let (text, mark) = try shelf.take(SourceID.mueller) else { return }
    let reader = DictdReader(text)
    var isEmpty = true
    for range in reader.articles {
      guard let article = MuellerArticle(reader.lines(of: range)) else { continue }
      for translation in article.translations {
        isEmpty = false
        let entry = table.entry(LemmaTable.Lemma(word: translation.russian, part: translation.part))
        let sense = DictionaryDraft.Sense(text: translation.english, flags: translation.flags.union(mark))
        table.add(sense, evidence: evidence(translation), to: entry)
        table.add(key: translation.russian, entry, share: 0)
      }
    }
    try shelf.close(SourceID.mueller, unreadable: reader.malformed, isEmpty: isEmpty)
  }

  private static func evidence(_ translation: MuellerArticle.Translation) -> Double {
    var evidence = 2 - 0.25 * Double(min(translation.sense, 6)) - 0.2 * Double(min(translation.place, 4))
    if translation.isExample { evidence -= 1 }
    if translation.isSpecial { evidence -= 0.7 }
    return evidence
  }

  /// Adds the forms that are in use; a verb in -ся that has no entry is taken for the verb, an adverb for its adjective.
  private static func addForms(
    _ frequencies: ZipfFrequencies, from shelf: SourceShelf, to table: inout LemmaTable
  ) throws(DictionaryError) {
    let lemmas = table.entriesByWord
    var found: [(form: String, entries: [Int], share: Double)] = []
    try LemmaList.take(SourceID.lemmas("ru"), from: shelf) { form, lemma in
      let key = KeyFold.key(form)
      guard frequencies.isListed(form) || frequencies.isListed(key) else { return }
      let lemma = KeyFold.key(lemma)
      if let entries = lemmas[lemma] {
        found.append((key, entries, 0))
      } else {
        for other in related(lemma) {
          guard let entries = lemmas[other] else { continue }
          found.append((key, entries, -0.5))
          break
        }
      }
    }
    for (form, entries, share) in found { for entry in entries { table.add(key: form, entry, share: share) } }
    for word in frequencies.words where lemmas[KeyFold.key(word)] == nil {
      guard let entries = related(KeyFold.key(word)).lazy.compactMap({ lemmas[$0] }).first else { continue }
      for entry in entries { table.add(key: KeyFold.key(word), entry, share: -0.7) }
    }
  }

  /// Words that say nearly the same: without -ся, the adjective of an adverb in -о, the other aspect of a verb.
  private static func related(_ word: String) -> [String] {
    if word.hasSuffix("ся") || word.hasSuffix("сь") {
      let active = String(word.dropLast(2))
      return [active] + RussianAspect.partners(of: active).flatMap { [$0 + "ся", $0] }
    }
    if word.hasSuffix("ть") { return RussianAspect.partners(of: word) }
    guard word.hasSuffix("о"), word.unicodeScalars.count > 4 else { return [] }
    let stem = String(word.dropLast())
    return [stem + "ый", stem + "ий", stem + "ой"]
  }
}
