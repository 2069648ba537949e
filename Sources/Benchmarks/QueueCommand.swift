import ArgumentParser
import Postgres

/// The queue alone: a constant verdict for every post, in a throw-away PostgreSQL with full durability.
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Measure the queue beside its floor, other shapes of queue and queues from PyPI.",
    discussion: """
      Starts a PostgreSQL of its own with full durability and removes it at the end. Posts have 200 bytes of text, \
      verdicts 400. Repetitions go round-robin, so that a change of the machine's mood meets all alike; each ratio is \
      computed within its repetition, and the table shows the median of the ratios and their range. Targets are those \
      of the project's specification.

        Deploy/bench queue                         everything; about six minutes
        Deploy/bench queue --peers                 with pgqueuer and procrastinate, installed into .drawbridge/peers
        Deploy/bench queue --only throughput       one measurement
        Deploy/bench queue --quick                 a smoke test: the figures mean nothing
        Deploy/bench queue --long                  the snapshot held for 30 minutes

      Measurements: throughput (with the peers, where they are installed), ingest, latency, snapshot.

      The last line is JSON. Its members, as far as they were measured:
        NAME_posts_per_s, the median, where NAME is floor, floor_one_copy, delete_on_take, update_lease, pgmq,
          workers_2, worker_1_thread, worker_2_threads, batch_10, batch_100, batch_1000, single_post_tickets, pgqueuer,
          procrastinate, ingest_1, ingest_100, ingest_1000, bare_copy, bare_one_copy
        to_floor, to_floor_one_copy, to_delete_on_take, to_update_lease, to_pgmq, to_pgqueuer, to_procrastinate: two \
      workers with batches of 500, by that
        ingest_1_to_copy, ingest_100_to_copy, ingest_1000_to_copy
        latency_woken_p50_ms, latency_woken_p99_ms, latency_polled_p50_ms, latency_polled_p99_ms, woken_to_polled_p99
        held_to_before, delete_on_take_held_to_before: the last third of the time held, by the time before
      """)

  @Flag(help: "One repetition of few posts, in under a minute.")
  var quick = false

  @Flag(help: "Hold the snapshot for 30 minutes.")
  var long = false

  @Option(help: ArgumentHelp("Only these measurements, separated by commas.", valueName: "names"))
  var only: String?

  enum Measurement: String, CaseIterable { case throughput, ingest, latency, snapshot }

  private func measurements() throws -> Set<Measurement> {
    guard let only else { return Set(Measurement.allCases) }
    return Set(
      try only.split(separator: ",").map { name in
        guard let measurement = Measurement(rawValue: String(name)) else {
          let known = Measurement.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("there is no measurement `\(name)`; there are \(known)")
        }
        return measurement
      })
  }

  func validate() throws { _ = try measurements() }

  func run() async throws {
    let chosen = try measurements()
    let plan = QueuePlan(isQuick: quick, isLong: long)
    Progress.say("making a throw-away PostgreSQL")
    let cluster = try ThrowawayCluster()
    defer { cluster.remove() }
    let conninfo = try cluster.migratedDatabase()
    let db = try Connection(conninfo, application: "bench")
    try BenchTables.make(db)
    var report = Report(benchmark: "queue")
    let version = try db.query("SHOW server_version").text(0, 0)
    print("PostgreSQL \(version), full durability; \(plan.repetitions) repetitions")
    if chosen.contains(.throughput) {
      var throughput = ThroughputMeasurement(plan, peers: try cluster.use.conninfo(database: "peers"))
      for round in 0..<plan.repetitions { try await throughput.repetition(round, conninfo, db) }
      throughput.write(to: &report)
    }
    if chosen.contains(.ingest) {
      var ingest = IngestMeasurement(posts: plan.ingestPosts)
      for round in 0..<plan.repetitions {
        Progress.say("ingest, repetition \(round + 1)")
        try ingest.repetition(round, db)
      }
      ingest.write(to: &report)
    }
    if chosen.contains(.latency) {
      var latency = LatencyMeasurement()
      for round in 0..<plan.latencyRounds {
        Progress.say("latency, repetition \(round + 1)")
        try await latency.repetition(round, seconds: plan.latencySeconds, conninfo, db)
      }
      latency.write(to: &report)
    }
    if chosen.contains(.snapshot) {
      var snapshot = SnapshotMeasurement()
      try await snapshot.run(seconds: plan.snapshotSeconds, posts: plan.posts, conninfo, db)
      snapshot.write(to: &report)
    }
    Progress.clear()
    report.end()
  }
}
