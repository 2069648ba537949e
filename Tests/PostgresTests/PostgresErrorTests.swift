import Postgres
import TestSupport
import Testing

@Suite("Database errors in words")
struct PostgresErrorTests {
  @Test("name the statement, the SQLSTATE and the parameter")
  func parameter() throws {
    try TestDatabase().with { db throws in
      let error = #expect(throws: PostgresError.self) {
        try db.query(
          "SELECT $1::float8 * interval '1 s'", [.double(1e18)],
          Statement("openCases", culprits: [.init("22008", parameter: 5, "due")]))
      }
      #expect(
        error?.description == "openCases: interval out of range (SQLSTATE 22008), parameter 5 (due); values withheld")
      let other = #expect(throws: PostgresError.self) { try db.query("SELECT $1::text", [.text("a\0b")]) }
      #expect(other?.parameter == "1")
      #expect(other?.statement == "PostgresErrorTests.parameter")
    }
  }

  @Test("withhold what was sent, and keep what is not a value")
  func values() throws {
    try TestDatabase().with { db throws in
      try db.execute("CREATE TABLE t (source integer, name text, CONSTRAINT t_key UNIQUE (source, name))")
      try db.query("INSERT INTO t VALUES (1, $1)", [.text("secret words")])
      let twice = #expect(throws: PostgresError.self) {
        try db.query("INSERT INTO t VALUES (1, $1)", [.text("secret words")])
      }
      #expect(twice?.constraint == "t_key")
      #expect(twice?.detail?.contains("secret") == true)
      #expect(
        twice?.description
          == "PostgresErrorTests.values: duplicate key value violates unique constraint \"t_key\" (SQLSTATE 23505), "
          + "constraint t_key, key (source, name); values withheld")
      for statement in ["SELECT $1::text::integer", "SELECT $1::text::json", "SELECT $1::text::timestamptz"] {
        let error = #expect(throws: PostgresError.self) { try db.query(statement, [.text("secret words")]) }
        #expect(error?.description.contains("secret") == false, "\(error?.description ?? "")")
      }
      let hint = #expect(throws: PostgresError.self) { try db.query("SELECT nam FROM t") }
      #expect(
        hint?.description.hasSuffix("(SQLSTATE 42703); Perhaps you meant to reference the column \"t.name\".") == true)
    }
  }

  @Test("a batch over what a message can hold is refused here, and the connection stays")
  func tooLarge() throws {
    try TestDatabase().with { db throws in
      let post = [UInt8](repeating: 0x61, count: 8 << 20)
      let error = #expect(throws: PostgresError.self) {
        try db.query("SELECT cardinality($1::text[])", [.utf8(Array(repeating: post, count: 126))])
      }
      #expect(error?.disposition == .splitBatch)
      #expect(try db.query("SELECT 1").integer(0, 0) == 1)
    }
  }

  @Test("rows are copied in pieces")
  func pieces() throws {
    try TestDatabase().with { db throws in
      try db.execute("CREATE TABLE t (c text)")
      var rows = CopyRows()
      for _ in 0..<40 {
        rows.row(columns: 1)
        rows.append(String(repeating: "猫", count: 350_000))
      }
      #expect(try db.copy("COPY t FROM STDIN (FORMAT binary)", rows) == 40)
      #expect(try db.query("SELECT sum(length(c)) FROM t").integer(0, 0) == 14_000_000)
    }
  }
}
