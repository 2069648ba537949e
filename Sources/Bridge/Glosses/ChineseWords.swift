internal import Text

/// Chinese text cut into words, without readings and glosses: the first step of a gloss, to be measured by itself.
package struct ChineseWords: Sendable {
  private let dictionary: PairDictionary

  /// Nil where no Chinese dictionary is installed.
  package init?(_ dictionaries: Dictionaries) {
    guard let chinese = dictionaries.chinese else { return nil }
    dictionary = chinese
  }

  /// Where the words and what stands between them lie, in raw scalars; blanks left out. O(*n*) times the longest word.
  package func ranges(in text: String) -> [Range<Int>] {
    let scalars = text.unicodeScalars.map(\.value)
    var scanner = PieceScanner(scalars)
    var ranges: [Range<Int>] = []
    var stretch: [TaggedPiece] = []
    func cut() {
      if stretch.isEmpty { return }
      ranges += WordLattice(stretch[...], scalars).bestPath(in: dictionary).map(\.range)
      stretch.removeAll(keepingCapacity: true)
    }
    while let piece = scanner.next() {
      if let last = stretch.last, last.piece.range.upperBound != piece.range.lowerBound { cut() }
      if piece.kind == .word || piece.kind == .digits {
        stretch.append(TaggedPiece(piece: piece, lang: "zh"))
      } else {
        cut()
        ranges.append(piece.range)
      }
    }
    cut()
    return ranges
  }
}
