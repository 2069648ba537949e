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

      Deploy/bench queue                     everything; about five minutes
      Deploy/bench queue --peers             pgqueuer and procrastinate, too
      Deploy/bench queue --only throughput   one measurement
      Deploy/bench queue --quick             a smoke test of all of it
      Deploy/bench queue --long              the snapshot held for 30 minutes

      Measurements: throughput, ingest, latency, snapshot. The peers come from PyPI, into .drawbridge/peers; once there, \
      they are always part of throughput.

      The last line is JSON. Its members, as far as they were measured:

      NAME_posts_per_s, medians, with the NAMEs floor, floor_one_copy, workers_2, delete_on_take, update_lease, pgmq, \
      worker_1_thread, worker_2_threads, batch_10, batch_100, batch_1000, single_post_tickets, pgqueuer, procrastinate, \
      ingest_1, ingest_100, ingest_1000, bare_copy, bare_one_copy, before, held, delete_on_take_before, \
      delete_on_take_held.

      to_NAME, two workers with batches of 500 to floor, floor_one_copy, delete_on_take, update_lease, pgmq, pgqueuer, \
      procrastinate.

      ingest_1_to_copy, ingest_100_to_copy, ingest_1000_to_copy, to the bare COPY with a commit every 1,000.

      latency_woken_p50_ms, latency_woken_p99_ms, latency_polled_p50_ms, latency_polled_p99_ms, woken_to_polled_p99.

      held_to_before, delete_on_take_held_to_before, the last third of the time that the snapshot was held to the time \
      before.
      """)

  @Flag(help: "One repetition of few posts, in under a minute.")
  var quick = false

  @Flag(help: "Hold the snapshot for 30 minutes.")
  var long = false

  @Option(help: ArgumentHelp("Only these measurements, separated by commas.", valueName: "names"))
  var only: String?

  @Option(help: ArgumentHelp("Of throughput, only these, by their names in the JSON line.", valueName: "names"))
  var contenders: String?

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
    var plan = QueuePlan(isQuick: quick, isLong: long)
    plan.chosen = contenders.map { Set($0.split(separator: ",").map(String.init)) }
    Progress.say("making a throw-away PostgreSQL")
    let cluster = try ThrowawayCluster()
    defer { cluster.remove() }
    let conninfo = try cluster.migratedDatabase()
    let db = try Connection(conninfo, application: "bench")
    try BenchTables.make(db)
    var report = Report(benchmark: "queue")
    let version = try db.query("SHOW server_version").text(0, 0)
    let weight = quick ? "one repetition, too little to mean anything" : "\(plan.repetitions) repetitions"
    print("PostgreSQL \(version), full durability; \(weight)")
    if chosen.contains(.throughput) {
      let peers = try cluster.use.conninfo(database: "peers")
      try await throughput(plan, peers, conninfo, db).write(to: &report)
    }
    if chosen.contains(.ingest) { try ingest(plan, db).write(to: &report) }
    if chosen.contains(.latency) { try await latency(plan, conninfo, db).write(to: &report) }
    if chosen.contains(.snapshot) { try await snapshot(plan, conninfo, db).write(to: &report) }
    Progress.clear()
    report.end()
  }

  private func throughput(
    _ plan: QueuePlan, _ peers: String, _ conninfo: String, _ db: borrowing Connection
  ) async throws -> ThroughputMeasurement {
    var throughput = ThroughputMeasurement(plan, peers: peers)
    for round in 0..<plan.repetitions { try await throughput.repetition(round, conninfo, db) }
    return throughput
  }

  private func ingest(_ plan: QueuePlan, _ db: borrowing Connection) throws -> IngestMeasurement {
    var ingest = IngestMeasurement(posts: plan.ingestPosts)
    for round in 0..<plan.repetitions {
      Progress.say("ingest, repetition \(round + 1)")
      try ingest.repetition(round, db)
    }
    return ingest
  }

  private func latency(
    _ plan: QueuePlan, _ conninfo: String, _ db: borrowing Connection
  ) async throws -> LatencyMeasurement {
    var latency = LatencyMeasurement()
    for round in 0..<plan.latencyRounds {
      Progress.say("latency, repetition \(round + 1)")
      try await latency.repetition(round, seconds: plan.latencySeconds, conninfo, db)
    }
    return latency
  }

  private func snapshot(
    _ plan: QueuePlan, _ conninfo: String, _ db: borrowing Connection
  ) async throws -> SnapshotMeasurement {
    var snapshot = SnapshotMeasurement()
    try await snapshot.run(seconds: plan.snapshotSeconds, posts: plan.posts, conninfo, db)
    return snapshot
  }
}
