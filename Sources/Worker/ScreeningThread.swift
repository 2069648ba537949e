internal import Logging
internal import Postgres
internal import Rules
internal import Store

/// A thread that does nothing but screen: an engine that hangs holds up its own batch, and neither leases nor metrics.
actor ScreeningThread {
  private let executor = ThreadExecutor()
  private let screener: any Screener
  private let logger: Logger

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ screener: any Screener, logger: Logger) {
    self.screener = screener
    self.logger = logger
  }

  /// What becomes of each post of `tickets`. One bad post fails one post.
  func screen(_ tickets: [TicketQueue.Ticket]) -> [ScreenedTicket] {
    tickets.map { ticket in ScreenedTicket(ticket) { screening(of: $0) } }
  }

  private func screening(of post: TicketQueue.QueuedPost) -> StoredScreening {
    do {
      return StoredScreening(try screener.screen(try StoredPost.read(post)))
    } catch {
      logger.error("post \(post.id) could not be screened: \(error)")
      return StoredScreening(error: "\(error)")
    }
  }
}
