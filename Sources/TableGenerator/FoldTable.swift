import CICU

/// The fold of every scalar taken alone: NFKC_Casefold, then Traditional Han to Simplified.
///
/// An entry is 0 (unchanged), a scalar, 0xFFFFFFFF (dropped), or 0x80000000 | length << 24 | offset into `expansions`; with
/// 0x40000000 where it may compose with what stands before it.
struct FoldTable {
  var expansions: [UInt32] = []
  private let variants: HanVariants
  private var known: [[UInt32]: UInt32] = [:]

  init(_ variants: HanVariants) { self.variants = variants }

  mutating func entry(for scalar: UInt32) -> UInt32 {
    if (0xD800...0xDFFF).contains(scalar) { return 0 }
    if icu_is_default_ignorable(scalar) != 0 { return 0xFFFF_FFFF }
    return alone(scalar) | (icu_fold_boundary_before(scalar) != 0 ? 0 : 0x4000_0000)
  }

  private mutating func alone(_ scalar: UInt32) -> UInt32 {
    let folded = Self.casefold(scalar).map { variants.simplified[$0] ?? $0 }
    if folded == [scalar] { return 0 }
    if folded.isEmpty { return 0xFFFF_FFFF }
    if folded.count == 1 { return folded[0] }
    precondition(folded.count < 64 && expansions.count < 1 << 24)
    if let entry = known[folded] { return entry }
    let entry = 0x8000_0000 | UInt32(folded.count) << 24 | UInt32(expansions.count)
    known[folded] = entry
    expansions += folded
    return entry
  }

  private static func casefold(_ scalar: UInt32) -> [UInt32] {
    var out = [UInt32](repeating: 0, count: 64)
    let count = icu_nfkc_casefold([scalar], 1, &out, 64)
    precondition(count >= 0, "ICU could not fold U+\(String(scalar, radix: 16))")
    return Array(out.prefix(Int(count)))
  }
}
