/// How much is measured: enough for steady medians in about five minutes, or just enough to see that all of it works.
struct QueuePlan {
  let repetitions: Int
  /// The names of the contenders to run; nil for all.
  var chosen: Set<String>?
  /// Posts of a repetition of a fast contender.
  let posts: Int
  let ingestPosts: Int
  let latencyRounds: Int
  let latencySeconds: Double
  let snapshotSeconds: Double

  init(isQuick: Bool, isLong: Bool) {
    repetitions = isQuick ? 1 : 5
    posts = isQuick ? 5_000 : 150_000
    ingestPosts = isQuick ? 2_000 : 20_000
    latencyRounds = isQuick ? 1 : 3
    latencySeconds = isQuick ? 2 : 5
    snapshotSeconds = isLong ? 1860 : isQuick ? 5 : 60
  }

  /// The two workers of the targets: everything is compared with them.
  var ours: OurQueue {
    OurQueue(name: "workers_2", title: "drawbridge, 2 workers, batches of 500", posts: posts, workers: 2)
  }

  var contenders: [any Contender] {
    [
      Floor(name: "floor", title: "COPY of the verdicts alone, a commit every 500", posts: posts, batch: 500),
      Floor(name: "floor_one_copy", title: "COPY of the verdicts alone, one commit", posts: posts, batch: posts),
      ours,
      DeleteOnTake(posts: posts), UpdateLease(posts: posts), VisibilityTimeout(posts: posts),
      OurQueue(name: "worker_1_thread", title: "drawbridge, 1 worker, 1 thread", posts: posts),
      OurQueue(name: "worker_2_threads", title: "drawbridge, 1 worker, 2 threads", posts: posts, threads: 2),
      OurQueue(
        name: "batch_10", title: "drawbridge, 2 workers, calls and batches of 10", posts: posts / 10, workers: 2,
        batch: 10, block: 10),
      OurQueue(
        name: "batch_100", title: "drawbridge, 2 workers, calls and batches of 100", posts: posts / 2, workers: 2,
        batch: 100, block: 100),
      OurQueue(
        name: "batch_1000", title: "drawbridge, 2 workers, calls and batches of 1,000", posts: posts, workers: 2,
        batch: 1000, block: 1000),
      OurQueue(
        name: "single_post_tickets", title: "drawbridge, 2 workers, posts ingested one a call", posts: posts / 5,
        workers: 2, block: 1),
    ]
  }

  /// What is compared with `ours`, with the ratio that the specification asks for.
  static let rivals: [(name: String, title: String, target: Report.Target?)] = [
    ("floor", "the floor", .atLeast(0.6)),
    ("floor_one_copy", "the floor in one commit", nil),
    ("delete_on_take", "delete-on-take", .atLeast(1.1)),
    ("update_lease", "UPDATE lease", .atLeast(2)),
    ("pgmq", "PGMQ's shape", .atLeast(2.5)),
    ("pgqueuer", "pgqueuer", .atLeast(7)),
    ("procrastinate", "procrastinate", nil),
  ]
}
