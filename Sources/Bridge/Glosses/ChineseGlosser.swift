internal import Text

/// Chinese into English: splits into the dictionary's words by their probability, reads them, ranks their senses.
struct ChineseGlosser: PairGlosser {
  let source = "zh"
  let target = "en"
  private let dictionary: PairDictionary

  init(_ dictionary: PairDictionary) { self.dictionary = dictionary }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32]) -> [GlossToken] {
    let lattice = WordLattice(stretch, scalars)
    var known: [Int: GlossToken] = [:]
    return lattice.bestPath(in: dictionary).map { word in
      var token = word.key.flatMap { known[$0] } ?? self.token(word)
      if let key = word.key { known[key] = token }
      token.surface = Glosser.surface(scalars, word.range)
      token.range = word.range
      token.lang = word.lang
      return token
    }
  }

  /// The word's reading, senses and notes; its place is filled in by the caller.
  private func token(_ word: WordLattice.Word) -> GlossToken {
    var token = GlossToken(surface: "", range: word.range, lang: word.lang)
    guard let key = word.key else {
      if word.isHan { token.notes = [WordNotes.unknown] }
      return token
    }
    token.reading = dictionary.readings(of: key).first ?? ""
    let shown = ShownSenses(of: key, in: dictionary)
    (token.glosses, token.senses) = (shown.glosses, shown.senses)
    token.notes = WordNotes.chinese.of(word.spelling, glosses: token.glosses)
    if token.glosses.isEmpty { token.notes.append(WordNotes.unknown) }
    return token
  }
}
