internal import CTables

/// Han characters that are written as their parts side by side (女表 for 婊), from a generated table.
package struct CharacterSplits: Sendable {
  /// The one table, made on first use (about 1 ms).
  package static let all = CharacterSplits()

  /// A Bloom filter (1970) of one test over the first two parts of each split, so that nearly every two characters that
  /// are no parts are told without a look into the dictionary.
  private var starts = [UInt64](repeating: 0, count: 1 << (placeBits - 6))
  private var wholes: [UInt64: [UInt32]] = [:]

  private init() {
    for index in 0..<drawbridge_split_count {
      let parts = (
        drawbridge_split(index * 4), drawbridge_split(index * 4 + 1), drawbridge_split(index * 4 + 2)
      )
      let place = Self.place(parts.0, parts.1)
      starts[place >> 6] |= 1 << UInt64(place & 63)
      wholes[Self.key(parts.0, parts.1, parts.2), default: []].append(drawbridge_split(index * 4 + 3))
    }
  }

  /// Whether a split may begin with these two parts; no is certain.
  @inline(__always)
  package func mayBegin(with first: UInt32, _ second: UInt32) -> Bool {
    let place = Self.place(first, second)
    return starts[place >> 6] & 1 << UInt64(place & 63) != 0
  }

  /// The characters that the parts make; `third` is 0 for two parts.
  package func wholes(_ first: UInt32, _ second: UInt32, _ third: UInt32 = 0) -> [UInt32] {
    wholes[Self.key(first, second, third)] ?? []
  }

  private static let placeBits = 18

  @inline(__always)
  private static func place(_ first: UInt32, _ second: UInt32) -> Int {
    Int(truncatingIfNeeded: ((UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - placeBits))
  }

  private static func key(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
  }
}
