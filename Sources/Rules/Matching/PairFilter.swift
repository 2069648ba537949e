/// Which two classes begin some pattern of a trie, in so few bytes that they stay in the cache.
///
/// A Bloom filter (1970) of one test a pair and at least 32 bits a pair: of the pairs that begin no pattern, 3 in 100 at most
/// are taken for one that does. Of 20,000 entries it has 256 KB, where their trie has two megabytes.
struct PairFilter: Sendable {
  /// The most classes of one sort that a pattern begins with.
  let longestRun: Int
  /// The most classes at a pattern's beginning that repeat one to five of them (the jamo of a syllable).
  let longestPeriod: Int
  private var bits: [UInt64]
  private let shift: UInt64

  /// The first two classes, in the numbers of `trie`, of each of `patterns`, none of them shorter.
  init(_ patterns: [[UInt32]], in trie: PatternTrie) {
    var size: UInt64 = 12
    while size < 24 && 1 << size < patterns.count * 32 { size += 1 }
    bits = [UInt64](repeating: 0, count: 1 << (Int(size) - 6))
    shift = 64 - size
    longestRun = patterns.map { pattern in pattern.prefix { $0 == pattern[0] }.count }.max() ?? 1
    longestPeriod = patterns.map(Self.period).max() ?? 1
    for pattern in patterns where pattern.count > 1 {
      let place = place(trie.classes.of(pattern[0]), trie.classes.of(pattern[1]))
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  private static func period(_ pattern: [UInt32]) -> Int {
    (1...5).reduce(0) { longest, width in
      let repeats = pattern.indices.dropFirst(width).prefix { pattern[$0] == pattern[$0 - width] }.count
      return max(longest, min(width, pattern.count) + repeats)
    }
  }

  @inline(__always)
  func contains(_ one: UInt32, _ other: UInt32) -> Bool {
    let place = place(one, other)
    return bits[place >> 6] & 1 << UInt64(place & 63) != 0
  }

  /// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private func place(_ one: UInt32, _ other: UInt32) -> Int {
    Int(truncatingIfNeeded: ((UInt64(one) << 32 | UInt64(other)) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }
}
