internal import Text

/// One way through a text that spells the beginning of a pattern, with what had to be overlooked on it.
struct DisguiseWalk {
  /// The node of the trie.
  var node: Int32 = 0
  /// The first and the last unit that it took.
  var first: Int32
  var last: Int32
  /// Units of the pattern that are spelt.
  var length: UInt8 = 0
  /// Before which units of the pattern there is a gap, and of which sort the gaps are.
  var gaps: UInt64 = 0
  var spaces: UInt64 = 0
  var stops: UInt8 = 0
  /// Commas and apostrophes among what stands in gaps.
  var commas: UInt8 = 0
  var apostrophes: UInt8 = 0
  /// Letters of another script in gaps.
  var inserted: UInt8 = 0
  /// Particles (的, 了) that stand between two characters.
  var particles: UInt8 = 0
  /// Letters that stand as they are, case apart.
  var plain: UInt8 = 0
  var leet: UInt8 = 0
  var lookalikes: UInt8 = 0
  var variants: UInt8 = 0
  var pictures: UInt8 = 0
  var numerals: UInt8 = 0
  var splits: UInt8 = 0
  var turned: UInt8 = 0
  var masked: UInt8 = 0
  var accents: UInt8 = 0
  /// Repeats that the pattern does not have, and the longest run of one letter.
  var repeats: UInt8 = 0
  var longestRun: UInt8 = 1
  var run: UInt8 = 1

  init(at unit: Int) {
    first = Int32(unit)
    last = Int32(unit)
  }

  /// The more, the less like the entry; the entry's own gaps do not count.
  func disguise(from term: DisguisedTerm) -> Int {
    let single = [leet, lookalikes, variants, numerals, accents, repeats, stops]
    let double = [pictures, splits, masked, inserted]
    return single.reduce(0) { $0 + Int($1) } + 2 * double.reduce(0) { $0 + Int($1) } + 3 * Int(particles)
      + (gaps & ~term.gaps).nonzeroBitCount
  }
}
