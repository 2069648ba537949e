import Postgres

/// Every contender once a repetition, in turns that go forth and back.
struct ThroughputMeasurement {
  private let contenders: [any Contender]
  private let peers: [PythonPeer]
  private let ours: String
  /// Posts a second, by contender and repetition.
  private var rates: [String: [Double]] = [:]

  init(_ plan: QueuePlan, peers conninfo: String) {
    peers = [
      PythonPeer(
        name: "pgqueuer", title: "pgqueuer 1.6.0, 2 dequeuers, no verdicts", posts: plan.posts / 5, peers: conninfo),
      PythonPeer(
        name: "procrastinate", title: "procrastinate, 10 at once, no verdicts", posts: plan.posts / 100,
        peers: conninfo),
    ]
    contenders = plan.contenders + peers.filter(\.isInstalled)
    ours = plan.ours.name
  }

  mutating func repetition(_ round: Int, _ conninfo: String, _ db: borrowing Connection) async throws {
    try db.execute("CHECKPOINT")
    for contender in round.isMultiple(of: 2) ? contenders : contenders.reversed() {
      Progress.say("repetition \(round + 1): \(contender.title)")
      rates[contender.name, default: []].append(try await contender.repetition(conninfo, db).postsPerSecond)
    }
    Progress.clear()
  }

  func write(to report: inout Report) {
    report.heading("Through the queue, posts/s (median, range)")
    for contender in contenders { report.rate(contender.title, contender.name, rates[contender.name] ?? []) }
    for peer in peers where !peer.isInstalled { report.note("\(peer.name) is not installed: Deploy/bench queue --peers") }
    report.heading("drawbridge, 2 workers, batches of 500, to …")
    for rival in QueuePlan.rivals {
      guard let others = rates[rival.name] else { continue }
      let ratios = Statistics.ratios(rates[ours] ?? [], to: others)
      report.ratio("… \(rival.title)", "to_\(rival.name)", ratios, target: rival.target)
    }
  }
}

extension IngestMeasurement {
  func write(to report: inout Report) {
    report.heading("Ingest, one connection, posts/s")
    for size in sizes {
      report.rate("idempotent ingest, calls of \(size.call)", "ingest_\(size.call)", ingest[size.call] ?? [])
    }
    report.rate("bare COPY of the same posts, a commit every 1,000", "bare_copy", bare)
    report.rate("bare COPY of the same posts, one commit", "bare_one_copy", bareOne)
    report.heading("Ingest to the bare COPY with a commit every 1,000")
    for size in sizes {
      report.ratio(
        "calls of \(size.call)", "ingest_\(size.call)_to_copy", Statistics.ratios(ingest[size.call] ?? [], to: bare),
        target: size.call == 1000 ? .atLeast(0.4) : nil)
    }
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

extension SnapshotMeasurement {
  func write(to report: inout Report) {
    report.heading("Before and while another session holds a snapshot for \(Int(heldSeconds)) s (\(heldPosts) posts)")
    report.rate("drawbridge, 2 workers, before", "before", ours.before)
    report.rate("drawbridge, 2 workers, last third of the time held", "held", ours.atTheEnd)
    report.rate("delete-on-take, before", "delete_on_take_before", deleteOnTake.before)
    report.rate("delete-on-take, last third of the time held", "delete_on_take_held", deleteOnTake.atTheEnd)
    report.ratio("drawbridge, held to before", "held_to_before", ours.ratios, target: .atLeast(0.8))
    report.ratio("delete-on-take, held to before", "delete_on_take_held_to_before", deleteOnTake.ratios)
  }
}
