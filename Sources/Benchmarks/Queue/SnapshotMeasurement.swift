import Postgres

/// Speed before and while another session holds a snapshot open: a report, a dump, somebody's forgotten transaction.
///
/// No dead row can be removed then, so a take that walks over what was deleted gets slower with every batch. Slices of
/// our queue and of delete-on-take alternate. Neither queue's table is truncated, ever: that would remove the very rows
/// that this is about. What is only appended to (posts, verdicts, outbox) is, so that half an hour fits on a disk.
struct SnapshotMeasurement {
  /// Posts a second, slice by slice.
  struct Series {
    var before: [Double] = []
    var held: [Double] = []

    /// The last third of the time: after that long, not on average over it.
    var atTheEnd: [Double] { Array(held.suffix(max(1, held.count / 3))) }
    /// The slices at the end, each to the median before.
    var ratios: [Double] { atTheEnd.map { $0 / Statistics.median(before) } }
  }

  private(set) var ours = Series()
  private(set) var deleteOnTake = Series()
  private(set) var heldSeconds = 0.0
  private var allPosts = 0
  private var left: [String: Int] = [:]

  /// Measures for `seconds` in all, a fifth of them before (at most 30 s), in slices of `posts` posts.
  mutating func run(seconds: Double, posts: Int, _ conninfo: String, _ db: borrowing Connection) async throws {
    let queue = OurQueue(name: "worker", title: "", posts: posts, workers: 2)
    let rival = DeleteOnTake(posts: posts)
    try BenchTables.clear(db)
    try rival.clear(db)
    let watch = Stopwatch()
    let before = min(30, seconds / 5)
    while watch.seconds < before || ours.before.count < 2 {
      ours.before.append(try await slice(queue, conninfo, db))
      deleteOnTake.before.append(try await slice(rival, conninfo, db))
    }
    let holder = try Connection(conninfo, application: "bench snapshot")
    // It reads a table of its own: its locks must not meet the truncations.
    try holder.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM bench.template")
    let held = Stopwatch()
    while watch.seconds < seconds || ours.held.count < 2 {
      Progress.say("snapshot held for \(Int(held.seconds)) s")
      ours.held.append(try await slice(queue, conninfo, db))
      deleteOnTake.held.append(try await slice(rival, conninfo, db))
    }
    try holder.execute("ROLLBACK")
    heldSeconds = held.seconds
  }

  private mutating func slice(_ contender: some Contender, _ conninfo: String, _ db: borrowing Connection) async throws
    -> Double
  {
    try BenchTables.clearAppended(db)
    // What the last slice left over, in its five seconds, is still there.
    if left[contender.name, default: 0] < contender.posts {
      try contender.fill(db)
      left[contender.name, default: 0] += contender.posts
    }
    let lap = try await contender.drain(conninfo, limit: 5)
    left[contender.name, default: 0] -= lap.posts
    allPosts += lap.posts
    return lap.postsPerSecond
  }
}

extension SnapshotMeasurement {
  func write(to report: inout Report) {
    report.heading(
      "Before and while another session holds a snapshot for \(Int(heldSeconds)) s (\(allPosts) posts in all)")
    report.rate("drawbridge, 2 workers, before", "before", ours.before)
    report.rate("drawbridge, 2 workers, last third of the time held", "held", ours.atTheEnd)
    report.rate("delete-on-take, before", "delete_on_take_before", deleteOnTake.before)
    report.rate("delete-on-take, last third of the time held", "delete_on_take_held", deleteOnTake.atTheEnd)
    report.ratio("drawbridge, held to before", "held_to_before", ours.ratios, target: .atLeast(0.8))
    report.ratio("delete-on-take, held to before", "delete_on_take_held_to_before", deleteOnTake.ratios)
  }
}
