/// What the database, or the way to it, refused: which statement, why, and (by `disposition`) what is to be done about it.
///
/// The description names the statement and the SQLSTATE and shows no value that was sent: a value may be a post's text.
public struct PostgresError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it went wrong.
  public enum Origin: Hashable, Sendable {
    /// No connection came about.
    case connecting
    /// An open connection is gone.
    case connection
    /// The server refused a statement.
    case server
    /// What was to be sent cannot be sent.
    case values
    /// An answer did not have the shape that was asked for.
    case answer
  }

  /// Where it went wrong.
  public var origin: Origin
  /// The five characters of the SQL standard, or "" where there are none.
  public var sqlState: String
  /// The server's primary message; it may quote values, so it is made visible before it is printed.
  public var message: String
  /// The statement, such as `openCases` or `QueueState.read`; nil for a connection.
  public var statement: String?
  /// The server's DETAIL. It may hold values: `description` shows it without them.
  public var detail: String?
  /// The server's HINT.
  public var hint: String?
  /// The violated constraint.
  public var constraint: String?
  /// The parameter at fault, such as `5 (due)`, where that is known.
  public var parameter: String?

  package init(_ origin: Origin, sqlState: String = "", _ message: String, statement: String? = nil) {
    self.origin = origin
    self.sqlState = sqlState
    self.message = message
    self.statement = statement
  }

  /// `openCases: interval out of range (SQLSTATE 22008), parameter 5 (due); values withheld`.
  public var description: String {
    var text = statement.map { "\($0): " } ?? ""
    text += withholdsValues ? Self.withoutValue(message) : message
    if !sqlState.isEmpty { text += " (SQLSTATE \(sqlState))" }
    if let parameter { text += ", parameter \(parameter)" }
    if let constraint { text += ", constraint \(constraint)" }
    if withholdsValues { return text + (columns.map { ", \($0)" } ?? "") + "; values withheld" }
    if let detail { text += "; \(detail)" }
    if let hint { text += "; \(hint)" }
    return text
  }

  /// Whether the server's words may quote what was sent: data exceptions and violated constraints.
  private var withholdsValues: Bool { ["21", "22", "23", "54"].contains(String(sqlState.prefix(2))) }

  /// The columns of `Key (source_id, external_id)=(1, …) already exists.`
  private var columns: String? {
    guard let detail, detail.hasPrefix("Key ("), let end = detail.firstRange(of: ")=(")?.lowerBound else { return nil }
    return "key " + detail[detail.index(detail.startIndex, offsetBy: 4)..<end] + ")"
  }

  /// `invalid input syntax for type integer: "abc"` without the value.
  private static func withoutValue(_ message: String) -> String {
    guard let colon = message.firstRange(of: ": \"") else { return message }
    return String(message[..<colon.lowerBound])
  }

  /// Whether the connection cannot be used any more.
  package var isConnectionLost: Bool { origin == .connecting || origin == .connection }

  package static let uniqueViolation = "23505"
  package static let lockTimeout = "55P03"
  package static let insufficientPrivilege = "42501"
}
