package import Postgres

/// Logins of programs and people beside reviewers: PostgreSQL roles that hold one of this program's roles each.
package enum LoginStore {
  /// What a login is for.
  package enum Role: String, Sendable, CaseIterable {
    case ingest, consumer, worker, auditor, author, `operator`

    var name: String { "drawbridge_" + rawValue }
  }

  /// A login of this program's.
  package struct Login: Sendable {
    package var name: String
    /// The roles that it holds, such as `ingest`.
    package var roles: [String]
    package var isEnabled: Bool
    /// The sources that it hands posts in for; `*` for every source.
    package var sources: [String]
    /// The consumers whose cursors are its own.
    package var consumers: [String]
  }

  /// Makes the login or gives an existing one the role; answers whether it was made or enabled now, so that it needs a password.
  ///
  /// With sources, those are what an ingest login hands posts in for (made where they are new), instead of every source; with a
  /// consumer, its cursor becomes this login's. Throws where the name is none, an administrator's, or the consumer another's.
  package static func add(
    _ name: String, _ role: Role, sources: [String] = [], consumer: String? = nil, on db: borrowing Connection
  ) throws -> Bool {
    try db.transaction {
      let isNew = try make(name, role: role.name, on: db)
      for source in sources { try addSource(source, to: name, db) }
      if let consumer { try addConsumer(consumer, to: name, db) }
      return isNew
    }
  }

  private static func addSource(_ source: String, to name: String, _ db: borrowing Connection) throws {
    try db.query("INSERT INTO source (name) VALUES ($1) ON CONFLICT DO NOTHING", [.text(source)])
    try db.query("DELETE FROM login_source WHERE login = $1 AND source_id IS NULL", [.text(name)])
    try db.query(
      """
      INSERT INTO login_source (login, source_id) SELECT $1, source_id FROM source WHERE name = $2 ON CONFLICT DO NOTHING
      """, [.text(name), .text(source)])
  }

  private static func addConsumer(_ consumer: String, to name: String, _ db: borrowing Connection) throws {
    let owner = try db.query(
      """
      INSERT INTO outbox_cursor AS c (consumer, owner) VALUES ($1, $2)
      ON CONFLICT (consumer) DO UPDATE SET owner = coalesce(c.owner, excluded.owner) RETURNING owner
      """, [.text(consumer), .text(name)]
    ).text(0, 0)
    guard owner == name else {
      throw StoreError(
        "the consumer \(consumer) belongs to the login \(owner); repair: drawbridge outbox consumers assign \(consumer) \(name)"
      )
    }
  }

  /// Makes a login that holds `role`, or gives it to one that is there and enables it; answers whether it was made or enabled.
  static func make(_ name: String, role: String, on db: borrowing Connection) throws -> Bool {
    try check(name)
    let found = try db.query(
      """
      SELECT pg_has_role(r.oid, $2, 'MEMBER'), r.rolsuper OR r.rolcreaterole, r.rolcanlogin FROM pg_roles r WHERE rolname = $1
      """, [.text(name), .text(role)])
    if found.count == 0 {
      try run("SELECT format('CREATE ROLE %I LOGIN IN ROLE %I', $1::text, $2::text)", [name, role], db)
      return true
    }
    guard try !found.bool(0, 1) else {
      throw StoreError("the login \(name) is an administrator's; choose another name")
    }
    if try !found.bool(0, 0) { try run("SELECT format('GRANT %I TO %I', $2::text, $1::text)", [name, role], db) }
    if try found.bool(0, 2) { return false }
    try run("SELECT format('ALTER ROLE %I LOGIN', $1::text)", [name], db)
    return true
  }

  /// Sets the password that the login proves itself with; the server keeps a SCRAM verifier of it.
  package static func setPassword(_ password: String, of name: String, on db: borrowing Connection) throws {
    try db.transaction {
      try db.execute("SET LOCAL password_encryption = 'scram-sha-256'")
      try run("SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)", [name, password], db)
    }
  }

  /// A password that nobody guesses: 24 letters and digits, 142 bits.
  package static func randomPassword() -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    var generator = SystemRandomNumberGenerator()
    return String((0..<24).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
  }

  /// Takes the login away with every role of this program's and ends its sessions. Throws where it holds none.
  package static func disable(_ name: String, on db: borrowing Connection) throws {
    guard try list(on: db).contains(where: { $0.name == name }) else {
      throw StoreError("there is no login \(name); repair: drawbridge logins list")
    }
    try db.transaction { try takeAway(name, on: db) }
    try endSessions(of: name, on: db)
  }

  static func takeAway(_ name: String, on db: borrowing Connection) throws {
    try run("SELECT format('ALTER ROLE %I NOLOGIN', $1::text)", [name], db)
    let roles = try db.query(
      """
      SELECT format('REVOKE %I FROM %I', g.rolname, m.rolname)
      FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
      WHERE m.rolname = $1 AND starts_with(g.rolname, 'drawbridge_')
      """, [.text(name)])
    for row in 0..<roles.count { try db.query(try roles.text(row, 0)) }
  }

  /// Ends the login's sessions wherever they run. Throws where one did not end.
  static func endSessions(of name: String, on db: borrowing Connection) throws {
    let left = try db.query("SELECT drawbridge.end_sessions($1)", [.text(name)]).integer(0, 0)
    if left > 0 {
      throw StoreError(
        "\(name) has no rights any more, and \(left) of its sessions did not end; repair: as a superuser, "
          + "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '\(name)'")
    }
  }

  /// Every login that holds one of the roles, reviewers too, by name.
  package static func list(on db: borrowing Connection) throws -> [Login] {
    let answer = try db.query(
      """
      SELECT m.rolname::text, string_agg(substr(g.rolname, 12), ' ' ORDER BY g.rolname), m.rolcanlogin,
             (SELECT string_agg(coalesce(s.name, '*'), ' ' ORDER BY s.name) FROM login_source l LEFT JOIN source s USING (source_id)
              WHERE l.login = m.rolname),
             (SELECT string_agg(c.consumer, ' ' ORDER BY c.consumer) FROM outbox_cursor c WHERE c.owner = m.rolname)
      FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
      WHERE starts_with(g.rolname, 'drawbridge_') AND g.rolname <> 'drawbridge_owner' AND NOT starts_with(m.rolname, 'drawbridge_')
      GROUP BY m.rolname, m.rolcanlogin ORDER BY 1
      """)
    func words(_ text: String?) -> [String] { (text ?? "").split(separator: " ").map(String.init) }
    var logins: [Login] = []
    for row in 0..<answer.count {
      logins.append(
        Login(
          name: try answer.text(row, 0), roles: words(try answer.text(row, 1)), isEnabled: try answer.bool(row, 2),
          sources: words(try answer.optionalText(row, 3)), consumers: words(try answer.optionalText(row, 4))))
    }
    return logins
  }

  private static func check(_ name: String) throws {
    let isPlain = name.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }
    guard isPlain, (1...63).contains(name.utf8.count), !name.hasPrefix("pg_"), !name.hasPrefix("drawbridge") else {
      throw StoreError(
        "`\(name)` cannot be a login's name; use 1 to 63 Latin letters, digits, `.`, `_`, `-`, not beginning with pg_ or drawbridge"
      )
    }
  }

  /// Runs the statement that `formatter` makes of `values`; `format` quotes them.
  private static func run(_ formatter: String, _ values: [String], _ db: borrowing Connection) throws {
    let statement = try db.query(formatter, values.map { .text($0) }).text(0, 0)
    try db.query(statement)
  }
}
