internal import Postgres
internal import Rules

/// Something that keeps posts, verdicts or events from moving, with its cause and the repair.
package struct QueueFault: Sendable, Hashable {
  /// A word for programs: `stalled`, `silent_worker`, `worker_problem`, `writer`, `snapshot`, `slot`, `unsealed`.
  package var code: String
  package var finding: String
  package var repair: String

  package init(code: String, finding: String, repair: String) {
    self.code = code
    self.finding = finding
    self.repair = repair
  }
}

extension QueueState {
  /// Seconds after which silence is a fault. A fault is named within 30 s, and a look may be some seconds old.
  package static let patience = 20.0
  /// Seconds after which a snapshot that is held open is worth a word: dead rows pile up meanwhile.
  package static let snapshotPatience = 300.0
  /// Seconds after which an event should be sealed: workers seal about once a minute.
  package static let sealPatience = 600.0
  private static let slotBytes = 4 << 30

  /// What is wrong, the most urgent first.
  package var faults: [QueueFault] {
    [stalled, silentWorkers, problems, blockingWriter, heldSnapshot, laggingSlot, unsealedEvents].flatMap { $0 }
  }

  private var stalled: [QueueFault] {
    guard visible > 0, let oldest = oldestVisible, oldest > Self.patience,
      (workers.compactMap(\.sinceFinish).min() ?? .infinity) > Self.patience
    else { return [] }
    let finding =
      "\(visible) posts can be taken, the oldest for \(Seconds(clamping: oldest).whole) s, and no worker has finished anything meanwhile"
    let working = workers.filter { $0.isConnected && $0.silence < Self.patience }
    let repair =
      working.isEmpty
      ? "no worker answers; start one: drawbridge worker" : "see the problem of the workers, and their logs"
    return [QueueFault(code: "stalled", finding: finding, repair: repair)]
  }

  private var silentWorkers: [QueueFault] {
    workers.filter { $0.isConnected && $0.silence > Self.patience / 2 }.map { worker in
      QueueFault(
        code: "silent_worker",
        finding:
          "worker \(worker.pid) on \(worker.host) has not been heard of for \(Seconds(clamping: worker.silence).whole) s although its "
          + "connection stands: it was stopped (SIGSTOP) or hangs; it had \(worker.inHand) posts in hand, which others take",
        repair: "kill -CONT \(worker.pid), or kill -9 \(worker.pid) and start another")
    }
  }

  private var problems: [QueueFault] {
    workers.compactMap { worker in
      guard let problem = worker.problem, worker.isConnected else { return nil }
      return QueueFault(
        code: "worker_problem", finding: "worker \(worker.pid) on \(worker.host): \(problem)",
        repair: Self.repair(for: problem))
    }
  }

  private var blockingWriter: [QueueFault] {
    guard let writer, writer.seconds > Self.patience else { return [] }
    let pid = writer.pid.map(String.init) ?? "?"
    return [
      QueueFault(
        code: "writer",
        finding:
          "the outbox gives out nothing newer than \(Seconds(clamping: writer.seconds).whole) s: session \(pid) (\(writer.application), "
          + "\(writer.state)) has had a writing transaction open for so long",
        repair: "end that transaction, or: SELECT pg_terminate_backend(\(pid))")
    ]
  }

  private var heldSnapshot: [QueueFault] {
    guard let snapshot, snapshot.seconds > Self.snapshotPatience else { return [] }
    let pid = snapshot.pid.map(String.init) ?? "?"
    return [
      QueueFault(
        code: "snapshot",
        finding: "session \(pid) (\(snapshot.application), \(snapshot.state)) has held a snapshot for "
          + "\(Seconds(clamping: snapshot.seconds).whole) s: dead rows cannot be cleaned up meanwhile",
        repair: "end that transaction, or: SELECT pg_terminate_backend(\(pid))")
    ]
  }

  /// Where nobody works, nobody seals, and nothing is amiss.
  private var unsealedEvents: [QueueFault] {
    guard let unsealed, unsealed > Self.sealPatience, workers.contains(where: \.isConnected) else { return [] }
    return [
      QueueFault(
        code: "unsealed",
        finding:
          "events of the last \(Int(unsealed)) s are not sealed: the trail of what was done can still be changed",
        repair: "see the workers' logs for what keeps them from sealing, or: drawbridge audit head")
    ]
  }

  private var laggingSlot: [QueueFault] {
    guard let slot, slot.distance > Self.slotBytes else { return [] }
    return [
      QueueFault(
        code: "slot",
        finding:
          "replication slot \(slot.application) (\(slot.state)) keeps \(slot.distance >> 20) MiB of WAL on the disk",
        repair: "bring its reader back, or: SELECT pg_drop_replication_slot('\(slot.application)')")
    ]
  }

  /// What to do about a problem whose words hold an SQLSTATE.
  package static func repair(for problem: String) -> String {
    guard let mark = problem.firstRange(of: "(SQLSTATE ") else { return "see the worker's log" }
    let state = String(problem[mark.upperBound...].prefix { $0 != ")" })
    guard case .stop(let repair) = Disposition(sqlState: state) else { return "see the worker's log" }
    return "\(repair.finding): \(repair.text)"
  }
}
