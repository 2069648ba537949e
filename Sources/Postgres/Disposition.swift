/// What is to be done about an error of the database: one table for every command, the worker and the housekeeping.
package enum Disposition: Hashable, Sendable {
  /// Connect again: for as long as the caller waits, said once, counted.
  case retryConnection
  /// Send the same statement again: somebody else was in the way, or the server lacks something for a moment.
  case retryStatement
  /// Send the batch in parts: it is too large, or one of its rows waits for somebody.
  case splitBatch
  /// A value is at fault: sending it again is in vain. In a batch the post is looked for; its reason is this error.
  case rejectPost
  /// A person has to repair something.
  case stop(Repair)
}

/// What a person repairs, with the words that say how.
package enum Repair: Hashable, Sendable {
  case password, missingPassword, tls, login, access, database, address, grant, schema, readOnly, disk, server, defect

  /// Whether it keeps anybody from connecting, so that nothing begins.
  package var isOfConnection: Bool {
    switch self {
    case .password, .missingPassword, .tls, .login, .access, .database, .address: true
    case .grant, .schema, .readOnly, .disk, .server, .defect: false
    }
  }

  /// What is wrong, as a sentence's beginning.
  package var finding: String {
    switch self {
    case .password: "the password is wrong"
    case .missingPassword: "the server asks for a password and none was given"
    case .tls: "the connection's encryption (TLS) was refused"
    case .login: "this login is disabled"
    case .access: "the server takes no such connection"
    case .database: "there is no such database"
    case .address: "the connection string cannot be used"
    case .grant: "this login may not do that"
    case .schema: "the database's schema is not what this program works with"
    case .readOnly: "the server is read-only"
    case .disk: "the disk is full"
    case .server: "the server reports a fault of its own"
    case .defect: "the server refused a statement of this program"
    }
  }

  /// What to do about it.
  package var text: String {
    switch self {
    case .password: "give the login's password in --database, PGPASSWORD or ~/.pgpass"
    case .missingPassword: "give the login's password in --database, PGPASSWORD or ~/.pgpass"
    case .tls: "agree on sslmode and sslrootcert in --database with the server's ssl settings and pg_hba.conf"
    case .login: "use another login, or let the owner enable it: ALTER ROLE … LOGIN"
    case .access: "check the login's name, and let the server's pg_hba.conf admit it from this address"
    case .database: "check dbname in --database, or create the database and run drawbridge migrate"
    case .address: "correct --database; its form is postgresql://login@host/database"
    case .grant: "use a login that is a member of the role that the command needs"
    case .schema: "drawbridge migrate"
    case .readOnly: "connect to the primary (target_session_attrs=read-write), or end its read-only mode"
    case .disk: "make room on the database's disk; nothing is lost meanwhile"
    case .server: "see the server's log"
    case .defect: "see that program and schema belong together (drawbridge migrate status), then report it"
    }
  }
}

extension PostgresError {
  /// What is to be done about this error.
  package var disposition: Disposition {
    switch origin {
    case .connecting: return ConnectionFailure.disposition(state: sqlState, message: message)
    case .answer: return .stop(.defect)
    case .connection: return sqlState.isEmpty ? .retryConnection : Disposition(sqlState: sqlState)
    case .values, .server: return Disposition(sqlState: sqlState)
    }
  }

  /// What a person has to repair, where that is so.
  package var repair: Repair? {
    if case .stop(let repair) = disposition { repair } else { nil }
  }

  /// Whether only somebody else's lock or transaction was in the way: the same may go through a moment later.
  package var isConflict: Bool { disposition == .retryStatement || sqlState == Self.lockTimeout }

  /// The description with what is to be repaired, where a person has to.
  package var advice: String { repair.map { "\($0.finding): \(description); repair: \($0.text)" } ?? description }
}

extension Disposition {
  /// The disposition of an SQLSTATE: of the longest row of `table` that it begins with.
  package init(sqlState: String) {
    self = .stop(.defect)
    for length in stride(from: 5, through: 2, by: -1) {
      if let row = Self.table[String(sqlState.prefix(length))], sqlState.count >= length {
        self = row
        return
      }
    }
  }

  /// Whole SQLSTATEs, classes of them (two characters), and beginnings in between.
  package static let table: [String: Disposition] = [
    // Connections
    "08": .retryConnection,
    "53300": .retryConnection,  // too many connections
    "57P01": .retryConnection,  // shutting down
    "57P02": .retryConnection,  // another session crashed
    "57P03": .retryConnection,  // starting up
    "57P05": .retryConnection,  // idle for too long
    "25P03": .retryConnection,  // idle in a transaction for too long
    "25P04": .retryConnection,  // a transaction took too long
    "0A000": .retryConnection,  // a prepared statement's plan is outdated: prepared anew
    "26000": .retryConnection,  // a prepared statement is gone
    // Others in the way, or something lacking for a moment
    "40": .retryStatement,
    "53": .retryStatement,
    "55006": .retryStatement,
    "57": .retryStatement,
    // Batches
    "53200": .splitBatch,  // out of memory
    "53400": .splitBatch,  // a configured limit, such as temp_file_limit
    "54000": .splitBatch,
    "55P03": .splitBatch,  // a lock was waited for in vain
    "57014": .splitBatch,  // cancelled, or a statement took too long
    "XX000": .splitBatch,  // such as an allocation over 1 GB
    // Values
    "21": .rejectPost,
    "22": .rejectPost,
    "23": .rejectPost,
    "40002": .rejectPost,
    "54": .rejectPost,
    "P0": .rejectPost,  // RAISE of the schema's own functions
    "DBR": .rejectPost,
    // People
    "28000": .stop(.access),
    "28P01": .stop(.password),
    "3D000": .stop(.database),
    "57P04": .stop(.database),  // dropped
    "25006": .stop(.readOnly),
    "42501": .stop(.grant),
    "42P01": .stop(.schema),
    "42703": .stop(.schema),
    "42704": .stop(.schema),
    "42883": .stop(.schema),
    "3F000": .stop(.schema),
    "53100": .stop(.disk),
    "58": .stop(.server),
    "F0": .stop(.server),
    "XX": .stop(.server),
  ]
}
