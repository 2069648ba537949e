package import Postgres

/// Reviewers: one PostgreSQL login each, a member of `drawbridge_reviewer`.
package enum ReviewerStore {
  /// A reviewer's login.
  package struct Reviewer: Sendable {
    package var name: String
    package var isEnabled: Bool
    package var decisions: Int
  }

  /// Makes the login, or enables it again. Throws where the name is not one, or belongs to somebody else.
  package static func add(_ name: String, on db: borrowing Connection) throws {
    try check(name)
    let found = try db.query(
      """
      SELECT pg_has_role(r.oid, 'drawbridge_reviewer', 'MEMBER'), r.rolsuper OR r.rolcreaterole
      FROM pg_roles r WHERE rolname = $1
      """, [.text(name)])
    if found.count == 0 {
      try run("SELECT format('CREATE ROLE %I LOGIN IN ROLE drawbridge_reviewer', $1::text)", name, db)
      return
    }
    guard try !found.bool(0, 1) else {
      throw StoreError("the login \(name) is an administrator's; choose another name for the reviewer")
    }
    if try !found.bool(0, 0) { try run("SELECT format('GRANT drawbridge_reviewer TO %I', $1::text)", name, db) }
    try run("SELECT format('ALTER ROLE %I LOGIN', $1::text)", name, db)
  }

  /// Takes the login away; what the reviewer decided stays.
  package static func disable(_ name: String, on db: borrowing Connection) throws {
    guard try list(on: db).contains(where: { $0.name == name }) else {
      throw StoreError("there is no reviewer \(name); repair: drawbridge reviewers list")
    }
    try run("SELECT format('ALTER ROLE %I NOLOGIN', $1::text)", name, db)
    try db.query(
      """
      UPDATE review_case SET claimed_until = now(), claim_token = NULL WHERE state = 'open' AND claimed_by = $1
      """, [.text(name)])
  }

  /// All reviewers by name, with the number of their decisions.
  package static func list(on db: borrowing Connection) throws -> [Reviewer] {
    let answer = try db.query(
      """
      SELECT r.rolname::text, r.rolcanlogin, (SELECT count(*) FROM decision d WHERE d.actor = r.rolname)
      FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
      WHERE g.rolname = 'drawbridge_reviewer' ORDER BY 1
      """)
    var reviewers: [Reviewer] = []
    for row in 0..<answer.count {
      reviewers.append(
        Reviewer(
          name: try answer.text(row, 0), isEnabled: try answer.bool(row, 1), decisions: try answer.integer(row, 2)))
    }
    return reviewers
  }

  private static func check(_ name: String) throws {
    let isPlain = name.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }
    guard isPlain, (1...63).contains(name.utf8.count), !name.hasPrefix("pg_"), !name.hasPrefix("drawbridge") else {
      throw StoreError(
        "`\(name)` cannot be a reviewer's name; use 1 to 63 Latin letters, digits, `.`, `_`, `-`, not beginning with pg_ or drawbridge"
      )
    }
  }

  /// Runs the statement that `formatter` makes of `name`; `format('%I')` quotes it.
  private static func run(_ formatter: String, _ name: String, _ db: borrowing Connection) throws {
    let statement = try db.query(formatter, [.text(name)]).text(0, 0)
    try db.query(statement)
  }
}
