package import Postgres

/// Brings a database to the schema that this program works with.
package enum Migrator {
  /// Applies what is missing, each step in a transaction of its own, one migrator at a time (an advisory lock of this
  /// database). Returns the steps that were applied.
  @discardableResult
  package static func migrate(_ db: borrowing Connection, isPrivateCluster: Bool = false) throws -> [Migration] {
    try db.query("SELECT pg_advisory_lock(hashtext('drawbridge.migrate'))")
    defer { _ = try? db.query("SELECT pg_advisory_unlock(hashtext('drawbridge.migrate'))") }
    try db.execute(roles)
    try db.execute(
      """
      CREATE SCHEMA IF NOT EXISTS drawbridge AUTHORIZATION drawbridge_owner;
      SET ROLE drawbridge_owner;
      CREATE TABLE IF NOT EXISTS drawbridge.schema_version (
        number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
      """)
    defer { _ = try? db.query("RESET ROLE") }
    var applied: [Migration] = []
    for migration in Migration.all where try version(db) < migration.number {
      try apply(migration, db)
      applied.append(migration)
    }
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
  }

  private static func apply(_ migration: Migration, _ db: borrowing Connection) throws {
    let attempts = 5
    for attempt in 1...attempts {
      do {
        try db.transaction {
          try db.execute("SET LOCAL lock_timeout = '2s'; SET LOCAL search_path = drawbridge, pg_temp;")
          try db.execute(migration.sql)
          try db.query(
            "INSERT INTO drawbridge.schema_version (number, name) VALUES ($1, $2)",
            [.integer(migration.number), .text(migration.name)])
        }
        return
      } catch let error as PostgresError where error.sqlState == PostgresError.lockTimeout && attempt < attempts {
        continue
      }
    }
  }

  /// The roles are the whole server's; another database's migrator may be making them at the same moment.
  private static let roles = """
    DO $$
    DECLARE role text;
    BEGIN
      FOREACH role IN ARRAY ARRAY['drawbridge_owner', 'drawbridge_ingest', 'drawbridge_worker', 'drawbridge_reviewer',
                                  'drawbridge_auditor', 'drawbridge_consumer'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
          BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
          END;
        END IF;
      END LOOP;
      IF NOT pg_has_role(current_user, 'drawbridge_owner', 'MEMBER') THEN
        EXECUTE format('GRANT drawbridge_owner TO %I', current_user);
      END IF;
      -- Lets the owner's functions see which session holds others up; without it they see their own role's only.
      BEGIN
        GRANT pg_read_all_stats TO drawbridge_owner;
      EXCEPTION WHEN insufficient_privilege THEN NULL;
      END;
    END $$;
    """
}
