internal import Text

/// A language whose words stand between blanks, read with a compiled dictionary: the longest expression first.
struct SpacedGlosser: PairGlosser {
  let source: String
  let target: String
  let readsAcrossBlanks = true
  private let dictionary: PairDictionary
  private let notes: WordNotes
  private let compounds: CompoundSplitter?

  /// The longest expression, in words.
  private static let longest = 5

  init(_ dictionary: PairDictionary, notes: WordNotes, compounds: CompoundSplitter? = nil) {
    self.dictionary = dictionary
    self.notes = notes
    self.compounds = compounds
    (source, target) = (dictionary.languages.source, dictionary.languages.target)
  }

  func form(of key: Int, spelled spelling: String) -> Headwords.Form? {
    Headwords.Form(text: spelling, isJoined: compounds != nil)
  }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    var tokens: [GlossToken] = []
    var index = stretch.startIndex
    while index < stretch.endIndex {
      let tagged = stretch[index]
      guard tagged.piece.kind == .word else {
        tokens.append(Glosser.token(tagged, scalars))
        index += 1
        continue
      }
      if let (key, last) = longestMatch(from: index, stretch, scalars) {
        tokens.append(token(key, tagged.piece.range.lowerBound..<stretch[last].piece.range.upperBound, scalars))
        index = last + 1
      } else {
        tokens += parts(of: tagged, scalars)
        index += 1
      }
    }
    return tokens
  }

  /// The key of the longest expression that begins with the piece `first`, and its last piece.
  private func longestMatch(
    from first: Int, _ stretch: ArraySlice<TaggedPiece>, _ scalars: [UInt32]
  ) -> (key: Int, last: Int)? {
    let trie = dictionary.file.trie
    return dictionary.file.withBytes { bytes in
      var best: (Int, Int)?
      var (cell, index) = (0, first)
      while index < stretch.endIndex && index - first < Self.longest * 2 - 1 {
        let piece = stretch[index].piece
        if index > first {
          let gap = piece.range.lowerBound - stretch[index - 1].piece.range.upperBound
          let isHyphen =
            piece.kind == .other && gap == 0 && piece.range.count == 1 && scalars[piece.range.lowerBound] == 0x2D
          if isHyphen {
            cell = trie.child(of: cell, by: trie.symbol(0x2D, in: bytes), in: bytes)
            if cell < 0 { break }
            index += 1
            continue
          }
          if gap > 0 {
            cell = trie.child(of: cell, by: trie.symbol(0x20, in: bytes), in: bytes)
            if cell < 0 { break }
          }
        }
        guard piece.kind == .word || piece.kind == .digits else { break }
        cell = walk(from: cell, piece.range, scalars, trie, bytes)
        if cell < 0 { break }
        let key = trie.key(at: cell, in: bytes)
        if key >= 0 { best = (key, index) }
        index += 1
      }
      return best
    }
  }

  private func walk(
    from start: Int, _ range: Range<Int>, _ scalars: [UInt32], _ trie: TrieWalker, _ bytes: RawSpan
  ) -> Int {
    var cell = start
    for place in range {
      let symbol = trie.symbol(scalars[place], in: bytes)
      if symbol == 0 && ScalarTraits(of: scalars[place]).isIgnorable { continue }
      cell = trie.child(of: cell, by: symbol, in: bytes)
      if cell < 0 { return -1 }
    }
    return cell
  }

  /// A word that no key has: its two sides at an apostrophe (l'eau, Anna's), the parts of a compound, or unknown as a whole.
  private func parts(of tagged: TaggedPiece, _ scalars: [UInt32]) -> [GlossToken] {
    let range = tagged.piece.range
    let apostrophe = range.dropFirst().dropLast().first { scalars[$0] == 0x27 || scalars[$0] == 0x2019 }
    if let apostrophe {
      for cut in [apostrophe + 1, apostrophe] {
        let (left, right) = (range.lowerBound..<cut, cut..<range.upperBound)
        let (first, second) = (key(left, scalars), key(right, scalars))
        guard first != nil && second != nil || first != nil && cut == apostrophe || second != nil && cut > apostrophe
        else { continue }
        return [part(first, left, tagged, scalars), part(second, right, tagged, scalars)]
      }
    }
    for kept in [2, 1] {
      if let key = key(squeezed(range, scalars, to: kept)) { return [token(key, range, scalars)] }
    }
    if let compounds, let parts = compounds.parts(of: range, in: scalars) {
      return parts.map { token($0.key, $0.range, scalars) }
    }
    return [part(nil, range, tagged, scalars)]
  }

  /// The word with letters that stand three times or more `kept` times, as in goooood and sooooo.
  private func squeezed(_ range: Range<Int>, _ scalars: [UInt32], to kept: Int) -> [UInt32] {
    var out: [UInt32] = []
    var index = range.lowerBound
    while index < range.upperBound {
      var end = index + 1
      while end < range.upperBound && scalars[end] == scalars[index] { end += 1 }
      out += [UInt32](repeating: scalars[index], count: end - index >= 3 ? kept : end - index)
      index = end
    }
    return out.count < range.count ? out : []
  }

  private func key(_ range: Range<Int>, _ scalars: [UInt32]) -> Int? { key(Array(scalars[range])) }

  private func key(_ word: [UInt32]) -> Int? { word.isEmpty ? nil : dictionary.key(of: word) }

  private func part(
    _ key: Int?, _ range: Range<Int>, _ tagged: TaggedPiece, _ scalars: [UInt32]
  ) -> GlossToken {
    guard let key else {
      let surface = Glosser.surface(scalars, range)
      return GlossToken(
        surface: surface, range: range, lang: tagged.lang,
        notes: notes.of(surface, glosses: []) + [WordNotes.unknown])
    }
    return token(key, range, scalars)
  }

  private func token(_ key: Int, _ range: Range<Int>, _ scalars: [UInt32]) -> GlossToken {
    let shown = ShownSenses(of: key, in: dictionary)
    let surface = Glosser.surface(scalars, range)
    return GlossToken(
      surface: surface, range: range, lang: source, reading: dictionary.readings(of: key).first ?? "",
      glosses: shown.glosses, senses: shown.senses,
      notes: notes.of(surface, glosses: shown.glosses) + (shown.glosses.isEmpty ? [WordNotes.unknown] : []))
  }
}
