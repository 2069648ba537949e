/// Spanish into English: Apertium, then FreeDict.
struct SpanishPair: DictionaryPair {
  let languages = LanguagePair("es", "en")
  let needed = [SourceID.apertiumForms("es"), SourceID.apertiumPairs("es")]
  let helpful = [
    SourceID.freeDict("es", "en"), SourceID.freeDict("en", "es"), SourceID.frequencies("es"),
    SourceID.englishFrequencies,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(dictionary, notes: .spanish)
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    try RomanceDraft(language: "es", isThroughSpanish: false, core: .spanish).draft(from: shelf)
  }
}
