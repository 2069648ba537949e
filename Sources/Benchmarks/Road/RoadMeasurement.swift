import Postgres
import Rules
import Store
import Worker

/// The road and, over the same posts and through the same queue, the road without an engine.
struct RoadMeasurement {
  private let lines: [[UInt8]]
  private let screener: GlossingScreener
  private let rulebook: Int
  private var ingest: [Lap] = []
  private var screened: [Lap] = []
  private var noop: [Lap] = []
  private var queuedShare = 0.0

  init(lines: [[UInt8]], screener: GlossingScreener, rulebook: Int) {
    self.lines = lines
    self.screener = screener
    self.rulebook = rulebook
  }

  mutating func repetition(_ conninfo: String, _ db: borrowing Connection) async throws {
    try BenchTables.clear(db)
    try db.execute("CHECKPOINT")
    ingest.append(try takeIn(db))
    screened.append(try await drain(screener, conninfo))
    let found = try db.query("SELECT (SELECT count(*) FROM verdict), (SELECT count(*) FROM review_case)")
    let (verdicts, cases) = (try found.integer(0, 0), try found.integer(0, 1))
    guard verdicts == lines.count else { throw BenchmarkError("\(verdicts) verdicts for \(lines.count) posts") }
    queuedShare = Double(cases) / Double(lines.count)
    guard cases == 0 || screener.glossedWords > 0 else { throw BenchmarkError("no queued post was glossed") }
    try BenchTables.clear(db)
    _ = try takeIn(db)
    noop.append(try await drain(ConstantScreener(), conninfo))
  }

  /// Lines to committed posts and tickets, as `drawbridge ingest` does it.
  private func takeIn(_ db: borrowing Connection) throws -> Lap {
    let reader = PostReader()
    let watch = Stopwatch()
    for first in stride(from: 0, to: lines.count, by: 1000) {
      let call = try lines[first..<min(first + 1000, lines.count)].map { try reader.read($0, in: 0..<$0.count) }
      let outcomes = try PostIngest.ingest(call, on: db)
      guard outcomes.allSatisfy({ $0 == .taken }) else { throw BenchmarkError("a new post was not taken") }
    }
    return Lap(posts: lines.count, seconds: watch.seconds)
  }

  private func drain(_ screener: some Screener, _ conninfo: String) async throws -> Lap {
    let queue = OurQueue(
      name: "road", title: "", posts: lines.count, threads: 2, screener: screener, rulebook: rulebook)
    let lap = try await queue.drain(conninfo, limit: 600)
    guard lap.posts == lines.count else { throw BenchmarkError("\(lap.posts) of \(lines.count) posts came through") }
    return lap
  }

  /// Both phases, one after the other: posts a second from the first line to the last committed verdict.
  private var total: [Lap] {
    zip(ingest, screened).map { Lap(posts: $0.posts, seconds: $0.seconds + $1.seconds) }
  }

  func write(to report: inout Report) {
    report.heading("Posts/s (median, range)")
    report.rate("ingest, lines to tickets, 1,000 a call", "ingest", ingest.map(\.postsPerSecond))
    report.rate("worker with the engine, 2 threads", "road_worker", screened.map(\.postsPerSecond))
    report.rate("worker with a constant verdict, 2 threads", "noop_worker", noop.map(\.postsPerSecond))
    report.rate("end to end: ingest, then the worker", "road", total.map(\.postsPerSecond))
    report.heading("To the queue alone (worker with a constant verdict)")
    let alone = noop.map(\.postsPerSecond)
    report.ratio(
      "worker with the engine", "worker_to_noop", Statistics.ratios(screened.map(\.postsPerSecond), to: alone),
      target: .atLeast(0.3))
    report.ratio(
      "end to end", "road_to_noop", Statistics.ratios(total.map(\.postsPerSecond), to: alone), target: .atLeast(0.3))
    report.figure("sent to the reviewers", "queued_share", queuedShare * 100, unit: "%")
  }
}
