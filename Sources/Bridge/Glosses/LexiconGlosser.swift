internal import Text

/// A pair that has a lexicon and no dictionary: the lexicon's words are glossed, the rest stands as it is.
struct LexiconGlosser: PairGlosser {
  let source: String
  let target: String

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    let text = StretchText(stretch, scalars)
    var tokens: [GlossToken] = []
    var (plain, start) = (0, 0)
    func close(_ end: Int) {
      if plain < end { tokens.append(token(plain..<end, text, scalars)) }
    }
    while start < text.kept.count {
      if start > plain && text.isMixed(plain..<start + 1) {
        close(start)
        plain = start
      }
      let match = lexicon?.matches(text.kept, from: start).last {
        text.isOpen[$0.end] && ($0.end - start > 1 || text.isPiece(start..<$0.end))
      }
      guard let match, text.isOpen[start] else {
        start += 1
        continue
      }
      close(start)
      var token = token(start..<match.end, text, scalars)
      lexicon?.apply(match.entry, to: &token)
      tokens.append(token)
      (plain, start) = (match.end, match.end)
    }
    close(text.kept.count)
    return tokens
  }

  private func token(_ kept: Range<Int>, _ text: StretchText, _ scalars: [UInt32]) -> GlossToken {
    let range = text.range(kept)
    return GlossToken(
      surface: Glosser.surface(scalars, range), range: range, lang: text.owner(of: kept.lowerBound).lang)
  }
}
