/// A pair that the project has no sources for: what operators imported, read word by word between blanks.
struct OtherPair: DictionaryPair {
  let languages: LanguagePair
  let needed: [String] = []
  let helpful: [String] = []

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? {
    SpacedGlosser(dictionary, notes: WordNotes(negations: [], questions: []))
  }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    DictionaryDraft(languages: languages)
  }
}
