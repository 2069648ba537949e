/// What the database, or the way to it, refused.
public struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, as far as a program decides by it.
  public enum Reason: Hashable, Sendable {
    /// No connection, or the connection is gone: worth trying again.
    case unreachable
    /// The server refused a statement.
    case statement
    /// An answer did not have the shape that was asked for.
    case unexpectedAnswer
  }

  /// Why.
  public var reason: Reason
  /// The five characters of the SQL standard, or "" where there are none.
  public var sqlState: String
  /// The server's primary message; it may quote values, so it is made visible before it is printed.
  public var message: String

  package init(_ reason: Reason, sqlState: String = "", _ message: String) {
    self.reason = reason
    self.sqlState = sqlState
    self.message = message
  }

  /// The message with its SQLSTATE.
  public var description: String { sqlState.isEmpty ? message : "\(message) (SQLSTATE \(sqlState))" }

  package static let uniqueViolation = "23505"
  package static let serializationFailure = "40001"
  package static let deadlock = "40P01"
  package static let lockTimeout = "55P03"
  package static let insufficientPrivilege = "42501"
  package static let undefinedTable = "42P01"
  package static let invalidSchema = "3F000"

  package static let readOnly = "25006"
  package static let queryCanceled = "57014"

  /// Whether the values that were sent are at fault, so that sending them again is in vain: data exceptions, violated
  /// constraints, exceeded limits of a program, or an answer of another shape.
  package var isAboutData: Bool {
    reason == .unexpectedAnswer || ["21", "22", "23", "54"].contains { sqlState.hasPrefix($0) }
      || reason == .statement && sqlState.isEmpty
  }

  /// Whether the same statement may succeed when it is tried again: the server lacks something now (a connection, room
  /// on the disk, memory, a lock), and nothing is wrong with what was sent.
  package var isTransient: Bool {
    let states = [
      Self.serializationFailure, Self.deadlock, Self.lockTimeout, Self.readOnly, Self.queryCanceled,
    ]
    // Class 53: insufficient resources. Class 58: errors of the system outside PostgreSQL.
    return reason == .unreachable || states.contains(sqlState) || sqlState.hasPrefix("53") || sqlState.hasPrefix("58")
  }
}
