package import Postgres

/// Reviewers: one PostgreSQL login each, a member of `drawbridge_reviewer`.
package enum ReviewerStore {
  /// A reviewer's login.
  package struct Reviewer: Sendable {
    package var name: String
    package var isEnabled: Bool
    package var decisions: Int
  }

  /// Makes the login, or enables it again; answers whether it was made or enabled now, so that it needs a password. Throws where
  /// the name is not one, or belongs to somebody else.
  @discardableResult
  package static func add(_ name: String, on db: borrowing Connection) throws -> Bool {
    try db.transaction {
      let isNew = try LoginStore.make(name, role: "drawbridge_reviewer", on: db)
      try db.query(
        """
        INSERT INTO reviewer (login, added_by) VALUES ($1, drawbridge.actor())
        ON CONFLICT (login) DO UPDATE SET disabled_at = NULL, disabled_by = NULL
        """, [.text(name)])
      return isNew
    }
  }

  /// What a reviewer who was disabled still held.
  package struct Holdings: Sendable, Equatable {
    /// Staged decisions that were dropped.
    package var drafts: Int
    /// Claims that ended.
    package var claims: Int
  }

  /// Takes the login away with every role of this program's, ends its sessions wherever they run, and frees what it held;
  /// what was decided stays. Throws where there is no such reviewer, or where a session could not be ended.
  @discardableResult
  package static func disable(_ name: String, on db: borrowing Connection) throws -> Holdings {
    guard try list(on: db).contains(where: { $0.name == name }) else {
      throw StoreError("there is no reviewer \(name); repair: drawbridge reviewers list")
    }
    try db.transaction {
      try LoginStore.takeAway(name, on: db)
      try db.query(
        """
        INSERT INTO reviewer (login, disabled_at, disabled_by) VALUES ($1, now(), drawbridge.actor())
        ON CONFLICT (login) DO UPDATE SET disabled_at = excluded.disabled_at, disabled_by = excluded.disabled_by
        """, [.text(name)])
    }
    // Sessions first: what one of them commits until it is gone is freed as well.
    var left: (any Error)?
    do { try LoginStore.endSessions(of: name, on: db) } catch { left = error }
    let answer = try db.query("SELECT drafts, claims FROM drawbridge.release_holdings($1)", [.text(name)])
    if let left { throw left }
    return Holdings(drafts: try answer.integer(0, 0), claims: try answer.integer(0, 1))
  }

  /// All reviewers by name, those who were disabled too, with the number of their decisions.
  package static func list(on db: borrowing Connection) throws -> [Reviewer] {
    let answer = try db.query(
      """
      SELECT u.login, coalesce(bool_or(r.rolcanlogin AND u.is_member), false),
             (SELECT count(*) FROM decision d WHERE d.actor = u.login)
      FROM (SELECT m.rolname::text AS login, true AS is_member
            FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
            WHERE g.rolname = 'drawbridge_reviewer'
            UNION ALL SELECT login, false FROM reviewer) u
      LEFT JOIN pg_roles r ON r.rolname = u.login
      GROUP BY u.login ORDER BY u.login
      """)
    var reviewers: [Reviewer] = []
    for row in 0..<answer.count {
      reviewers.append(
        Reviewer(
          name: try answer.text(row, 0), isEnabled: try answer.bool(row, 1), decisions: try answer.integer(row, 2)))
    }
    return reviewers
  }
}
