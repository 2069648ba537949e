/// How a word is cut into the pieces that the model knows: runs of one to five scalars of `^word$`, and the word itself.
///
/// The trainer and the reader share it, so that a row is found under the number that it was trained under.
package enum WordPieces {
  /// The longest run that is counted.
  package static let longest = 5
  /// Longer words have no row of their own.
  package static let longestKnown = 24

  /// One step of the rolled hash: one multiplication a scalar.
  @inline(__always)
  package static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The hash of a whole word.
  @inline(__always)
  package static func hash(of word: some Sequence<UInt32>) -> UInt64 {
    var hash: UInt64 = wordSeed
    for scalar in word { hash = mix(hash, scalar) }
    return hash
  }

  /// Keeps whole words apart from runs of the same scalars.
  package static let wordSeed: UInt64 = 0x51_7CC1_B727_220A

  /// Calls `body` with the hash of every run of `^word$`; the word is `scalars[range]`.
  @inline(__always)
  package static func forEach(of scalars: Span<UInt32>, _ range: Range<Int>, _ body: (UInt64) -> Void) {
    let count = range.count + 2
    let offset = range.lowerBound - 1
    for start in 0..<count {
      var hash: UInt64 = 0
      for place in start..<min(start + longest, count) {
        let isBorder = place == 0 || place == count - 1
        let scalar: UInt32 = isBorder ? (place == 0 ? 0x5E : 0x24) : scalars[offset + place]
        hash = mix(hash, scalar)
        if isBorder && place == start { continue }
        body(hash)
      }
    }
  }
}
