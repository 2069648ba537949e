internal import Text

/// Gives a reviewer every word of a post with its reading and senses.
///
/// Word by word, not a translation: each gloss names its source, the same text always gives the same answer, and what is
/// unknown is shown as unknown. Linear in the length of the text.
package struct Glosser: Sendable {
  private let dictionaries: Dictionaries
  private let detector: LanguageDetector

  package init(dictionaries: Dictionaries, detector: LanguageDetector) {
    self.dictionaries = dictionaries
    self.detector = detector
  }

  /// The words of `text` with glosses in the language `to`. Words are read as `from` where their script allows it, else in
  /// the language that is detected.
  package func gloss(_ text: String, to target: String, from source: String? = nil) -> GlossedText {
    let scalars = text.unicodeScalars.map(\.value)
    let detection = detector.detect(scalars)
    let pieces = tagged(scalars, detection, source)
    guard !pieces.isEmpty else { return GlossedText(from: LanguageTag.undetermined, tokens: [], coverage: 1) }
    let from = source ?? detection.tag
    var tokens: [GlossToken] = []
    tokens.reserveCapacity(pieces.count)
    var index = 0
    while index < pieces.count {
      let (end, pair) = stretch(from: index, pieces, target)
      if let pair {
        tokens += pair.tokens(of: pieces[index..<end], in: scalars)
      } else {
        for place in index..<end { tokens.append(Self.token(pieces[place], scalars)) }
      }
      index = end
    }
    return GlossedText(from: from, tokens: tokens, coverage: Self.coverage(tokens, scalars, target))
  }

  /// The text's pieces, each word with the language that it is read in.
  private func tagged(_ scalars: [UInt32], _ detection: Detection, _ source: String?) -> [TaggedPiece] {
    var pieces: [TaggedPiece] = []
    var scanner = PieceScanner(scalars)
    var span = 0
    while let piece = scanner.next() {
      var lang = LanguageTag.undetermined
      if piece.kind == .word {
        let start = piece.range.lowerBound
        while span < detection.spans.count && detection.spans[span].range.upperBound <= start { span += 1 }
        if span < detection.spans.count && detection.spans[span].range.contains(start) {
          lang = detection.spans[span].tag
        }
        if let source, !LanguageTag.matches(lang, range: source), LanguageScripts.allow(piece.script, in: source) {
          lang = source
        }
      }
      pieces.append(TaggedPiece(piece: piece, lang: lang))
    }
    return pieces
  }

  /// How far the stretch that begins at `start` goes: pieces that one pair reads together. Without a pair it is one piece.
  private func stretch(from start: Int, _ pieces: [TaggedPiece], _ target: String) -> (Int, (any PairGlosser)?) {
    var end = start
    var pair: (any PairGlosser)?
    while end < pieces.count {
      let piece = pieces[end].piece
      let isAdjacent = end == start || piece.range.lowerBound == pieces[end - 1].piece.range.upperBound
      if !isAdjacent && !(pair?.readsAcrossBlanks ?? false) { break }
      switch piece.kind {
      case .word:
        let own = self.pair(pieces[end].lang, target)
        if pair == nil { pair = own }
        let isTaken =
          own?.source == pair?.source && own != nil || piece.script == .latin && !(pair?.readsAcrossBlanks ?? false)
        guard isTaken else { return end == start ? (end + 1, nil) : (end, pair) }
      case .digits: break
      case .other where isAdjacent && end > start && piece.range.count == 1 && pair?.readsAcrossBlanks ?? false: break
      default: return end == start ? (end + 1, nil) : (end, pair)
      }
      end += 1
    }
    return (end, pair)
  }

  private func pair(_ language: String, _ target: String) -> (any PairGlosser)? {
    dictionaries.glossers.first {
      LanguageTag.matches(language, range: $0.source) && LanguageTag.matches(target, range: $0.target)
    }
  }

  static func token(_ tagged: TaggedPiece, _ scalars: [UInt32]) -> GlossToken {
    GlossToken(
      surface: surface(scalars, tagged.piece.range), range: tagged.piece.range, lang: tagged.lang)
  }

  static func surface(_ scalars: [UInt32], _ range: Range<Int>) -> String {
    var surface = String.UnicodeScalarView()
    for index in range { surface.append(Unicode.Scalar(scalars[index]) ?? "\u{FFFD}") }
    return String(surface)
  }

  /// The share of the letters to be glossed that lie in tokens with glosses.
  private static func coverage(_ tokens: [GlossToken], _ scalars: [UInt32], _ target: String) -> Double {
    var wanted = 0
    var covered = 0
    for token in tokens where token.lang != LanguageTag.undetermined && !LanguageTag.matches(token.lang, range: target)
    {
      let letters = token.range.count { ScalarTraits(of: scalars[$0]).isLetter }
      wanted += letters
      if !token.glosses.isEmpty { covered += letters }
    }
    return wanted == 0 ? 1 : Double(covered) / Double(wanted)
  }
}
