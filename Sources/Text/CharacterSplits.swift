internal import CTables

/// Han characters that are written as their parts side by side (女表 for 婊), from a generated table.
package struct CharacterSplits: Sendable {
  /// The one table, made on first use (about 1 ms).
  package static let all = CharacterSplits()

  /// The first parts of all splits, one bit a scalar of the first two planes of Han and radicals.
  private var starts = [UInt64](repeating: 0, count: 0x30000 / 64)
  private var wholes: [UInt64: [UInt32]] = [:]

  private init() {
    for index in 0..<drawbridge_split_count {
      let parts = (
        drawbridge_split(index * 4), drawbridge_split(index * 4 + 1), drawbridge_split(index * 4 + 2)
      )
      guard parts.0 < 0x30000 else { continue }
      starts[Int(parts.0 >> 6)] |= 1 << UInt64(parts.0 & 63)
      wholes[Self.key(parts.0, parts.1, parts.2), default: []].append(drawbridge_split(index * 4 + 3))
    }
  }

  /// Whether a split begins with `part`.
  @inline(__always)
  package func begins(with part: UInt32) -> Bool {
    part < 0x30000 && starts[Int(part >> 6)] & 1 << UInt64(part & 63) != 0
  }

  /// The characters that the parts make; `third` is 0 for two parts.
  package func wholes(_ first: UInt32, _ second: UInt32, _ third: UInt32 = 0) -> [UInt32] {
    wholes[Self.key(first, second, third)] ?? []
  }

  private static func key(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
    UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
  }
}
