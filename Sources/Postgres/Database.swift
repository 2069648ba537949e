/// A database that blocks on a thread of its own: one connection, made when it is first needed, made anew when lost.
///
/// The unit of work is a closure, one hop a batch: `database.with { db in … }`. What was lost with a connection is
/// thrown to the caller; the next call connects again.
package actor Database {
  private let executor = ThreadExecutor()
  private let conninfo: String
  private let application: String
  private let prepares: Bool
  private let byKey: Bool
  private let prepare: @Sendable (borrowing Connection) throws -> Void
  private var connection: Connection?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// A database at libpq's `conninfo`; `prepare` is run on every new connection (LISTEN, settings).
  package init(
    _ conninfo: String, application: String = "drawbridge", prepares: Bool = true, byKey: Bool = false,
    prepare: @escaping @Sendable (borrowing Connection) throws -> Void = { _ in }
  ) {
    self.conninfo = conninfo
    self.application = application
    self.prepares = prepares
    self.byKey = byKey
    self.prepare = prepare
  }

  /// Runs a block of blocking calls on the connection's own thread.
  package func with<R: Sendable>(_ body: @Sendable (borrowing Connection) throws -> R) async throws -> R {
    if connection == nil {
      let fresh = try Connection(conninfo, application: application, prepares: prepares, byKey: byKey)
      try prepare(fresh)
      connection = consume fresh
    }
    do {
      return try use(body)
    } catch {
      if let error = error as? PostgresError, error.isConnectionLost { connection = nil }
      throw error
    }
  }

  /// Drops the connection; the next call makes a new one.
  package func disconnect() { connection = nil }

  private func use<R: Sendable>(_ body: @Sendable (borrowing Connection) throws -> R) throws -> R {
    switch connection {
    case .some(let connection): return try body(connection)
    case .none: throw PostgresError(.connection, "not connected")
    }
  }
}
