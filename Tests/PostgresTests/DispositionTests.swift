import Postgres
import Testing

/// The one table that says what is to be done about an error, row by row.
@Suite("Disposition of database errors")
struct DispositionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var state: String
    var meaning: String
    var disposition: Disposition
    var testDescription: String { "\(state) \(meaning)" }
  }

  static let rows: [Row] = [
    Row(state: "08006", meaning: "connection failure", disposition: .retryConnection),
    Row(state: "08P01", meaning: "protocol violation", disposition: .retryConnection),
    Row(state: "53300", meaning: "too many connections", disposition: .retryConnection),
    Row(state: "57P01", meaning: "admin shutdown", disposition: .retryConnection),
    Row(state: "57P02", meaning: "crash shutdown", disposition: .retryConnection),
    Row(state: "57P03", meaning: "cannot connect now", disposition: .retryConnection),
    Row(state: "57P05", meaning: "idle session timeout", disposition: .retryConnection),
    Row(state: "25P03", meaning: "idle in transaction timeout", disposition: .retryConnection),
    Row(state: "0A000", meaning: "cached plan must not change", disposition: .retryConnection),
    Row(state: "26000", meaning: "prepared statement is gone", disposition: .retryConnection),
    Row(state: "40001", meaning: "serialization failure", disposition: .retryStatement),
    Row(state: "40P01", meaning: "deadlock", disposition: .retryStatement),
    Row(state: "53000", meaning: "insufficient resources", disposition: .retryStatement),
    Row(state: "55006", meaning: "object in use", disposition: .retryStatement),
    Row(state: "53200", meaning: "out of memory", disposition: .splitBatch),
    Row(state: "53400", meaning: "configuration limit exceeded", disposition: .splitBatch),
    Row(state: "54000", meaning: "program limit exceeded", disposition: .splitBatch),
    Row(state: "55P03", meaning: "lock not available", disposition: .splitBatch),
    Row(state: "57014", meaning: "query canceled", disposition: .splitBatch),
    Row(state: "XX000", meaning: "invalid memory alloc request size", disposition: .splitBatch),
    Row(state: "21000", meaning: "cardinality violation", disposition: .rejectPost),
    Row(state: "22003", meaning: "numeric value out of range", disposition: .rejectPost),
    Row(state: "22008", meaning: "interval out of range", disposition: .rejectPost),
    Row(state: "22021", meaning: "character not in repertoire", disposition: .rejectPost),
    Row(state: "22P02", meaning: "invalid text representation", disposition: .rejectPost),
    Row(state: "22P05", meaning: "untranslatable character", disposition: .rejectPost),
    Row(state: "23505", meaning: "unique violation", disposition: .rejectPost),
    Row(state: "23514", meaning: "check violation", disposition: .rejectPost),
    Row(state: "40002", meaning: "integrity constraint violation at commit", disposition: .rejectPost),
    Row(state: "54001", meaning: "statement too complex", disposition: .rejectPost),
    Row(state: "P0001", meaning: "RAISE", disposition: .rejectPost),
    Row(state: "DBR09", meaning: "RAISE of the schema", disposition: .rejectPost),
    Row(state: "25006", meaning: "read-only transaction", disposition: .stop(.readOnly)),
    Row(state: "28000", meaning: "invalid authorization", disposition: .stop(.access)),
    Row(state: "28P01", meaning: "invalid password", disposition: .stop(.password)),
    Row(state: "3D000", meaning: "unknown database", disposition: .stop(.database)),
    Row(state: "57P04", meaning: "database dropped", disposition: .stop(.database)),
    Row(state: "3F000", meaning: "unknown schema", disposition: .stop(.schema)),
    Row(state: "42P01", meaning: "undefined table", disposition: .stop(.schema)),
    Row(state: "42703", meaning: "undefined column", disposition: .stop(.schema)),
    Row(state: "42883", meaning: "undefined function", disposition: .stop(.schema)),
    Row(state: "42501", meaning: "insufficient privilege", disposition: .stop(.grant)),
    Row(state: "42601", meaning: "syntax error", disposition: .stop(.defect)),
    Row(state: "53100", meaning: "disk full", disposition: .stop(.disk)),
    Row(state: "58030", meaning: "I/O error", disposition: .stop(.server)),
    Row(state: "58P01", meaning: "undefined file", disposition: .stop(.server)),
    Row(state: "XX001", meaning: "data corrupted", disposition: .stop(.server)),
    Row(state: "F0000", meaning: "configuration file error", disposition: .stop(.server)),
    Row(state: "99999", meaning: "nobody knows it", disposition: .stop(.defect)),
    Row(state: "25P04", meaning: "transaction timeout", disposition: .retryConnection),
    Row(state: "57000", meaning: "operator intervention", disposition: .retryStatement),
    Row(state: "42704", meaning: "undefined object", disposition: .stop(.schema)),
  ]

  @Test("of a statement, by its SQLSTATE", arguments: rows)
  func ofStatement(_ row: Row) {
    #expect(PostgresError(.server, sqlState: row.state, row.meaning).disposition == row.disposition)
    #expect(Disposition(sqlState: row.state) == row.disposition)
  }

  @Test("every row of the table is a row of this suite")
  func isComplete() {
    for prefix in Disposition.table.keys where !Self.rows.contains(where: { $0.state.hasPrefix(prefix) }) {
      Issue.record("no row for \(prefix)")
    }
  }

  struct Failure: CustomTestStringConvertible, Sendable {
    var message: String
    var state = ""
    var disposition: Disposition
    var testDescription: String { message }
  }

  @Test(
    "of a connection, by libpq's words",
    arguments: [
      Failure(
        message:
          #"connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "w""#,
        disposition: .stop(.password)),
      Failure(
        message: #"connection to server on socket "/s" failed: fe_sendauth: no password supplied"#,
        disposition: .stop(.missingPassword)),
      Failure(message: #"FATAL:  role "w" is not permitted to log in"#, disposition: .stop(.login)),
      Failure(message: #"FATAL:  role "w" does not exist"#, disposition: .stop(.access)),
      Failure(message: #"FATAL:  database "nowhere" does not exist"#, disposition: .stop(.database)),
      Failure(
        message: #"FATAL:  no pg_hba.conf entry for host "::1", user "w", database "d", no encryption"#,
        disposition: .stop(.tls)),
      Failure(
        message: #"FATAL:  no pg_hba.conf entry for host "::1", user "w", database "d", SSL encryption"#,
        disposition: .stop(.access)),
      Failure(message: #"FATAL:  Peer authentication failed for user "w""#, disposition: .stop(.access)),
      Failure(message: "server does not support SSL, but SSL was required", disposition: .stop(.tls)),
      Failure(message: "SSL error: certificate verify failed", disposition: .stop(.tls)),
      Failure(message: #"root certificate file "/r.crt" does not exist"#, disposition: .stop(.tls)),
      Failure(message: "FATAL:  sorry, too many clients already", disposition: .retryConnection),
      Failure(message: #"FATAL:  too many connections for role "w""#, disposition: .retryConnection),
      Failure(
        message: "FATAL:  remaining connection slots are reserved for non-replication superuser connections",
        disposition: .retryConnection),
      Failure(message: "FATAL:  the database system is starting up", disposition: .retryConnection),
      Failure(message: "FATAL:  the database system is shutting down", disposition: .retryConnection),
      Failure(message: "FATAL:  the database system is in recovery mode", disposition: .retryConnection),
      Failure(message: #"could not translate host name "db" to address"#, disposition: .retryConnection),
      Failure(message: "connection to server failed: Connection refused", disposition: .retryConnection),
      Failure(message: "connection to server failed: No such file or directory", disposition: .retryConnection),
      Failure(message: "connection to server failed: timeout expired", disposition: .retryConnection),
      Failure(message: "server closed the connection unexpectedly", disposition: .retryConnection),
      Failure(message: #"invalid connection option "colour""#, disposition: .stop(.address)),
      Failure(message: #"missing "=" after "nonsense" in connection info string"#, disposition: .stop(.address)),
      Failure(message: #"invalid port number: "70000""#, disposition: .stop(.address)),
      Failure(message: #"invalid sslmode value: "perhaps""#, disposition: .stop(.address)),
      // A server that speaks German, asked for its SQLSTATE.
      Failure(
        message: "FATAL:  Passwort-Authentifizierung für Benutzer »w« fehlgeschlagen", state: "28P01",
        disposition: .stop(.password)),
      Failure(message: "FATAL:  Datenbank »d« existiert nicht", state: "3D000", disposition: .stop(.database)),
      Failure(
        message: "FATAL:  tut mir leid, schon zu viele Verbindungen", state: "53300", disposition: .retryConnection),
      Failure(message: "FATAL:  das Datenbanksystem startet", state: "57P03", disposition: .retryConnection),
      Failure(message: "words that nobody knows", disposition: .retryConnection),
      // With sslmode=prefer libpq asks once more without TLS; the password is what is wrong.
      Failure(
        message: #"""
          connection to server at "db", port 5432 failed: FATAL:  password authentication failed for user "w" connection to \#
          server at "db", port 5432 failed: FATAL:  no pg_hba.conf entry for host "::1", user "w", database "d", no encryption
          """#, disposition: .stop(.password)),
      // Of two addresses the last one decides.
      Failure(
        message: #"""
          connection to server at "a", port 5432 failed: Connection refused connection to server at "b", port 5432 failed: \#
          FATAL:  password authentication failed for user "w"
          """#, disposition: .stop(.password)),
    ])
  func ofConnection(_ failure: Failure) {
    #expect(PostgresError(.connecting, sqlState: failure.state, failure.message).disposition == failure.disposition)
  }

  @Test("a lost connection is made again; what cannot be sent, or has another shape, is not")
  func ofOthers() {
    #expect(PostgresError(.connection, "server closed the connection").disposition == .retryConnection)
    #expect(PostgresError(.connection, sqlState: "57P01", "terminating").disposition == .retryConnection)
    #expect(PostgresError(.values, sqlState: "22021", "a NUL").disposition == .rejectPost)
    #expect(PostgresError(.answer, "row 0, column 0").disposition == .stop(.defect))
  }

  @Test("a repair is named with what is wrong")
  func repairs() {
    let error = PostgresError(.server, sqlState: "53100", "could not extend file")
    #expect(
      error.advice
        == "the disk is full: could not extend file (SQLSTATE 53100); repair: make room on the database's disk; nothing is "
        + "lost meanwhile")
    #expect(PostgresError(.server, sqlState: "22003", "out of range").repair == nil)
  }
}
