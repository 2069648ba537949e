/// Portuguese into English: Apertium through Spanish, then FreeDict.
struct PortuguesePair: DictionaryPair {
  let languages = LanguagePair("pt", "en")
  let needed = [SourceID.apertiumForms("pt"), SourceID.apertiumPairs("pt"), SourceID.apertiumPairs("es")]
  let helpful = [
    SourceID.freeDict("pt", "en"), SourceID.freeDict("en", "pt"), SourceID.frequencies("pt"),
    SourceID.englishFrequencies,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(dictionary, notes: .portuguese)
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    try RomanceDraft(language: "pt", isThroughSpanish: true, core: .portuguese).draft(from: shelf)
  }
}
