import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

/// What each role may do with each table, view, sequence and function, tried by logging in as each of them, and compared with
/// `Privileges.tsv`. An object without a line there fails the test: somebody has to rule on it. `Deploy/schema` writes the file.
@Suite("Each role and each object")
struct PrivilegeTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Privileges.tsv")
  private static let roles = [
    "nobody", "ingest", "consumer", "reviewer", "operator", "author", "worker", "auditor",
  ]

  @Test("a role may do with an object what the table says, and nothing else")
  func table() throws {
    let database = try TestDatabase()
    var lines: [String] = []
    for role in Self.roles {
      let db = try login(role, in: database)
      for (object, rights) in try relations(db) + functions(db) where !rights.isEmpty {
        lines.append("\(object)\t\(role)\t\(rights)")
      }
    }
    let objects = try database.with { db throws in try relations(db).map(\.object) + functions(db).map(\.object) }
    lines += objects.filter { object in !lines.contains { $0.hasPrefix(object + "\t") } }.map { "\($0)\towner\t" }
    let found = lines.sorted().joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["DRAWBRIDGE_WRITE_SCHEMA"] != nil {
      try found.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let ruled = try String(contentsOf: Self.file, encoding: .utf8)
    let difference = found.split(separator: "\n").difference(from: ruled.split(separator: "\n"))
    #expect(
      difference.isEmpty,
      "\(difference.prefix(20).map { "\($0)" }.joined(separator: "\n")); where that is as it should be: Deploy/schema")
  }

  @Test("nobody but auditors reads a partition past its table")
  func partitions() throws {
    try TestDatabase().with { db throws in
      let found = try db.query(
        """
        SELECT c.relname, r.rolname FROM pg_class c CROSS JOIN pg_roles r
        WHERE c.relnamespace = 'drawbridge'::regnamespace AND c.relispartition AND starts_with(r.rolname, 'drawbridge_')
          AND r.rolname NOT IN ('drawbridge_owner', 'drawbridge_auditor')
          AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
        """)
      #expect(found.count == 0)
    }
  }

  @Test(
    "what was refused names the role that may",
    arguments: [
      ("publish_rulebook", "drawbridge_author"), ("redrive", "drawbridge_operator"), ("ingest", "drawbridge_ingest"),
      ("claim_case", "drawbridge_reviewer"), ("erase_everything", nil), ("assign_consumer", "drawbridge_owner"),
      ("visible_case", "drawbridge_reviewer"),
    ] as [(String, String?)])
  func advice(_ name: String, _ role: String?) {
    for kind in ["function", "table", "view"] {
      #expect(Permissions.roles(refused: "permission denied for \(kind) \(name)")?.first == role)
    }
  }

  // MARK: Trying

  private func login(_ role: String, in database: TestDatabase) throws -> Connection {
    let name = "privileged_\(role)"
    try database.with { db throws in
      try db.execute("DROP ROLE IF EXISTS \(name); CREATE ROLE \(name) LOGIN")
      if role != "nobody" { try db.execute("GRANT drawbridge_\(role) TO \(name)") }
    }
    return try Connection(database.conninfo.replacing("user=drawbridge", with: "user=\(name)"))
  }

  /// Whether the login may run it, as far as rights go; nothing is run.
  private func may(_ statement: String, _ db: borrowing Connection) throws -> Bool {
    do {
      try db.query("EXPLAIN " + statement)
      return true
    } catch {
      return error.sqlState != PostgresError.insufficientPrivilege && error.sqlState != "55000"
    }
  }

  private func relations(_ db: borrowing Connection) throws -> [(object: String, rights: String)] {
    let answer = try db.query(
      """
      SELECT c.relname, c.relkind::text, coalesce((SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
      FROM pg_class c WHERE c.relnamespace = 'drawbridge'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
        AND NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i' AND c.relkind = 'S')
      ORDER BY 1
      """)
    var found: [(object: String, rights: String)] = []
    for row in 0..<answer.count {
      let (name, kind) = (try answer.text(row, 0), try answer.text(row, 1))
      let columns = try answer.text(row, 2).split(separator: " ").map(String.init)
      if kind == "S" {
        let isUsed = try db.query(
          "SELECT coalesce(has_sequence_privilege(c.oid, 'USAGE, UPDATE'), false) FROM pg_class c WHERE c.relname = $1 AND c.relnamespace = 'drawbridge'::regnamespace",
          [.text(name)]
        ).bool(0, 0)
        found.append(("sequence \(name)", isUsed ? "USAGE" : ""))
        continue
      }
      let table = "drawbridge.\(name)"
      var rights: [String] = []
      if try may("SELECT * FROM \(table)", db) {
        rights.append("SELECT")
      } else {
        let some = try columns.filter { try may("SELECT \"\($0)\" FROM \(table)", db) }
        if !some.isEmpty { rights.append("SELECT(\(some.joined(separator: ",")))") }
      }
      if kind != "v" {
        for (word, statement) in [
          ("INSERT", "INSERT INTO \(table) (\"%\") VALUES (DEFAULT)"),
          ("UPDATE", "UPDATE \(table) SET \"%\" = DEFAULT"),
        ] {
          let some = try columns.filter { try may(statement.replacingOccurrences(of: "%", with: $0), db) }
          if some.isEmpty { continue }
          rights.append(some.count == columns.count ? word : "\(word)(\(some.joined(separator: ",")))")
        }
        if try may("DELETE FROM \(table)", db) { rights.append("DELETE") }
      }
      found.append(("table \(name)", rights.joined(separator: " ")))
    }
    return found
  }

  private func functions(_ db: borrowing Connection) throws -> [(object: String, rights: String)] {
    let answer = try db.query(
      """
      SELECT p.proname, pg_get_function_identity_arguments(p.oid), p.prokind::text, p.prorettype = 'trigger'::regtype,
             coalesce((SELECT string_agg(CASE WHEN p.provariadic <> 0 AND t.n = p.pronargs THEN 'VARIADIC ' ELSE '' END
                                         || 'NULL::' || format_type(t.type, NULL), ', ' ORDER BY t.n)
                       FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS t (type, n)), '')
      FROM pg_proc p WHERE p.pronamespace = 'drawbridge'::regnamespace ORDER BY 1, 2
      """)
    var found: [(object: String, rights: String)] = []
    for row in 0..<answer.count {
      let name = try answer.text(row, 0)
      let object = "function \(name)(\(try answer.text(row, 1)))"
      if try answer.bool(row, 3) {
        found.append((object, ""))
        continue
      }
      let call = "drawbridge.\(name)(\(try answer.text(row, 4)))"
      let isAllowed = try answer.text(row, 2) == "a" ? may("SELECT \(call)", db) : may("SELECT * FROM \(call)", db)
      found.append((object, isAllowed ? "EXECUTE" : ""))
    }
    return found
  }
}
