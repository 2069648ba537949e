package import Store
internal import Synchronization

/// What a worker knows of its own state and of the queue's, for `/healthz`, `/readyz`, the metrics and the watchdog.
package final class WorkerHealth: Sendable {
  private struct Problem {
    var text: String
    var at: ContinuousClock.Instant
    /// Whether it is over by itself after a minute: what others then deal with.
    var isPassing: Bool

    var standing: String? { isPassing && ContinuousClock.now - at > .seconds(60) ? nil : text }
  }

  private struct State {
    var queue: QueueState?
    var lookedAt: ContinuousClock.Instant?
    var problem: Problem?
    var unreachableSince: ContinuousClock.Instant?
    var hasFinished = false
    var stuck: Int64?
    var limitedRules = 0
    var hasRefusedRules = false
    var quarantinedEntries = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// The last look at the queue.
  package var queue: QueueState? { state.withLock(\.queue) }

  /// Rules past their limits, and whether the newest rules could not be used: for the rules' owners, not for this worker.
  package var rules: (limited: Int, areRefused: Bool) { state.withLock { ($0.limitedRules, $0.hasRefusedRules) } }

  /// Entries added in a hurry that the rules in use do without.
  package var quarantinedEntries: Int { state.withLock(\.quarantinedEntries) }

  func saw(limitedRules: Int, hasRefusedRules: Bool, quarantinedEntries: Int) {
    state.withLock {
      ($0.limitedRules, $0.hasRefusedRules) = (limitedRules, hasRefusedRules)
      $0.quarantinedEntries = quarantinedEntries
    }
  }

  /// What keeps this worker from working now.
  package var problem: String? { state.withLock { $0.problem?.standing } }

  /// Whether the database answers, so that this worker can work.
  package var isReady: Bool { state.withLock { $0.lookedAt != nil && $0.unreachableSince == nil } }

  /// The post in a batch that the engine does not come back from.
  package var stuckPost: Int64? { state.withLock(\.stuck) }

  /// Everything that is wrong: with this worker, then with the queue as it saw it last.
  package var faults: [QueueFault] {
    let now = ContinuousClock.now
    return state.withLock { state in
      var faults: [QueueFault] = []
      if let since = state.unreachableSince, now - since > .seconds(2) {
        faults.append(
          QueueFault(
            code: "unreachable",
            finding: "the database has been out of reach for \((now - since).components.seconds) s",
            repair: "see that the server runs and --database leads to it"))
      }
      let problem = state.problem?.standing
      if let problem {
        faults.append(
          QueueFault(
            code: "worker_problem", finding: "this worker: \(problem)", repair: QueueState.repair(for: problem)))
      }
      if let stuck = state.stuck {
        faults.append(
          QueueFault(
            code: "stuck_engine", finding: "the engine does not come back from a batch that begins with post \(stuck)",
            repair: "restart this worker; its posts are taken again, split, and the culprit set aside"))
      }
      // This worker's own problem is told above already.
      return faults + (state.queue?.faults ?? []).filter { !($0.code == "worker_problem" && problem != nil) }
    }
  }

  func saw(_ queue: QueueState) {
    state.withLock { state in
      state.queue = queue
      state.lookedAt = ContinuousClock.now
      state.unreachableSince = nil
      // Nothing is left that could not be written.
      if queue.lanes.allSatisfy({ $0.posts == 0 }) { state.problem = nil }
    }
  }

  func finished() {
    state.withLock { state in
      state.hasFinished = true
      state.problem = nil
      state.unreachableSince = nil
    }
  }

  func failed(_ problem: String, isPassing: Bool = false) {
    state.withLock { $0.problem = Problem(text: problem, at: .now, isPassing: isPassing) }
  }

  func lostDatabase() {
    state.withLock { state in if state.unreachableSince == nil { state.unreachableSince = ContinuousClock.now } }
  }

  func regainedDatabase() { state.withLock { $0.unreachableSince = nil } }

  func isStuck(_ post: Int64?) { state.withLock { $0.stuck = post } }

  /// Whether anything was finished since this was asked last.
  func takeFinished() -> Bool {
    state.withLock { state in
      defer { state.hasFinished = false }
      return state.hasFinished
    }
  }
}
