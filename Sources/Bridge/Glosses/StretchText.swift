internal import Text

/// The scalars of a stretch that count for words, with their places in the text.
///
/// Latin words and digits are whole unless a word of a dictionary takes them in (打call, 3C). Invisible characters and marks
/// belong to the word before them and do not break a match.
struct StretchText {
  private let pieces: ArraySlice<TaggedPiece>
  private let end: Int
  /// The language of the stretch's first piece of Han.
  let hanLanguage: String
  /// Folded as keys are.
  private(set) var kept: [UInt32] = []
  /// Where each of them stands in the text.
  private var places: [Int] = []
  /// The piece of each.
  private var owners: [Int] = []
  /// For each place between scalars, whether a word may begin or end there.
  private(set) var isOpen: [Bool] = []

  init(_ pieces: ArraySlice<TaggedPiece>, _ scalars: [UInt32]) {
    self.pieces = pieces
    end = pieces.last?.piece.range.upperBound ?? 0
    hanLanguage = pieces.first { $0.piece.script == .han }?.lang ?? LanguageTag.undetermined
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

  /// Where kept scalars stand in the text, in raw scalars.
  func range(_ kept: Range<Int>) -> Range<Int> {
    places[kept.lowerBound]..<(kept.upperBound < places.count ? places[kept.upperBound] : end)
  }

  /// The piece that a kept scalar belongs to.
  func owner(of place: Int) -> TaggedPiece { pieces[owners[place]] }

  /// Whether kept scalars belong to more than one piece (3C, 4S).
  func isMixed(_ range: Range<Int>) -> Bool { owners[range.lowerBound] != owners[range.upperBound - 1] }

  /// Whether kept scalars are the whole of a piece.
  func isPiece(_ range: Range<Int>) -> Bool {
    !isMixed(range) && (range.lowerBound == 0 || owners[range.lowerBound - 1] != owners[range.lowerBound])
      && (range.upperBound == owners.count || owners[range.upperBound] != owners[range.lowerBound])
  }

}
