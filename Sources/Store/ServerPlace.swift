package import Postgres

/// Where a connection leads, for a log: no host names, passwords or values.
package struct ServerPlace: Sendable, CustomStringConvertible {
  package var database: String
  /// `a unix socket`, or the server's address and port.
  package var address: String
  package var version: String
  package var login: String
  package var schema: Int

  package static func read(on db: borrowing Connection) throws -> ServerPlace {
    let answer = try db.query(
      """
      SELECT current_database()::text, coalesce(host(inet_server_addr()) || ' port ' || inet_server_port(), 'a unix socket'),
             split_part(current_setting('server_version'), ' ', 1), session_user::text
      """)
    return ServerPlace(
      database: try answer.text(0, 0), address: try answer.text(0, 1), version: try answer.text(0, 2),
      login: try answer.text(0, 3), schema: try Migrator.version(db))
  }

  /// `database community (schema 8) at a unix socket, PostgreSQL 15.7, as login worker`.
  package var description: String {
    "database \(database) (schema \(schema)) at \(address), PostgreSQL \(version), as login \(login)"
  }
}
