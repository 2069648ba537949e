internal import Postgres
internal import Synchronization

/// The last error of the database for posts that are still in the queue: the reason of their dead letters, should they
/// become any.
final class Refusals: Sendable {
  /// Posts that are remembered; what comes beyond is forgotten, and then counts as stalled.
  private static let most = 10_000

  private let reasons = Mutex<[Int64: String]>([:])

  /// Notes `error` for the tickets that begin with `posts`.
  func note(_ posts: [Int64], _ error: any Error) {
    reasons.withLock { reasons in
      for post in posts where reasons.count < Self.most || reasons[post] != nil { reasons[post] = "\(error)" }
    }
  }

  func forget(_ posts: [Int64]) {
    reasons.withLock { reasons in
      if reasons.isEmpty { return }
      for post in posts { reasons[post] = nil }
    }
  }

  /// Why the ticket that begins with `post` could not be written, where that is known.
  func reason(of post: Int64) -> String? {
    reasons.withLock { $0[post].map { "its verdict could not be written: \($0)" } }
  }
}

extension PostgresError {
  /// Whether a worker goes on trying: the database comes back, or a person makes it serve again, and nothing is lost
  /// meanwhile. What nobody changes while the worker runs ends it instead.
  var isWaitedFor: Bool {
    switch disposition {
    case .retryConnection, .retryStatement, .splitBatch: true
    case .stop(let repair): [.readOnly, .disk, .server].contains(repair)
    case .rejectPost: false
    }
  }

  /// Whether something in the batch, or its size, is at fault.
  var isOfBatch: Bool { disposition == .rejectPost || disposition == .splitBatch }
}
