import Logging
import Postgres
import Store
import Worker

/// How long a post waits at a low load: from the moment before it is handed to ingest to the moment its verdict is
/// known to be committed.
///
/// Arrivals are Poisson at 20 a second, the same for both ways of waking. Nothing asks the database when a verdict is
/// there, which would load it: one worker thread takes posts in their order and counts each batch after its commit was
/// answered, so the n-th post is through when n are counted. The count is looked at every 200 µs, and that is the
/// figure's error, always to our disadvantage.
struct LatencyMeasurement {
  static let postsPerSecond = 20.0
  /// Milliseconds, one for each post.
  private(set) var woken: [Double] = []
  private(set) var polled: [Double] = []

  /// One round: `seconds` with a worker that listens, and `seconds` with one that looks every 100 ms.
  mutating func repetition(_ round: Int, seconds: Double, _ conninfo: String, _ db: borrowing Connection) async throws {
    for isListening in [true, false] {
      try BenchTables.clear(db)
      let waits = try await Self.waits(isListening: isListening, seconds: seconds, seed: UInt64(round), conninfo)
      if isListening { woken += waits } else { polled += waits }
    }
  }

  private static func waits(
    isListening: Bool, seconds: Double, seed: UInt64, _ conninfo: String
  ) async throws -> [Double] {
    let count = Int(seconds * postsPerSecond)
    let gaps = Statistics.poissonGaps(rate: postsPerSecond, count: count, seed: seed)
    let worker = Worker(
      conninfo: conninfo, screener: ConstantScreener(), rulebook: nil, threads: 1, isListening: isListening,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    let platform = Database(conninfo, application: "bench ingest")
    return try await RunningWorkers([worker]).work { counts in
      // The first post only opens the connections.
      _ = try await platform.with { try PostIngest.ingest([Payload.post(0, id: "latency-warm-up")], on: $0) }
      while counts.written < 1 { try await Task.sleep(for: .milliseconds(1)) }
      let start = ContinuousClock.now
      async let ends = commits(of: count, counts)
      let begins = try await arrivals(gaps, from: start, platform)
      return zip(begins, try await ends).map { $0.duration(to: $1).inSeconds * 1000 }
    }
  }

  private static func arrivals(
    _ gaps: [Double], from start: ContinuousClock.Instant, _ platform: Database
  ) async throws -> [ContinuousClock.Instant] {
    var begins: [ContinuousClock.Instant] = []
    var due = start
    for (number, gap) in gaps.enumerated() {
      due += .seconds(gap)
      try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
      begins.append(.now)
      _ = try await platform.with { try PostIngest.ingest([Payload.post(number, id: "latency-\(number)")], on: $0) }
    }
    return begins
  }

  private static func commits(of count: Int, _ counts: RunningWorkers.Counts) async throws -> [ContinuousClock.Instant]
  {
    var ends: [ContinuousClock.Instant] = []
    let watch = Stopwatch()
    while ends.count < count {
      let now = ContinuousClock.now
      // One was the warm-up.
      while ends.count < min(count, counts.written - 1) { ends.append(now) }
      if watch.seconds > 120 { throw BenchmarkError("the worker fell asleep: \(ends.count) of \(count) posts") }
      try await Task.sleep(until: now + .microseconds(200), tolerance: .zero, clock: .continuous)
    }
    return ends
  }
}

extension LatencyMeasurement {
  func write(to report: inout Report) {
    report.heading("From ingest to the committed verdict at 20 posts/s (\(woken.count) posts each)")
    let (wokenP99, polledP99) = (Statistics.percentile(woken, 0.99), Statistics.percentile(polled, 0.99))
    report.figure("woken, p50", "latency_woken_p50_ms", Statistics.percentile(woken, 0.5), unit: "ms")
    report.figure("woken, p99", "latency_woken_p99_ms", wokenP99, unit: "ms", target: .atMost(40))
    report.figure("polled every 100 ms, p50", "latency_polled_p50_ms", Statistics.percentile(polled, 0.5), unit: "ms")
    report.figure("polled every 100 ms, p99", "latency_polled_p99_ms", polledP99, unit: "ms")
    report.ratio(
      "woken to polled, p99", "woken_to_polled_p99", [polledP99 > 0 ? wokenP99 / polledP99 : 0], target: .atMost(0.4))
  }
}
