internal import CTables

/// What one folded scalar is in the skeleton view: its class, its role, and what else it may stand for.
///
/// From a generated table (`Sources/TableGenerator/ShapeTable.swift`): accents are off, lookalikes of other scripts have
/// the class of their Latin letter, katakana that of hiragana, digits that of their value.
package struct Shape: Sendable {
  /// What a unit does in a text.
  @frozen
  package enum Role: UInt8, Sendable {
    /// Signs, pictures, strokes: a gap between letters.
    case none
    /// A letter of a script that is written with spaces.
    case letter
    case digit, han, kana
    /// A Hangul jamo; syllables are taken apart.
    case hangul
    /// A mark that only decorates; never stands in a view.
    case dropped
    case space
    /// Punctuation of sentences.
    case stop
    /// ー, which lengthens a kana.
    case lengthener

  }

  /// Why a unit may stand for another class than its own.
  package enum Reason: UInt8, Sendable { case leet = 1, lookalike, variant, numeral, picture }

  private let first: UInt32
  private let second: UInt32

  /// The shape of a folded scalar; values past U+10FFFF count as U+FFFD.
  @inline(__always)
  package init(of folded: UInt32) {
    let scalar = folded <= 0x10FFFF ? Int(folded) : 0xFFFD
    let block = Int(drawbridge_shapes_stage1()[scalar >> 7])
    let record = Int(drawbridge_shapes_stage2()[block << 7 | scalar & 127])
    first = drawbridge_shapes_stage3()[record * 2]
    second = drawbridge_shapes_stage3()[record * 2 + 1]
  }

  /// The class, or 0 where it is the scalar itself.
  @inline(__always)
  package var mappedClass: UInt32 { first & 0x1F_FFFF }
  @inline(__always)
  package var role: Role { Role(rawValue: UInt8(first >> 21 & 15)) ?? .none }
  package var isTurned: Bool { first & 1 << 25 != 0 }
  /// Another letter that only looks like its class.
  package var isLookalike: Bool { first & 2 << 25 != 0 }
  /// Where its alternatives are: an offset and, in the low eight bits, how many.
  @inline(__always)
  package var options: UInt32 { second }

  /// The alternative at `index` of the table: its class and why.
  @inline(__always)
  package static func option(_ index: Int) -> (scalar: UInt32, reason: UInt8) {
    let item = drawbridge_shapes_options()[index]
    return (item & 0x1F_FFFF, UInt8(item >> 21))
  }
}
