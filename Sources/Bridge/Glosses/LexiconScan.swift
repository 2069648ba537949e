internal import Text

/// Finds spellings of the lexicon that take in whole pieces of a post: words of Latin letters, expressions with blanks, numbers,
/// signs. What stands inside a run of Han or kana is found where that run is cut into words.
struct LexiconScan {
  struct Match {
    var pieces: Range<Int>
    var entry: Int
    var lexicon: PairLexicon
  }

  /// In the text's order, without overlap; the longest at each place.
  private(set) var matches: [Match] = []

  init(
    _ pieces: [TaggedPiece], _ scalars: [UInt32], _ lexicon: Lexicon, _ dictionaries: Dictionaries, _ target: String
  ) {
    let goal = Lexicon.primary(target)
    let lexicons = lexicon.languages.filter { $0 != goal }.compactMap { lexicon.pair($0, target) }
    if lexicons.isEmpty { return }
    let present = Set(pieces.lazy.map { Lexicon.primary($0.lang) })
    let folded = scalars.map { ScalarTraits(of: $0).isSpace ? 0x20 : KeyFold.folded($0) }
    var index = 0
    while index < pieces.count {
      let match = lexicons.lazy.compactMap { pair -> Match? in
        guard Self.isRead(pieces[index], as: pair.source, present, folded, dictionaries) else { return nil }
        return Self.longest(from: index, pieces, folded, pair)
      }.max { Self.rank($0, pieces[index]) < Self.rank($1, pieces[index]) }
      if let match { matches.append(match) }
      index = match?.pieces.upperBound ?? index + 1
    }
  }

  /// The language of the piece comes before others, then the longer match.
  private static func rank(_ match: Match, _ piece: TaggedPiece) -> (Int, Int) {
    (Lexicon.primary(piece.lang) == match.lexicon.source ? 1 : 0, match.pieces.count)
  }

  /// Whether a piece may be a word of `language`: it is of that language; or the post has words of that language and the piece
  /// is Latin letters, a number or a sign; or it is a word that no dictionary has.
  private static func isRead(
    _ tagged: TaggedPiece, as language: String, _ present: Set<String>, _ folded: [UInt32], _ dictionaries: Dictionaries
  ) -> Bool {
    if Lexicon.primary(tagged.lang) == language { return true }
    switch tagged.piece.kind {
    case .word:
      guard tagged.piece.script == .latin else { return false }
      if present.contains(language) { return true }
      let word = folded[tagged.piece.range]
      return !dictionaries.open.contains { $0.languages.source != "zh" && $0.key(of: word) != nil }
    case .digits, .emoji, .other: return present.contains(language) || present.count == 1
    case .link, .mention, .hashtag: return false
    }
  }

  private static func longest(
    from index: Int, _ pieces: [TaggedPiece], _ folded: [UInt32], _ pair: PairLexicon
  ) -> Match? {
    let start = pieces[index].piece.range.lowerBound
    // Runs without blanks are cut by their own glosser.
    if pieces[index].piece.kind == .word && [.han, .katakana].contains(pieces[index].piece.script) { return nil }
    for match in pair.matches(folded, from: start).reversed() {
      var last = index
      while last < pieces.count && pieces[last].piece.range.upperBound < match.end { last += 1 }
      guard last < pieces.count, pieces[last].piece.range.upperBound == match.end else { continue }
      return Match(pieces: index..<last + 1, entry: match.entry, lexicon: pair)
    }
    return nil
  }
}
