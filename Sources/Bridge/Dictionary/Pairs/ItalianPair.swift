/// Italian into English: Apertium through Spanish, then FreeDict.
struct ItalianPair: DictionaryPair {
  let languages = LanguagePair("it", "en")
  let needed = [SourceID.apertiumForms("it"), SourceID.apertiumPairs("it"), SourceID.apertiumPairs("es")]
  let helpful = [
    SourceID.freeDict("it", "en"), SourceID.freeDict("en", "it"), SourceID.frequencies("it"),
    SourceID.englishFrequencies,
  ]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(dictionary, notes: .italian)
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    try RomanceDraft(language: "it", isThroughSpanish: true, core: .italian).draft(from: shelf)
  }
}
