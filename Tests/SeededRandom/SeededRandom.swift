internal import Glibc

/// Random numbers whose seed is printed, so that a failure can be seen again: `DRAWBRIDGE_TEST_SEED=… swift test` repeats it
/// (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Numbers of the seed in the environment, or of a new one; says which for `test`.
  package init(test: StaticString = #function) {
    state = getenv("DRAWBRIDGE_TEST_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): DRAWBRIDGE_TEST_SEED=\(state)")
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
