package import Postgres

extension CaseStore {
  /// Decides a claimed case after `delay` seconds, 3,600 at most; answers when, as RFC 3339. Until then `undo` takes it back. Whichever
  /// worker is alive then makes it final, by the database's clock: the reviewer's terminal may be gone.
  package static func stage(
    _ id: Int64, _ action: Action, token: String?, _ ruling: Ruling, after delay: Double,
    on db: borrowing Connection
  ) throws -> String {
    try explaining(id) {
      try db.query(
        """
        SELECT to_char(drawbridge.stage_decision($1, $2::uuid, $3, $4, $8::float8 * interval '1 s', $5, $6, $7::integer),
                       'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        """, ruling.parameters(id, action, token) + [.double(delay)]
      ).text(0, 0)
    }
  }

  package static func stage(
    _ id: Int64, _ action: Action, token: String?, reason: String, after delay: Double, on db: borrowing Connection
  ) throws -> String {
    try stage(id, action, token: token, Ruling(reason: reason), after: delay, on: db)
  }

  /// Takes a staged decision of the acting person back. Throws `StoreError` where there is none (any more).
  package static func undo(_ id: Int64, on db: borrowing Connection) throws {
    try explaining(id) { _ = try db.query("SELECT drawbridge.undo_decision($1)", [.integer(Int(id))]) }
  }

  /// Makes the staged decisions final whose time has come; answers how many, and how many were dropped because their
  /// posts changed.
  package static func releaseDrafts(on db: borrowing Connection) throws -> (released: Int, dropped: Int) {
    let answer = try db.query("SELECT released, dropped FROM release_drafts(1000)")
    return (try answer.integer(0, 0), try answer.integer(0, 1))
  }

  /// Turns what the database raises about a case into what a person can act on.
  static func explaining<R>(_ id: Int64, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as PostgresError {
      switch error.sqlState {
      case "DBR03", "DBR04", "DBR05":
        throw StoreError("\(error.message); repair: drawbridge cases claim \(id), read it again, then decide")
      case "22P02": throw StoreError("this is not a claim's token; repair: drawbridge cases claim \(id)")
      case "DBR06": throw StoreError("\(error.message): it is final already, or nothing was staged")
      case "DBR30": throw StoreError("\(error.message); the policies are: \(error.hint ?? "")")
      case "DBR31": throw StoreError(error.message + (error.hint.map { "; the labels are: \($0)" } ?? ""))
      case "DBR01", "DBR02", "DBR20": throw StoreError(error.message)
      default: throw error
      }
    }
  }
}
