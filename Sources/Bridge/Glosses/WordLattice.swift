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
    /// Its key in the dictionary, or nil where it is not there.
    var key: Int?
    var lang: String
    var isHan: Bool
    /// As it is looked up.
    var spelling: String
  }

  private let pieces: ArraySlice<TaggedPiece>
  private let end: Int
  /// The scalars that count, folded as keys are.
  private var kept: [UInt32] = []
  /// Where each of them stands in the text.
  private var places: [Int] = []
  /// The piece of each.
  private var owners: [Int] = []
  /// For each place between scalars, whether a word may begin or end there.
  private var isOpen: [Bool] = []

  init(_ pieces: ArraySlice<TaggedPiece>, _ scalars: [UInt32]) {
    self.pieces = pieces
    end = pieces.last?.piece.range.upperBound ?? 0
    for index in pieces.indices {
      let piece = pieces[index].piece
      let isWhole = piece.kind != .word || piece.script == .latin
      for place in piece.range {
        let traits = ScalarTraits(of: scalars[place])
        if (traits.isIgnorable || traits.isMark) && place > piece.range.lowerBound { continue }
        isOpen.append(!isWhole || place == piece.range.lowerBound)
        kept.append(KeyFold.folded(scalars[place]))
        places.append(place)
        owners.append(index)
      }
    }
    isOpen.append(true)
  }

  /// The likeliest way to cut the stretch. O(*n*) times the longest word.
  func bestPath(in dictionary: PairDictionary) -> [Word] {
    let count = kept.count
    var costs = [Float](repeating: .infinity, count: count + 1)
    var starts = [Int32](repeating: 0, count: count + 1)
    var keys = [Int32](repeating: -1, count: count + 1)
    costs[0] = 0
    let trie = dictionary.file.trie
    dictionary.file.withBytes { bytes in
      for start in 0..<count where isOpen[start] && costs[start] < .infinity {
        let wholeEnd = self.wholeEnd(start)
        let alone = costs[start] + dictionary.unknownCost
        if alone < costs[wholeEnd] {
          costs[wholeEnd] = alone
          starts[wholeEnd] = Int32(start)
          keys[wholeEnd] = -1
        }
        var cell = 0
        var place = start
        while place < count {
          cell = trie.child(of: cell, by: trie.symbol(kept[place], in: bytes), in: bytes)
          if cell < 0 { break }
          place += 1
          let key = trie.key(at: cell, in: bytes)
          if key < 0 || !isOpen[place] { continue }
          let cost = costs[start] + trie.cost(of: key, in: bytes)
          if cost < costs[place] {
            costs[place] = cost
            starts[place] = Int32(start)
            keys[place] = Int32(key)
          }
        }
      }
    }
    return words(starts, keys)
  }

  /// Where the word that begins at `start` ends if the dictionary has none.
  private func wholeEnd(_ start: Int) -> Int {
    var end = start + 1
    while !isOpen[end] { end += 1 }
    return end
  }

  private func words(_ starts: [Int32], _ keys: [Int32]) -> [Word] {
    var words: [Word] = []
    var end = kept.count
    while end > 0 {
      let start = Int(starts[end])
      words.append(word(start..<end, keys[end] < 0 ? nil : Int(keys[end])))
      end = start
    }
    return words.reversed()
  }

  private func word(_ range: Range<Int>, _ key: Int?) -> Word {
    let hanOwner = range.first { pieces[owners[$0]].piece.script == .han }
    let owner = pieces[owners[hanOwner ?? range.lowerBound]]
    let last = range.upperBound < places.count ? places[range.upperBound] : end
    let spelling = key == nil ? "" : Glosser.surface(kept, range)
    // A Latin word or a number that stands alone keeps its own language: the dictionary's word is not what was meant.
    let isForeign = hanOwner == nil
    return Word(
      range: places[range.lowerBound]..<last, key: isForeign && !isMixed(range) ? nil : key,
      lang: isForeign && key != nil && isMixed(range) ? language : owner.lang,
      isHan: !isForeign, spelling: spelling)
  }

  /// The language of the stretch's Han.
  private var language: String { pieces.first { $0.piece.script == .han }?.lang ?? LanguageTag.undetermined }

  /// Whether the word takes in more than one piece (3C, 4S).
  private func isMixed(_ range: Range<Int>) -> Bool { owners[range.lowerBound] != owners[range.upperBound - 1] }
}
