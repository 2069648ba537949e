internal import CTables

/// Frequent words of two dozen languages with an alphabet, for telling a word from a disguise.
///
/// A generated Bloom filter (1970) of sixteen bits and eleven tests a word: of words that are not in it, 5 in 10,000 are
/// taken for one.
package enum OrdinaryWords {
  /// Whether a word is frequent, its letters as classes of the skeleton view (`ShapeText`). Shorter than three: never.
  package static func contains(_ classes: some Collection<UInt32>) -> Bool {
    guard (3...20).contains(classes.count) else { return false }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in classes { hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    let size = UInt64(drawbridge_word_bit_count)
    for number in 0..<11 as Range<UInt64> {
      let bit = ((hash & 0xFFFF_FFFF) &+ number &* (hash >> 32 | 1)) % size
      if drawbridge_word_bit(UInt32(bit)) == 0 { return false }
    }
    return true
  }
}
