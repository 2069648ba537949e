package import Postgres
package import Rules

/// Entries that were added to lists without touching a file, each logged, each to be confirmed.
package enum ListAdditions {
  /// One of them.
  package struct Addition: Sendable {
    package var id: Int64
    package var entry: HurriedEntry
    package var reason: String?
    package var addedAt: Timestamp
    package var confirmedBy: String?
  }

  /// Those that match now, the oldest first.
  package static func list(on db: borrowing Connection) throws -> [Addition] {
    let answer = try db.query(
      """
      SELECT addition_id, pack, list, term, CASE WHEN isfinite(until) THEN until END, added_by, reason, added_at,
             confirmed_by
      FROM list_addition WHERE ended_at IS NULL AND until > now() ORDER BY addition_id
      """)
    var additions: [Addition] = []
    for row in 0..<answer.count {
      let entry = HurriedEntry(
        pack: try answer.text(row, 1), list: try answer.text(row, 2), term: try answer.text(row, 3),
        until: answer.isNull(row, 4) ? nil : Timestamp(microseconds: try answer.timestamp(row, 4)),
        by: try answer.text(row, 5))
      additions.append(
        Addition(
          id: Int64(try answer.integer(row, 0)), entry: entry, reason: try answer.optionalText(row, 6),
          addedAt: Timestamp(microseconds: try answer.timestamp(row, 7)), confirmedBy: try answer.optionalText(row, 8)))
    }
    return additions
  }

  /// The file of them that goes with a rulebook; empty where there is none.
  package static func file(on db: borrowing Connection) throws -> String {
    try list(on: db).map(\.entry.line).joined(separator: "\n")
  }

  /// Adds an entry for `seconds`; answers its number. The same entry once more is held longer.
  package static func add(
    _ term: String, to list: String, of pack: String, for seconds: Double, reason: String?, on db: borrowing Connection
  ) throws -> Int64 {
    let answer = try db.query(
      "SELECT drawbridge.add_to_list($1, $2, $3, $4::float8 * interval '1 s', $5)",
      [.text(pack), .text(list), .text(term), .double(seconds), .text(reason)])
    return Int64(try answer.integer(0, 0))
  }

  /// Confirms somebody else's entry, for `seconds` from now or for good; false where there is none. Throws `StoreError` where
  /// it is one's own.
  package static func confirm(_ id: Int64, for seconds: Double?, on db: borrowing Connection) throws -> Bool {
    do {
      return try db.query(
        "SELECT drawbridge.confirm_addition($1, $2::float8 * interval '1 s')", [.integer(id), .double(seconds)]
      ).bool(0, 0)
    } catch {
      guard error.sqlState == "DBR23" else { throw error }
      throw StoreError(error.message)
    }
  }

  /// Ends an entry; false where there is none.
  package static func end(_ id: Int64, on db: borrowing Connection) throws -> Bool {
    try db.query("SELECT drawbridge.end_addition($1)", [.integer(id)]).bool(0, 0)
  }
}
