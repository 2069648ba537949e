internal import Text

/// Tokens of emoji with their names: a run of emoji is cut into the longest that have one.
struct EmojiNames: Sendable {
  private let dictionary: PairDictionary

  /// Nil where the names in that language are not installed.
  init?(_ dictionaries: Dictionaries, _ target: String) {
    guard let dictionary = dictionaries.of(EmojiPair.source, Lexicon.primary(target)) else { return nil }
    self.dictionary = dictionary
  }

  /// The emoji and signs that stand side by side from a piece on, in raw scalars; empty where the piece is none.
  static func run(from index: Int, to limit: Int, _ pieces: [TaggedPiece], _ scalars: [UInt32]) -> Range<Int> {
    let start = pieces[index].piece.range.lowerBound
    var end = start
    for tagged in pieces[index..<limit] {
      let piece = tagged.piece
      let isTaken = piece.kind == .emoji || piece.kind == .other && piece.range.allSatisfy { isSign(scalars[$0]) }
      guard isTaken, piece.range.lowerBound == end || end == start else { break }
      end = piece.range.upperBound
    }
    return start..<end
  }

  func tokens(of range: Range<Int>, in scalars: [UInt32]) -> [GlossToken] {
    var tokens: [GlossToken] = []
    var start = range.lowerBound
    // What has no name is one token with what has none beside it.
    var nameless = start
    func closeNameless() {
      Work.add(start - nameless)
      if nameless < start { tokens.append(token(nameless..<start, nil, scalars)) }
    }
    while start < range.upperBound {
      let (key, end) = longest(from: start, to: range.upperBound, scalars)
      if let key {
        closeNameless()
        tokens.append(token(start..<end, key, scalars))
        nameless = end
      }
      start = end
    }
    closeNameless()
    return tokens
  }

  private func token(_ range: Range<Int>, _ key: Int?, _ scalars: [UInt32]) -> GlossToken {
    var token = GlossToken(
      surface: Glosser.surface(scalars, range), range: range, lang: LanguageTag.undetermined)
    guard let key else { return token }
    let shown = ShownSenses(of: key, in: dictionary)
    (token.glosses, token.senses) = (shown.glosses, shown.senses)
    return token
  }

  /// The longest name from `start` on, and where it ends with the variation selectors that follow it.
  private func longest(from start: Int, to limit: Int, _ scalars: [UInt32]) -> (Int?, Int) {
    let trie = dictionary.file.trie
    return dictionary.file.withBytes { bytes in
      var best: (Int?, Int) = (nil, start + 1)
      var (cell, place) = (0, start)
      while place < limit {
        if place > start && Self.isSelector(scalars[place]) {
          place += 1
          if best.1 == place - 1 && best.0 != nil { best.1 = place }
          continue
        }
        cell = trie.child(of: cell, by: trie.symbol(scalars[place], in: bytes), in: bytes)
        if cell < 0 { break }
        place += 1
        let key = trie.key(at: cell, in: bytes)
        if key >= 0 { best = (key, place) }
      }
      return best
    }
  }

  /// A symbol, or what joins symbols; no punctuation.
  private static func isSign(_ scalar: UInt32) -> Bool {
    scalar == 0x200D || isSelector(scalar) || scalar >= 0x2100 && ScalarTraits(of: scalar).kind == .symbol
  }

  private static func isSelector(_ scalar: UInt32) -> Bool { (0xFE00...0xFE0F).contains(scalar) }
}
