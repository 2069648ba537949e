internal import Text

/// One way through a text that spells the beginning of a pattern, with what had to be overlooked on it.
struct DisguiseWalk {
  /// The node of the trie.
  var node: Int32 = 0
  /// The first and the last unit that it took.
  var first: Int32
  var last: Int32
  /// Units of the pattern that are spelt.
  var length = 0
  /// Before which units of the pattern there is a gap, and of which sort the gaps are.
  var gaps: UInt64 = 0
  var spaces: UInt64 = 0
  var stops = 0
  /// Commas and apostrophes among what stands in gaps.
  var commas = 0
  var apostrophes = 0
  /// Letters of another script in gaps.
  var inserted = 0
  /// Particles (的, 了) that stand between two characters.
  var particles = 0
  /// Letters that stand as they are, case apart.
  var plain = 0
  var leet = 0
  var lookalikes = 0
  var variants = 0
  var pictures = 0
  var numerals = 0
  var splits = 0
  var turned = 0
  var masked = 0
  var accents = 0
  /// Repeats that the pattern does not have, and the longest run of one letter.
  var repeats = 0
  var longestRun = 1
  var run = 1

  init(at unit: Int) {
    first = Int32(unit)
    last = Int32(unit)
  }

  /// The more, the less like the entry.
  var disguise: Int {
    leet + lookalikes + variants + 2 * pictures + numerals + 2 * splits + 2 * masked + accents + repeats + inserted * 2
      + particles * 3
      + gaps.nonzeroBitCount + stops
  }
}
