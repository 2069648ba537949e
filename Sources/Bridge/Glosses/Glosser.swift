internal import Text

/// Gives a reviewer every word of a post with its reading and senses.
///
/// Word by word, not a translation: each gloss names its source, the same text always gives the same answer, and what is
/// unknown is shown as unknown. Linear in the length of the text.
package struct Glosser: Sendable {
  private let dictionaries: Dictionaries
  private let detector: LanguageDetector
  private let lexicon: Lexicon

  package init(dictionaries: Dictionaries, detector: LanguageDetector, lexicon: Lexicon = .empty) {
    self.dictionaries = dictionaries
    self.detector = detector
    self.lexicon = lexicon
  }

  /// The words of `text` with glosses in the language `to`. Words are read as `from` where their script allows it, else in
  /// the language that is detected. O(*n*).
  ///
  /// With `windows` (raw scalars, ascending, apart) only what lies in them is glossed, in the languages of the whole text; a
  /// word that is cut by an edge of a window may be another one.
  package func gloss(
    _ text: String, to target: String, from source: String? = nil, within windows: [Range<Int>]? = nil
  ) -> GlossedText {
    let scalars = text.unicodeScalars.map(\.value)
    let detection = detector.detect(scalars)
    var pieces = tagged(scalars, detection, source)
    if let windows { pieces = Self.clipped(pieces, to: windows) }
    guard !pieces.isEmpty else { return GlossedText(from: LanguageTag.undetermined, tokens: [], coverage: 1) }
    let from = source ?? detection.tag
    let names = EmojiNames(dictionaries, target)
    let found = LexiconScan(pieces, scalars, lexicon, dictionaries, target).matches
    var tokens: [GlossToken] = []
    tokens.reserveCapacity(pieces.count)
    var index = 0
    var next = found.startIndex
    while index < pieces.count {
      if next < found.endIndex && found[next].pieces.lowerBound == index {
        tokens.append(token(found[next], pieces, scalars, target))
        index = found[next].pieces.upperBound
        next += 1
        continue
      }
      let limit = next < found.endIndex ? found[next].pieces.lowerBound : pieces.count
      let (end, pair) = stretch(from: index, to: limit, pieces, target)
      if let pair {
        tokens += pair.tokens(of: pieces[index..<end], in: scalars, lexicon: lexicon.pair(pair.source, target))
      } else {
        if let names {
          let signs = EmojiNames.run(from: index, to: limit, pieces, scalars)
          if !signs.isEmpty {
            tokens += names.tokens(of: signs, in: scalars)
            index = pieces[index...].firstIndex { $0.piece.range.lowerBound >= signs.upperBound } ?? pieces.count
            continue
          }
        }
        for place in index..<end { tokens.append(Self.token(pieces[place], scalars)) }
      }
      index = end
    }
    Self.transliterate(&tokens, target)
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

  /// The pieces that touch a window; runs of Han and kana, which have no end of their own, are cut there.
  private static func clipped(_ pieces: [TaggedPiece], to windows: [Range<Int>]) -> [TaggedPiece] {
    var clipped: [TaggedPiece] = []
    var next = 0
    for tagged in pieces {
      let range = tagged.piece.range
      while next < windows.count, windows[next].upperBound <= range.lowerBound { next += 1 }
      var place = next
      while place < windows.count, windows[place].lowerBound < range.upperBound {
        var part = tagged
        part.isFirst = clipped.last.map { $0.piece.range.upperBound < windows[place].lowerBound } ?? true
        let isRun = tagged.piece.kind == .word && [.han, .katakana].contains(tagged.piece.script)
        if isRun { part.piece.range = range.clamped(to: windows[place]) }
        clipped.append(part)
        if !isRun { break }
        place += 1
      }
    }
    return clipped
  }

  /// Gives words in another script that nothing else could read a reading in Latin letters, and says that they are unknown.
  private static func transliterate(_ tokens: inout [GlossToken], _ target: String) {
    var left = mostTransliterations
    for index in tokens.indices where tokens[index].glosses.isEmpty && tokens[index].reading.isEmpty && left > 0 {
      let token = tokens[index]
      guard let first = token.surface.unicodeScalars.first, first.value >= 0x370,
        token.lang != LanguageTag.undetermined, !LanguageTag.matches(token.lang, range: target),
        ScalarTraits(of: first).script != .han
      else { continue }
      left -= 1
      tokens[index].reading = Transliteration.latin(of: token.surface) ?? ""
      if !token.notes.contains(WordNotes.unknown) { tokens[index].notes.append(WordNotes.unknown) }
    }
  }

  /// Words of one text that are transliterated: ICU takes some 50 µs for each.
  private static let mostTransliterations = 200

  /// The token of a spelling of the lexicon that takes in whole pieces, with what a dictionary has under it.
  private func token(
    _ match: LexiconScan.Match, _ pieces: [TaggedPiece], _ scalars: [UInt32], _ target: String
  ) -> GlossToken {
    var own = Array(pieces[match.pieces])
    for index in own.indices where own[index].piece.kind == .word { own[index].lang = match.lexicon.source }
    let range = own[0].piece.range.lowerBound..<own[own.count - 1].piece.range.upperBound
    var token = GlossToken(surface: Self.surface(scalars, range), range: range, lang: match.lexicon.source)
    if let pair = pair(match.lexicon.source, target), own[0].piece.kind == .word {
      let known = pair.tokens(of: own[...], in: scalars, lexicon: nil)
      if known.count == 1 { token = known[0] }
    }
    match.lexicon.apply(match.entry, to: &token)
    return token
  }

  /// How far the stretch that begins at `start` goes: pieces that one pair reads together. Without a pair it is one piece.
  private func stretch(
    from start: Int, to limit: Int, _ pieces: [TaggedPiece], _ target: String
  ) -> (Int, (any PairGlosser)?) {
    var end = start
    var pair: (any PairGlosser)?
    while end < limit {
      let piece = pieces[end].piece
      let isAdjacent = end == start || piece.range.lowerBound == pieces[end - 1].piece.range.upperBound
      if !isAdjacent && (pieces[end].isFirst || !(pair?.readsAcrossBlanks ?? false)) { break }
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

  /// What reads a language: its dictionary, or else its lexicon alone.
  private func pair(_ language: String, _ target: String) -> (any PairGlosser)? {
    guard language != LanguageTag.undetermined, !LanguageTag.matches(language, range: target) else { return nil }
    let known = dictionaries.glossers.first {
      LanguageTag.matches(language, range: $0.source) && LanguageTag.matches(target, range: $0.target)
    }
    if let known { return known }
    guard let lexicon = lexicon.pair(language, target) else { return nil }
    return LexiconGlosser(source: lexicon.source, target: target)
  }

  static func token(_ tagged: TaggedPiece, _ scalars: [UInt32]) -> GlossToken {
    GlossToken(
      surface: surface(scalars, tagged.piece.range), range: tagged.piece.range, lang: tagged.lang)
  }

  static func surface(_ scalars: [UInt32], _ range: Range<Int>) -> String { surface(scalars[range]) }

  static func surface(_ scalars: ArraySlice<UInt32>) -> String {
    var surface = String.UnicodeScalarView()
    for scalar in scalars { surface.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
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
