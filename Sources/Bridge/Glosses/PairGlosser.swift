/// Words and glosses from one language into another: what a new pair has to bring.
protocol PairGlosser: Sendable {
  /// The language range that it reads.
  var source: String { get }
  /// The language that it glosses in.
  var target: String { get }

  /// Splits a stretch of pieces without blanks between them into tokens, which cover its scalars.
  ///
  /// The stretch holds at least one word of the source language. `language` gives the tag of each piece.
  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32]) -> [GlossToken]
}

/// A piece of the text with the language that it is read in.
struct TaggedPiece {
  var piece: Piece
  var lang: String
}
