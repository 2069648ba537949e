package import Postgres

/// Brings a database to the schema that this program works with.
package enum Migrator {
  /// Applies what is missing, each step in a transaction of its own, then the functions, views and grants that changed, in
  /// one. Several migrators take turns step by step, by a lock of the table of steps, which a login that may only connect
  /// cannot take. Returns the steps that were applied.
  ///
  /// - Parameter upTo: the last step, for tests of databases that an older program left; nil: all, and what is applied
  ///   again when it changed.
  @discardableResult
  package static func migrate(
    _ db: borrowing Connection, isPrivateCluster: Bool = false, upTo last: Int? = nil
  ) throws -> [Migration] {
    try makeSchema(db)
    defer { _ = try? db.query("RESET ROLE") }
    var applied: [Migration] = []
    let before = try version(db)
    for migration in Migration.all where before < migration.number && migration.number <= last ?? .max {
      if try apply(migration, db) { applied.append(migration) }
    }
    if last != nil { return applied }
    try applyRepeatable(db)
    try RulebookStore.fillWords(on: db)
    // A restored dump begins a new epoch.
    try db.query("SELECT drawbridge.current_epoch()")
    if isPrivateCluster { try db.query("UPDATE drawbridge.setting SET is_private = true WHERE NOT is_private") }
    return applied
  }

  /// Roles, schema and the table of steps, and the owner's rights for the rest of the session. Another migrator may be
  /// making the same at the same moment.
  private static func makeSchema(_ db: borrowing Connection) throws {
    let attempts = 5
    for attempt in 1...attempts {
      do {
        try db.execute(SchemaFile.at("roles.sql").text)
        try db.execute(
          """
          CREATE SCHEMA IF NOT EXISTS drawbridge AUTHORIZATION drawbridge_owner;
          SET ROLE drawbridge_owner;
          CREATE TABLE IF NOT EXISTS drawbridge.schema_version (
            number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
          """)
        return
      } catch {
        guard attempt < attempts, isRace(error) else { throw error }
        try db.query("RESET ROLE")
      }
    }
  }

  /// A catalogue row that somebody else made or changed at the same moment.
  private static func isRace(_ error: PostgresError) -> Bool {
    [PostgresError.uniqueViolation, "42P06", "42P07", "XX000", "40P01"].contains(error.sqlState)
  }

  /// Applies one step, unless another migrator has done so meanwhile; answers whether it was this one.
  private static func apply(_ migration: Migration, _ db: borrowing Connection) throws -> Bool {
    var isOurs = false
    try apply(db) {
      isOurs = try db.query("SELECT FROM schema_version WHERE number = $1", [.integer(migration.number)]).count == 0
      if !isOurs { return }
      try db.execute(migration.sql)
      try db.query(
        "INSERT INTO schema_version (number, name) VALUES ($1, $2)",
        [.integer(migration.number), .text(migration.name)])
    }
    return isOurs
  }

  /// The number of the newest step in the database, 0 where there is no schema yet.
  package static func version(_ db: borrowing Connection) throws -> Int {
    let exists = try db.query("SELECT to_regclass('drawbridge.schema_version') IS NOT NULL")
    guard try exists.bool(0, 0) else { return 0 }
    return try db.query("SELECT coalesce(max(number), 0) FROM drawbridge.schema_version").integer(0, 0)
  }

  /// Whether the database has every step and the very functions, views and grants of this program.
  package static func isCurrent(_ db: borrowing Connection) throws -> Bool {
    try version(db) == Migration.all.count && hasFunctions(db)
  }

  /// Throws where the schema is older or newer than what this program works with.
  package static func check(_ db: borrowing Connection) throws {
    let found = try version(db)
    let wanted = Migration.all.count
    if found < wanted {
      throw StoreError("the database has schema \(found), and this program needs \(wanted); repair: drawbridge migrate")
    }
    if found > wanted {
      throw StoreError(
        "the database has schema \(found), newer than this program's \(wanted); repair: update drawbridge")
    }
    if try !hasFunctions(db) {
      throw StoreError(
        "the database's functions are those of another build of schema \(found); repair: drawbridge migrate")
    }
  }

  private static func hasFunctions(_ db: borrowing Connection) throws -> Bool {
    let exists = try db.query("SELECT to_regclass('drawbridge.schema_file') IS NOT NULL")
    guard try exists.bool(0, 0) else { return false }
    let digest = try db.query("SELECT digest FROM drawbridge.schema_file WHERE path = 'all'")
    return try digest.count == 1 && digest.integer(0, 0) == Int(SchemaFile.repeatableDigest)
  }

  /// Applies what changed since it was last applied; grants always last, since a new function may need some.
  private static func applyRepeatable(_ db: borrowing Connection) throws {
    if try hasFunctions(db) { return }
    try apply(db) {
      if try hasFunctions(db) { return }
      // A function may name another one that comes later.
      try db.execute("SET LOCAL check_function_bodies = off")
      let known = try db.query("SELECT path, digest FROM schema_file")
      var digests: [String: Int] = [:]
      for row in 0..<known.count { digests[try known.text(row, 0)] = try known.integer(row, 1) }
      for file in SchemaFile.repeatable where digests[file.path] != Int(file.digest) {
        try db.execute(file.text)
        try note(file.path, file.digest, db)
      }
      try note("all", SchemaFile.repeatableDigest, db)
    }
  }

  private static func note(_ path: String, _ digest: Int64, _ db: borrowing Connection) throws {
    try db.query(
      """
      INSERT INTO schema_file (path, digest) VALUES ($1, $2)
      ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, applied_at = now()
      """, [.text(path), .integer(digest)])
  }

  /// Runs `body` in a transaction while no other migrator is at work; waits a minute at most for another one, and two
  /// seconds at most for each table that somebody uses. Throws `StoreError` with the sessions that hold it up.
  private static func apply(_ db: borrowing Connection, _ body: () throws -> Void) throws {
    let attempts = 5
    for attempt in 1...attempts {
      do {
        try db.transaction {
          try db.execute(
            """
            SET LOCAL search_path = drawbridge, pg_temp; SET LOCAL lock_timeout = '60s';
            LOCK TABLE schema_version IN EXCLUSIVE MODE;
            SET LOCAL lock_timeout = '2s';
            """)
          try body()
        }
        return
      } catch let error as PostgresError where error.sqlState == PostgresError.lockTimeout {
        if attempt < attempts { continue }
        throw StoreError("\(error.message): \(try holders(db)); repair: end what they do, then migrate again")
      }
    }
  }

  /// The sessions that hold tables of the schema.
  private static func holders(_ db: borrowing Connection) throws -> String {
    let answer = try db.query(
      """
      SELECT DISTINCT l.pid, coalesce(a.application_name, '?'), coalesce(a.state, '?'), c.relname
      FROM pg_locks l JOIN pg_class c ON c.oid = l.relation LEFT JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE c.relnamespace = 'drawbridge'::regnamespace AND l.granted AND l.pid <> pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY 1, 4 LIMIT 5
      """)
    let found = try (0..<answer.count).map { row in
      "session \(try answer.integer(row, 0)) (\(try answer.text(row, 1)), \(try answer.text(row, 2))) "
        + "holds \(try answer.text(row, 3))"
    }
    return found.isEmpty ? "whoever held it has ended" : found.joined(separator: ", ")
  }
}
