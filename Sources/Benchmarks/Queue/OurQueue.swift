import Logging
import Postgres
import Rules
import Worker

/// Drawbridge's own queue with its own `Worker`: tickets of a block of posts, leased, finished behind a fence.
///
/// The worker reads every post and writes every screening; only the rules are replaced by a constant.
struct OurQueue: Contender {
  let name: String
  let title: String
  let posts: Int
  /// `Worker` values, each with connections of its own, as separate processes would have.
  var workers = 1
  var threads = 1
  var batch = 500
  /// Posts of a ticket: those of one ingest call.
  var block = 500
  var screener: any Screener = ConstantScreener()
  var rulebook: Int?

  func fill(_ db: borrowing Connection) throws { try BenchTables.fillTickets(posts, block: block, db) }

  /// Ends when the last verdict is committed, which the worker counts after the commit was answered; waiting for
  /// `Worker.run` to see an empty queue would add up to one of its polls.
  func drain(_ conninfo: String, limit: Double) async throws -> Lap {
    let running = RunningWorkers(
      (0..<workers).map { _ in
        Worker(
          conninfo: conninfo, screener: screener, rulebook: rulebook, threads: threads, batch: batch,
          logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
      })
    let watch = Stopwatch()
    return try await running.work { counts in
      while counts.written < posts && watch.seconds < limit { try await Task.sleep(for: .microseconds(500)) }
      let lap = Lap(posts: counts.written, seconds: watch.seconds)
      if counts.errors > 0 || counts.refusedFinishes > 0 {
        throw BenchmarkError("\(name): \(counts.errors) posts failed, \(counts.refusedFinishes) leases were lost")
      }
      return lap
    }
  }
}
