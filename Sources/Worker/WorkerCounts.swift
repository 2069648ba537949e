internal import Synchronization

/// What a worker has done since it started; read from any thread.
package final class WorkerCounts: Sendable {
  private let posts = Atomic<Int>(0)
  private let failures = Atomic<Int>(0)
  private let cases = Atomic<Int>(0)
  private let lostLeases = Atomic<Int>(0)
  private let deadLetters = Atomic<Int>(0)

  package init() {}

  /// Posts whose verdict was committed.
  package var written: Int { posts.load(ordering: .relaxed) }
  /// Posts that the engine failed on.
  package var errors: Int { failures.load(ordering: .relaxed) }
  /// Posts that went on to the reviewers.
  package var queued: Int { cases.load(ordering: .relaxed) }
  /// Batches that were dropped because somebody else had taken them over.
  package var refusedFinishes: Int { lostLeases.load(ordering: .relaxed) }
  /// Posts that were set aside.
  package var buried: Int { deadLetters.load(ordering: .relaxed) }

  func add(written: Int, errors: Int, queued: Int) {
    posts.add(written, ordering: .relaxed)
    failures.add(errors, ordering: .relaxed)
    cases.add(queued, ordering: .relaxed)
  }

  func addRefusedFinish() { lostLeases.add(1, ordering: .relaxed) }
  func addBuried(_ count: Int) { deadLetters.add(count, ordering: .relaxed) }
}
