internal import Synchronization

/// What a worker has done since it started; read from any thread.
package final class WorkerMetrics: Sendable {
  private let takenPosts = Atomic<Int>(0)
  private let posts = Atomic<Int>(0)
  private let failures = Atomic<Int>(0)
  private let cases = Atomic<Int>(0)
  private let lostLeases = Atomic<Int>(0)
  private let refusals = Atomic<Int>(0)
  private let deadLetters = Atomic<Int>(0)
  private let screenedPosts = Atomic<Int>(0)
  private let splitTickets = Atomic<Int>(0)
  private let failedFinishes = Atomic<Int>(0)
  private let reconnects = Atomic<Int>(0)
  private let releasedDrafts = Atomic<Int>(0)

  /// Seconds from a batch's take to its commit.
  package let batches = LatencyHistogram()

  package init() {}

  /// Posts that were leased.
  package var taken: Int { takenPosts.load(ordering: .relaxed) }
  /// Posts that the engine looked at.
  package var screened: Int { screenedPosts.load(ordering: .relaxed) }
  /// Posts whose verdict was committed.
  package var written: Int { posts.load(ordering: .relaxed) }
  /// Posts that the engine failed on.
  package var errors: Int { failures.load(ordering: .relaxed) }
  /// Posts that went on to the reviewers.
  package var queued: Int { cases.load(ordering: .relaxed) }
  /// Batches that were dropped because somebody else had taken them over.
  package var refusedFinishes: Int { refusals.load(ordering: .relaxed) }
  /// Leases that were gone when they were to be extended.
  package var leaseLosses: Int { lostLeases.load(ordering: .relaxed) }
  /// Posts that were set aside.
  package var buried: Int { deadLetters.load(ordering: .relaxed) }
  /// Tickets that were split into single posts.
  package var split: Int { splitTickets.load(ordering: .relaxed) }
  /// Attempts to finish that the database refused or did not answer.
  package var finishFailures: Int { failedFinishes.load(ordering: .relaxed) }
  /// Times that the database came back.
  package var reconnections: Int { reconnects.load(ordering: .relaxed) }
  /// Staged decisions that this worker made final.
  package var decisionsReleased: Int { releasedDrafts.load(ordering: .relaxed) }

  func add(written: Int, errors: Int, queued: Int) {
    posts.add(written, ordering: .relaxed)
    failures.add(errors, ordering: .relaxed)
    cases.add(queued, ordering: .relaxed)
  }

  func addTaken(_ count: Int) { takenPosts.add(count, ordering: .relaxed) }
  func addScreened(_ count: Int) { screenedPosts.add(count, ordering: .relaxed) }
  func addRefusedFinish() { refusals.add(1, ordering: .relaxed) }
  func addLeaseLosses(_ count: Int) { lostLeases.add(count, ordering: .relaxed) }
  func addBuried(_ count: Int) { deadLetters.add(count, ordering: .relaxed) }
  func addSplit() { splitTickets.add(1, ordering: .relaxed) }
  func addFinishFailure() { failedFinishes.add(1, ordering: .relaxed) }
  func addReconnection() { reconnects.add(1, ordering: .relaxed) }
  func addReleased(_ count: Int) { releasedDrafts.add(count, ordering: .relaxed) }
}
