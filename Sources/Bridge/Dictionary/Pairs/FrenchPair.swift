/// French into English: Apertium through Spanish, then FreeDict.
struct FrenchPair: DictionaryPair {
  let languages = LanguagePair("fr", "en")
  let needed = [SourceID.apertiumForms("fr"), SourceID.apertiumPairs("fr"), SourceID.apertiumPairs("es")]
  let helpful = [
    SourceID.freeDict("fr", "en"), SourceID.freeDict("en", "fr"), SourceID.frequencies("fr"),
    SourceID.englishFrequencies,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(dictionary, notes: .french)
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    try RomanceDraft(language: "fr", isThroughSpanish: true, core: .french).draft(from: shelf)
  }
}
