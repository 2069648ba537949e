/// Words and glosses from one language into another: what a new pair has to bring.
protocol PairGlosser: Sendable {
  /// The language range that it reads.
  var source: String { get }
  /// The language that it glosses in.
  var target: String { get }

  /// Whether its expressions may hold blanks, so that stretches go on across them.
  var readsAcrossBlanks: Bool { get }

  /// Splits a stretch of pieces into tokens, which cover its scalars other than blanks.
  ///
  /// The stretch holds at least one word of the source language. What `lexicon` has comes before the dictionary.
  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken]

  /// What of a key of its dictionary stands in every text in which it reads the key; nil where the key is a particle or an
  /// ending, or is foreign to the language's script.
  func form(of key: Int, spelled spelling: String) -> Headwords.Form?
}

extension PairGlosser {
  var readsAcrossBlanks: Bool { false }

  func form(of key: Int, spelled spelling: String) -> Headwords.Form? {
    readsAcrossBlanks || !spelling.utf8.allSatisfy { $0 < 0x80 } ? Headwords.Form(text: spelling) : nil
  }
}

/// A piece of the text with the language that it is read in.
struct TaggedPiece {
  var piece: Piece
  var lang: String
  /// Whether what stands before it was left out.
  var isFirst = false
}
