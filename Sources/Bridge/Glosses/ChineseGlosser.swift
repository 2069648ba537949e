internal import Text

/// Chinese into English: splits into the dictionary's words by their probability, reads them, ranks their senses.
struct ChineseGlosser: PairGlosser {
  let source = "zh"
  let target = "en"
  private let dictionary: PairDictionary
  private let chooser: ReadingChooser

  init(_ dictionary: PairDictionary) {
    self.dictionary = dictionary
    chooser = ReadingChooser(dictionary)
  }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    let words = WordLattice(stretch, scalars).bestPath(in: dictionary, lexicon)
    let readings = chooser.readings(of: words, in: scalars)
    var known: [Int: GlossToken] = [:]
    return zip(words, readings).map { word, reading in
      var token = word.key.flatMap { reading == nil ? known[$0] : nil } ?? self.token(word, reading, scalars)
      if let key = word.key, reading == nil { known[key] = token }
      token.surface = Glosser.surface(scalars, word.range)
      token.range = word.range
      token.lang = word.lang
      if let entry = word.entry { lexicon?.apply(entry, to: &token) }
      return token
    }
  }

  /// The word's reading, senses and notes; its place is filled in by the caller. `reading` is given where the word has
  /// several.
  private func token(_ word: WordLattice.Word, _ reading: String?, _ scalars: [UInt32]) -> GlossToken {
    var token = GlossToken(surface: "", range: word.range, lang: word.lang)
    guard let key = word.key else {
      if let kind = word.kind { return named(token, kind, word.spelling, scalars) }
      if word.isHan { token.notes = [WordNotes.unknown] }
      return token
    }
    token.reading = reading ?? dictionary.readings(of: key).first ?? ""
    let senses = reading.map { chooser.senses(of: key, reading: $0) } ?? dictionary.rankedSenses(of: key)
    let shown = ShownSenses(senses, in: dictionary)
    (token.glosses, token.senses) = (shown.glosses, shown.senses)
    token.notes = WordNotes.chinese.of(word.spelling, glosses: token.glosses)
    if token.glosses.isEmpty { token.notes.append(WordNotes.unknown) }
    return token
  }

  /// A number or a name that no dictionary has: read character by character, and what it seems to be.
  private func named(
    _ token: GlossToken, _ kind: ChineseNames.Kind, _ spelling: String, _ scalars: [UInt32]
  ) -> GlossToken {
    var token = token
    let syllables = chooser.characterReadings(of: token.range, in: scalars)
    token.reading = syllables.joined(separator: " ").lowercased()
    let latin = syllables.joined().lowercased()
    let name = latin.prefix(1).uppercased() + latin.dropFirst()
    let gloss: String
    switch kind {
    case .number: gloss = ChineseNames.value(spelling.unicodeScalars.map(\.value)) ?? "(number)"
    case .foreign: gloss = "\(name) (a foreign name?)"
    case .person: gloss = "\(name) (a person's name?)"
    }
    token.senses = [GlossSense(text: gloss, source: SourceID.own, flags: kind == .number ? [] : ["name"])]
    token.glosses = [gloss]
    return token
  }
}
