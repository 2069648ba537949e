package import Postgres

/// Brings a database to the schema that this program works with.
package enum Migrator {
  /// Applies what is missing, each step in a transaction of its own, then the functions, views and grants that changed, in
  /// one; one migrator at a time (an advisory lock of this database). Returns the steps that were applied.
  ///
  /// - Parameter upTo: the last step, for tests of databases that an older program left; nil: all, and what is applied
  ///   again when it changed.
  @discardableResult
  package static func migrate(
    _ db: borrowing Connection, isPrivateCluster: Bool = false, upTo last: Int? = nil
  ) throws -> [Migration] {
    // Another migrator may be at work: it is waited for a while, and then named.
    try AdvisoryLock.migrate.hold(waiting: 60, on: db) {
      try migrateHeld(db, isPrivateCluster: isPrivateCluster, upTo: last)
    }
  }

  private static func migrateHeld(
    _ db: borrowing Connection, isPrivateCluster: Bool, upTo last: Int?
  ) throws -> [Migration] {
    try db.execute(SchemaFile.at("roles.sql").text)
    try db.execute(
      """
      CREATE SCHEMA IF NOT EXISTS drawbridge AUTHORIZATION drawbridge_owner;
      SET ROLE drawbridge_owner;
      CREATE TABLE IF NOT EXISTS drawbridge.schema_version (
        number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
      """)
    defer { _ = try? db.query("RESET ROLE") }
    var applied: [Migration] = []
    let before = try version(db)
    for migration in Migration.all where before < migration.number && migration.number <= last ?? .max {
      try apply(db) {
        try db.execute(migration.sql)
        try db.query(
          "INSERT INTO schema_version (number, name) VALUES ($1, $2)",
          [.integer(migration.number), .text(migration.name)])
      }
      applied.append(migration)
    }
    if last != nil { return applied }
    try applyRepeatable(db)
    try RulebookStore.fillWords(on: db)
    // A restored dump begins a new epoch.
    try db.query("SELECT drawbridge.current_epoch()")
    if isPrivateCluster { try db.query("UPDATE drawbridge.setting SET is_private = true WHERE NOT is_private") }
    return applied
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

  private static func apply(_ db: borrowing Connection, _ body: () throws -> Void) throws {
    let attempts = 5
    for attempt in 1...attempts {
      do {
        try db.transaction {
          try db.execute("SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = drawbridge, pg_temp;")
          try body()
        }
        return
      } catch let error as PostgresError where error.sqlState == PostgresError.lockTimeout && attempt < attempts {
        continue
      }
    }
  }
}
