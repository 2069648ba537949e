internal import Text

/// A stretch of text and all the ways to cut it into a dictionary's words.
///
/// Latin words and digits are whole unless a word of the dictionary takes them in (打call, 3C). Invisible characters and
/// marks belong to the word before them and do not break a match.
struct WordLattice {
  /// A word of the best path.
  struct Word {
    /// In raw scalars.
    var range: Range<Int>
    /// In the stretch's kept scalars.
    var kept: Range<Int>
    /// Its key in the dictionary, or nil where it is not there.
    var key: Int?
    var lang: String
    var isHan: Bool
    /// As it is looked up.
    var spelling: String
    /// Its entry in the community's lexicon.
    var entry: Int?
    /// What it can be where no dictionary has it.
    var kind: ChineseNames.Kind?
  }

  private let text: StretchText

  init(_ pieces: ArraySlice<TaggedPiece>, _ scalars: [UInt32]) { text = StretchText(pieces, scalars) }

  /// The likeliest way to cut the stretch. O(*n*) times the longest word.
  ///
  /// A spelling of the lexicon of two characters or more is e⁸ times likelier than the dictionary's words that it is made of;
  /// one of a single character counts where the dictionary's words leave it alone (润 in 润了, not in 湿润).
  func bestPath(in dictionary: PairDictionary, _ lexicon: PairLexicon? = nil) -> [Word] {
    let (kept, isOpen, count) = (text.kept, text.isOpen, text.kept.count)
    var costs = [Float](repeating: .infinity, count: count + 1)
    var starts = [Int32](repeating: 0, count: count + 1)
    var keys = [Int32](repeating: -1, count: count + 1)
    costs[0] = 0
    let trie = dictionary.file.trie
    let words = WordCosts(dictionary)
    func lexiconCost(_ word: ArraySlice<UInt32>) -> Float {
      max(0.5, words.pathCost(of: Array(word)) - Self.lexiconGain)
    }
    dictionary.file.withBytes { bytes in
      for start in 0..<count where isOpen[start] && costs[start] < .infinity {
        let wholeEnd = self.wholeEnd(start)
        let alone = costs[start] + dictionary.unknownCost
        if alone < costs[wholeEnd] {
          costs[wholeEnd] = alone
          starts[wholeEnd] = Int32(start)
          keys[wholeEnd] = -1
        }
        func offer(_ end: Int, _ key: Int32, _ own: Float) {
          guard isOpen[end], costs[start] + own < costs[end] else { return }
          costs[end] = costs[start] + own
          starts[end] = Int32(start)
          keys[end] = key
        }
        for match in lexicon?.matches(kept, from: start) ?? [] where match.end - start > 1 {
          offer(match.end, -1, lexiconCost(kept[start..<match.end]))
        }
        ChineseNames.candidates(kept, from: start, cost: { cost(kept[$0], trie, bytes) }) { offer($0, $1.rawValue, $2) }
        var cell = 0
        var place = start
        while place < count {
          cell = trie.child(of: cell, by: trie.symbol(kept[place], in: bytes), in: bytes)
          if cell < 0 { break }
          place += 1
          let key = trie.key(at: cell, in: bytes)
          if key >= 0 { offer(place, Int32(key), trie.cost(of: key, in: bytes)) }
        }
      }
    }
    return self.words(starts, keys).map { word in
      var word = word
      word.entry = lexicon?.entry(kept, word.kept)
      if word.entry != nil && word.key == nil { word.key = dictionary.key(of: kept[word.kept]) }
      return word
    }
  }

  /// The cost of a range as one word of the dictionary; infinite where it is none.
  private func cost(_ word: ArraySlice<UInt32>, _ trie: TrieWalker, _ bytes: RawSpan) -> Float {
    var cell = 0
    for scalar in word {
      cell = trie.child(of: cell, by: trie.symbol(scalar, in: bytes), in: bytes)
      if cell < 0 { return .infinity }
    }
    return trie.cost(of: trie.key(at: cell, in: bytes), in: bytes)
  }

  /// In natural logarithms.
  private static let lexiconGain: Float = 8

  /// Where the word that begins at `start` ends if the dictionary has none.
  private func wholeEnd(_ start: Int) -> Int {
    var end = start + 1
    while !text.isOpen[end] { end += 1 }
    return end
  }

  private func words(_ starts: [Int32], _ keys: [Int32]) -> [Word] {
    var words: [Word] = []
    var end = text.kept.count
    while end > 0 {
      let start = Int(starts[end])
      var found = word(start..<end, keys[end] < 0 ? nil : Int(keys[end]))
      found.kind = ChineseNames.Kind(rawValue: keys[end])
      words.append(found)
      end = start
    }
    return words.reversed()
  }

  private func word(_ range: Range<Int>, _ key: Int?) -> Word {
    let han = range.first { text.owner(of: $0).piece.script == .han }
    let owner = text.owner(of: han ?? range.lowerBound)
    let spelling = Glosser.surface(text.kept, range)
    // A Latin word or a number that stands alone keeps its own language: the dictionary's word is not what was meant.
    let isForeign = han == nil
    let isMixed = text.isMixed(range)
    return Word(
      range: text.range(range), kept: range, key: isForeign && !isMixed ? nil : key,
      lang: isForeign && key != nil && isMixed ? text.hanLanguage : owner.lang, isHan: !isForeign,
      spelling: spelling)
  }
}
