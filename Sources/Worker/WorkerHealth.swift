package import Store
internal import Synchronization

/// What a worker knows of its own state and of the queue's, for `/healthz`, `/readyz`, the metrics and the watchdog.
package final class WorkerHealth: Sendable {
  private struct State {
    var queue: QueueState?
    var lookedAt: ContinuousClock.Instant?
    var problem: String?
    var unreachableSince: ContinuousClock.Instant?
    var finishedAt: ContinuousClock.Instant?
    var hasFinished = false
    var stuck: Int64?
  }

  private let state = Mutex(State())

  package init() {}

  /// The last look at the queue.
  package var queue: QueueState? { state.withLock(\.queue) }

  /// What keeps this worker from working now.
  package var problem: String? { state.withLock(\.problem) }

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
      if let problem = state.problem {
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
      return faults + (state.queue?.faults ?? []).filter { !($0.code == "worker_problem" && state.problem != nil) }
    }
  }

  func saw(_ queue: QueueState) {
    state.withLock { state in
      state.queue = queue
      state.lookedAt = ContinuousClock.now
      state.unreachableSince = nil
    }
  }

  func finished() {
    state.withLock { state in
      state.finishedAt = ContinuousClock.now
      state.hasFinished = true
      state.problem = nil
      state.unreachableSince = nil
    }
  }

  func failed(_ problem: String) { state.withLock { $0.problem = problem } }

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
