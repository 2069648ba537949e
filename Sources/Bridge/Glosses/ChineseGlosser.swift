internal import Text

/// Chinese into English: splits into the dictionary's words by their probability, reads them, ranks their senses.
struct ChineseGlosser: PairGlosser {
  let source = "zh"
  let target = "en"
  private let dictionary: PairDictionary
  private let chooser: ReadingChooser
  /// About 10 MB when full. A key stands for one spelling, folded.
  private let shown = RecentValues<WordName, ShownWord>(count: 16_384)

  private struct WordName: Hashable {
    var key: Int
    var reading: String?
  }

  init(_ dictionary: PairDictionary) {
    self.dictionary = dictionary
    chooser = ReadingChooser(dictionary)
  }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    let words = WordLattice(stretch, scalars).bestPath(in: dictionary, lexicon)
    let readings = chooser.readings(of: words, in: scalars)
    return zip(words, readings).map { word, reading in
      var token = GlossToken(surface: Glosser.surface(scalars, word.range), range: word.range, lang: word.lang)
      if let key = word.key {
        let name = WordName(key: key, reading: reading)
        shown.value(name, spread: key) { self.shown(key, word.spelling, reading) }.show(in: &token)
      } else if let kind = word.kind {
        name(&token, kind, word.spelling, scalars)
      } else if word.isHan {
        token.notes = [WordNotes.unknown]
      }
      if let entry = word.entry { lexicon?.apply(entry, to: &token) }
      return token
    }
  }

  /// The word's reading, senses and notes. `reading` is given where the word has several.
  private func shown(_ key: Int, _ spelling: String, _ reading: String?) -> ShownWord {
    let ranked = reading.map { chooser.senses(of: key, reading: $0) } ?? dictionary.rankedSenses(of: key)
    let shown = ShownSenses(ranked, in: dictionary)
    return ShownWord(
      reading: reading ?? dictionary.readings(of: key).first ?? "", glosses: shown.glosses, senses: shown.senses,
      notes: WordNotes.chinese.of(spelling, glosses: shown.glosses) + (shown.glosses.isEmpty ? [WordNotes.unknown] : [])
    )
  }

  /// A number or a name that no dictionary has: read character by character, and what it seems to be.
  private func name(
    _ token: inout GlossToken, _ kind: ChineseNames.Kind, _ spelling: String, _ scalars: [UInt32]
  ) {
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
  }
}
