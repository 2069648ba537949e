/// What is said about a handful of repetitions.
enum Statistics {
  /// The middle value, or the mean of the two middle ones; 0 of nothing.
  static func median(_ values: [Double]) -> Double {
    if values.isEmpty { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The smallest value that at least `share` of the values do not exceed (nearest rank); 0 of nothing.
  static func percentile(_ values: [Double], _ share: Double) -> Double {
    if values.isEmpty { return 0 }
    let rank = Int((share * Double(values.count)).rounded(.up))
    return values.sorted()[min(max(rank, 1), values.count) - 1]
  }

  /// Each value by the one of the same repetition.
  static func ratios(_ values: [Double], to others: [Double]) -> [Double] {
    zip(values, others).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// Gaps between arrivals at `rate` a second that know nothing of each other: exponentially distributed, from 1 on a
  /// fixed sequence, so that two series see the same arrivals.
  static func poissonGaps(rate: Double, count: Int, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in -Double.random(in: Double.leastNonzeroMagnitude...1, using: &random).logarithm / rate
    }
  }
}

/// The same numbers on every run (SplitMix64, Steele, Lea and Flood 2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
