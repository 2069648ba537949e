package import Postgres

/// The stretch of a database's life in which its transactions and numbers of events follow each other.
///
/// A restored dump, a recovery to a point in time and a failover begin a new one: see `current_epoch.sql`.
package struct Epoch: Sendable, Equatable {
  package var number: Int
  /// Whether the database is another than the one in which the epoch began: whatever writes or reads next begins a new one.
  package var isOver: Bool
  /// Whether the outbox holds transactions that this server has not come to yet.
  package var isAhead: Bool

  /// Looks, and changes nothing; some milliseconds.
  package static func read(on db: borrowing Connection) throws -> Epoch {
    let answer = try db.query(
      """
      SELECT s.epoch, s.system_identifier <> c.system_identifier OR s.database_oid <> d.oid
               OR NOT pg_is_in_recovery() AND s.timeline <> left(pg_walfile_name(pg_current_wal_lsn()), 8),
             o.xid >= pg_snapshot_xmax(pg_current_snapshot())
      FROM setting s CROSS JOIN pg_control_system() c JOIN pg_database d ON d.datname = current_database()
      LEFT JOIN LATERAL (
        SELECT b.xid FROM outbox b WHERE b.epoch = s.epoch ORDER BY b.epoch DESC, b.xid DESC, b.seq DESC LIMIT 1) o ON true
      """)
    return Epoch(
      number: try answer.integer(0, 0), isOver: try !answer.isNull(0, 1) && answer.bool(0, 1),
      isAhead: try !answer.isNull(0, 2) && answer.bool(0, 2))
  }
}
