import Glibc

/// Elapsed seconds on the monotonic clock.
struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  var seconds: Double { start.duration(to: .now).inSeconds }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let watch = Stopwatch()
    try body()
    return watch.seconds
  }
}

/// How many posts went through, and how long it took.
struct Lap: Sendable {
  var posts: Int
  var seconds: Double

  var postsPerSecond: Double { seconds > 0 ? Double(posts) / seconds : 0 }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }
}
