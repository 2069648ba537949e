import Postgres

/// Every contender once a repetition, in turns that go forth and back.
struct ThroughputMeasurement {
  private let contenders: [any Contender]
  private let peers: [PythonPeer]
  private let ours: String
  private let isWhole: Bool
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
    let all = plan.contenders + peers.filter(\.isInstalled)
    contenders = all.filter { plan.chosen?.contains($0.name) ?? true }
    isWhole = plan.chosen == nil
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
    for peer in peers where isWhole && !peer.isInstalled {
      report.note("\(peer.name) is not installed: Deploy/bench queue --peers")
    }
    report.heading("drawbridge, 2 workers, batches of 500, to …")
    for rival in QueuePlan.rivals {
      guard let others = rates[rival.name] else { continue }
      let ratios = Statistics.ratios(rates[ours] ?? [], to: others)
      report.ratio("… \(rival.title)", "to_\(rival.name)", ratios, target: rival.target)
    }
  }
}
