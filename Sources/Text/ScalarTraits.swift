internal import CTables

/// What the engine needs to know of one Unicode scalar, in one load from a generated table.
///
/// Layout of the 32 bits: script 0–7, kind 8–11, columns 12–13, ambiguous width 14, default-ignorable 15, fold boundary
/// before 16, unprintable 17, Traditional-only 18, Simplified-only 19, emoji 20. `Sources/TableGenerator` writes it.
package struct ScalarTraits: Hashable, Sendable {
  package let bits: UInt32

  /// A scalar's broad category.
  package enum Kind: UInt8, Sendable {
    case other, letter, mark, digit, space, punctuation, symbol, unassigned
  }

  /// The traits of `scalar`; values past U+10FFFF count as U+FFFD.
  @inline(__always)
  package init(of scalar: UInt32) {
    let scalar = scalar <= 0x10FFFF ? Int(scalar) : 0xFFFD
    let block = Int(drawbridge_traits_stage1()[scalar >> 7])
    bits = drawbridge_traits_stage3()[Int(drawbridge_traits_stage2()[block << 7 | scalar & 127])]
  }

  package init(of scalar: Unicode.Scalar) { self.init(of: scalar.value) }

  package var script: Script { Script(rawValue: UInt8(truncatingIfNeeded: bits)) }
  package var kind: Kind { Kind(rawValue: UInt8(bits >> 8 & 15)) ?? .other }
  package var isLetter: Bool { bits >> 8 & 15 == 1 }
  package var isMark: Bool { bits >> 8 & 15 == 2 }
  package var isDigit: Bool { bits >> 8 & 15 == 3 }
  package var isSpace: Bool { bits >> 8 & 15 == 4 }
  /// Terminal columns: 0, 1 or 2; an ambiguous width counts as 1.
  package var columns: Int { Int(bits >> 12 & 3) }
  package var isAmbiguousWidth: Bool { bits & 1 << 14 != 0 }
  /// Default_Ignorable_Code_Point: dropped by the fold, skipped by edges.
  package var isIgnorable: Bool { bits & 1 << 15 != 0 }
  /// No NFKC_Casefold composition crosses the place before this scalar.
  package var hasFoldBoundaryBefore: Bool { bits & 1 << 16 != 0 }
  /// Cc, Cf, Cs, Zl, Zp or a noncharacter: escaped wherever it is printed.
  package var isUnprintable: Bool { bits & 1 << 17 != 0 }
  package var isTraditionalOnly: Bool { bits & 1 << 18 != 0 }
  package var isSimplifiedOnly: Bool { bits & 1 << 19 != 0 }
  package var isEmoji: Bool { bits & 1 << 20 != 0 }
}
