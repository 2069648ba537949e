import Foundation
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("The schema's files")
struct SchemaFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Store/Schema").standardizedFileURL

  @Test("steps are numbered without a gap")
  func numbers() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
  }

  @Test("a step that was released is what it was")
  func frozen() throws {
    let sums = try String(contentsOf: Self.folder.appending(path: "migrations/SHA256SUMS"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(sums.count == Migration.all.count)
    try TestDatabase().with { db throws in
      for line in sums {
        let file = try #require(SchemaFile.all.first { $0.path == "migrations/\(line[1])" })
        let sum = try db.query("SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex')", [.text(file.text)]).text(0, 0)
        #expect(sum == line[0], "\(line[1]) was edited after its release; write a new step")
      }
    }
  }

  @Test("every function of the database has a file, and every file is one function")
  func functions() throws {
    try TestDatabase().with { db throws in
      let found = try db.query(
        "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'drawbridge'::regnamespace AND prokind = 'f'")
      let names = try (0..<found.count).map { try found.text($0, 0) }
      let files = SchemaFile.all.filter { $0.path.hasPrefix("functions/") }
        .map { String($0.path.split(separator: "/").last!.dropLast(".sql".count)) }
      #expect(names.sorted() == files.sorted())
    }
  }

  @Test("what changed is applied again, and once")
  func repeatable() throws {
    try TestDatabase().with { db throws in
      #expect(try Migrator.isCurrent(db))
      try db.execute(
        """
        CREATE OR REPLACE FUNCTION drawbridge.retired_seals() RETURNS bigint LANGUAGE sql AS 'SELECT -1';
        UPDATE drawbridge.schema_file SET digest = 0 WHERE path IN ('all', 'functions/retention/retired_seals.sql');
        """)
      #expect(try !Migrator.isCurrent(db))
      #expect(throws: StoreError.self) { try Migrator.check(db) }
      #expect(try Migrator.migrate(db).isEmpty)
      #expect(try db.query("SELECT drawbridge.retired_seals()").integer(0, 0) == 0)
      try Migrator.check(db)
    }
  }

  /// `Schema/schema.sql` is what pg_dump says of a fresh database, for people to read; made by `Deploy/schema`.
  @Test("a database of any age comes to the schema that stands in the file", arguments: 0...Migration.all.count)
  func golden(from step: Int) throws {
    let database = try TestDatabase()
    try database.with { db throws in
      if step < Migration.all.count {
        try db.execute("DROP SCHEMA drawbridge CASCADE")
        if step > 0 { try Migrator.migrate(db, upTo: step) }
        try Migrator.migrate(db, isPrivateCluster: true)
      }
    }
    if ProcessInfo.processInfo.environment["DRAWBRIDGE_WRITE_SCHEMA"] != nil && step == 0 {
      try database.dumpedSchema().write(
        to: Self.folder.appending(path: "schema.sql"), atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: Self.folder.appending(path: "schema.sql"), encoding: .utf8)
    let found = try database.dumpedSchema()
    // Compared line by line, so that a difference is named and not printed whole.
    let difference = found.split(separator: "\n").difference(from: golden.split(separator: "\n"))
    #expect(
      difference.isEmpty, "\(difference.prefix(20).map { "\($0)" }.joined(separator: "\n")); repair: Deploy/schema")
  }
}
