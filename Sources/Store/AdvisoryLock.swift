internal import Glibc
package import Postgres

/// The advisory locks of this database: who does what at most once at a time.
///
/// Any login may hold one for ever, so nobody waits for one for ever: whoever waits in vain is told who holds it.
package enum AdvisoryLock: String, Sendable, CaseIterable {
  case migrate, partitions, retire, seal

  /// A session that holds a lock.
  package struct Holder: Sendable, Hashable, CustomStringConvertible {
    package var pid: Int
    package var login: String
    package var application: String
    /// When its transaction or statement began, in UTC; nil where this login may not see that.
    package var since: String?

    /// `session 4711 (login mei, application psql) since 2026-11-28 20:15:00`.
    package var description: String {
      "session \(pid) (login \(login), application \(application.isEmpty ? "unknown" : application))"
        + (since.map { " since \($0)" } ?? "")
    }

    /// How to end it.
    package var repair: String { "end that session, or: SELECT pg_terminate_backend(\(pid))" }
  }

  /// Seconds that are waited where nothing else is said.
  package static let patience = 10.0

  /// Runs `body` while this session holds the lock, or shares it. Throws `StoreError` with the holder's name where it is not
  /// to be had within `seconds`.
  package func hold<R>(
    shared: Bool = false, waiting seconds: Double = patience, on db: borrowing Connection, _ body: () throws -> R
  ) throws -> R {
    try take(shared ? Self.shareSQL : Self.lockSQL, seconds, db)
    defer { _ = try? db.query(shared ? Self.unshareSQL : Self.unlockSQL, [.text(name)]) }
    return try body()
  }

  /// Shares the lock until the transaction ends; throws as `hold` does.
  package func shareInTransaction(waiting seconds: Double = patience, on db: borrowing Connection) throws {
    try take(Self.shareInTransactionSQL, seconds, db)
  }

  /// A session that holds the lock and is not this one.
  package func holder(on db: borrowing Connection) throws -> Holder? {
    let answer = try db.query(
      """
      SELECT a.pid::bigint, coalesce(a.usename::text, '?'), coalesce(a.application_name, ''),
             to_char(coalesce(a.xact_start, a.query_start, a.backend_start), 'YYYY-MM-DD HH24:MI:SS')
      FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32 | l.objid::bigint) = hashtext($1)::bigint
      ORDER BY coalesce(a.xact_start, a.query_start, a.backend_start) NULLS LAST, a.pid LIMIT 1
      """, [.text(name)])
    guard answer.count == 1 else { return nil }
    return Holder(
      pid: try answer.integer(0, 0), login: try answer.text(0, 1), application: try answer.text(0, 2),
      since: try answer.optionalText(0, 3))
  }

  // MARK: Details

  private var name: String { "drawbridge.\(rawValue)" }

  /// Asks again and again: a lock time-out would end the transaction that the caller may be in.
  private func take(_ sql: String, _ seconds: Double, _ db: borrowing Connection) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !db.query(sql, [.text(name)]).bool(0, 0) {
      guard ContinuousClock.now < deadline else { throw try refusal(seconds, db) }
      usleep(50_000)
    }
  }

  private func refusal(_ seconds: Double, _ db: borrowing Connection) throws -> StoreError {
    let waited = "the lock \(name) was not to be had in \(Int(seconds.rounded(.up))) s"
    guard let holder = try holder(on: db) else { return StoreError("\(waited); repair: try again") }
    return StoreError("\(waited): \(holder) holds it; repair: \(holder.repair)")
  }

  private static let lockSQL = "SELECT pg_try_advisory_lock(hashtext($1))"
  private static let unlockSQL = "SELECT pg_advisory_unlock(hashtext($1))"
  private static let shareSQL = "SELECT pg_try_advisory_lock_shared(hashtext($1))"
  private static let unshareSQL = "SELECT pg_advisory_unlock_shared(hashtext($1))"
  private static let shareInTransactionSQL = "SELECT pg_try_advisory_xact_lock_shared(hashtext($1))"
}
