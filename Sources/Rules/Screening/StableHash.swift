/// Hashes that stay the same over processes and versions.
package enum StableHash {
  /// FNV-1a of 64 bits (Fowler, Noll, Vo), finished by a multiplication and shift so that the high bits are even too.
  package static func fnv1a(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 33
    hash = hash &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }

  /// `text` as a number from 0 to below 1, evenly spread.
  package static func unit(_ text: String) -> Double { Double(fnv1a(text) >> 11) / Double(1 << 53) }
}
