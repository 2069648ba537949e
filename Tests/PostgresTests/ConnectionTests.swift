import Postgres
import TestSupport
import Testing

@Suite("Connection")
struct ConnectionTests {
  @Test("sends parameters as they are and reads answers in binary")
  func roundTrip() throws {
    try TestDatabase().with { db throws in
      let answer = try db.query(
        "SELECT $1::text, $2::bigint, $3::float8, $4::boolean, $5::text[], $6::bigint[], $7::int2, NULL::text",
        [
          .text("小红书'; DROP TABLE post; --\n"), .integer(Int64.min), .double(0.1), .bool(true),
          .texts(["a,b", nil, "{\"}", "猫"]), .integers([1, -2]), .integer(7),
        ])
      #expect(try answer.text(0, 0) == "小红书'; DROP TABLE post; --\n")
      #expect(try answer.integer(0, 1) == Int.min)
      #expect(try answer.double(0, 2) == 0.1)
      #expect(try answer.bool(0, 3))
      #expect(try answer.integer(0, 6) == 7)
      #expect(try answer.optionalText(0, 7) == nil)
      let arrays = try db.query(
        "SELECT x FROM unnest($1::text[]) WITH ORDINALITY u (x, n) ORDER BY n", [.texts(["a,b", nil, "{\"}", ""])])
      #expect(arrays.count == 4)
      #expect(try arrays.text(0, 0) == "a,b")
      #expect(try arrays.optionalText(1, 0) == nil)
      #expect(try arrays.text(2, 0) == "{\"}")
      #expect(try arrays.text(3, 0) == "")
    }
  }

  @Test("refuses a NUL rather than cut a text short")
  func nul() throws {
    try TestDatabase().with { db throws in
      #expect(throws: PostgresError.self) { try db.query("SELECT $1::text", [.text("a\0b")]) }
      #expect(try db.query("SELECT $1::text", [.text("after")]).text(0, 0) == "after")
    }
  }

  @Test("tells what the server refused by its SQLSTATE, and goes on")
  func errors() throws {
    try TestDatabase().with { db throws in
      let error = #expect(throws: PostgresError.self) { try db.query("SELECT 1/0") }
      #expect(error?.sqlState == "22012")
      #expect(error?.origin == .server)
      #expect(error?.description == "ConnectionTests.errors: division by zero (SQLSTATE 22012); values withheld")
      #expect(throws: PostgresError.self) { try db.query("SELECT * FROM nowhere") }
      #expect(try db.query("SELECT 1").integer(0, 0) == 1)
    }
  }

  @Test("an answer of another shape is an error, not a crash")
  func shapes() throws {
    try TestDatabase().with { db throws in
      let answer = try db.query("SELECT 'text'::text, NULL::bigint, true")
      #expect(throws: PostgresError.self) { try answer.integer(0, 1) }
      #expect(throws: PostgresError.self) { try answer.double(0, 2) }
      #expect(throws: PostgresError.self) { try answer.text(1, 0) }
      #expect(throws: PostgresError.self) { try answer.text(0, 9) }
      #expect(throws: PostgresError.self) { try answer.text(-1, 0) }
    }
  }

  @Test("a transaction that throws leaves nothing")
  func rollback() throws {
    struct Stop: Error {}
    try TestDatabase().with { db throws in
      try db.execute("CREATE TABLE t (n integer)")
      do {
        try db.transaction { () throws -> Void in
          try db.query("INSERT INTO t VALUES (1)")
          throw Stop()
        }
        Issue.record("the transaction did not throw")
      } catch is Stop {}
      try db.transaction { () throws -> Void in try db.query("INSERT INTO t VALUES (2)") }
      #expect(try db.query("SELECT sum(n)::bigint FROM t").integer(0, 0) == 2)
    }
  }

  @Test("copies rows in binary; a bad row refuses them all")
  func copy() throws {
    try TestDatabase().with { db throws in
      try db.execute("CREATE TABLE t (a bigint, b smallint, c text, d real, e json)")
      let statement = "COPY t FROM STDIN (FORMAT binary)"
      var rows = CopyRows()
      for number in 0..<1000 {
        rows.row(columns: 5)
        rows.append(Int64(number))
        rows.append(Int16(7))
        if number % 2 == 0 { rows.append("猫 \(number)") } else { rows.appendNull() }
        rows.append(Float(0.5))
        rows.append(#"{"a":1}"#)
      }
      #expect(try db.copy(statement, rows) == 1000)
      #expect(try db.query("SELECT count(c), sum(a)::bigint FROM t").integer(0, 1) == 499_500)
      rows.row(columns: 5)
      rows.append(Int64(1))
      rows.append(Int16(7))
      rows.append("a\0b")
      rows.append(Float(0.5))
      rows.append("{}")
      #expect(throws: PostgresError.self) { try db.copy(statement, rows) }
      #expect(try db.query("SELECT count(*) FROM t").integer(0, 0) == 1000)
    }
  }

  @Test("wakes on a notification and not without one")
  func notifications() throws {
    let database = try TestDatabase()
    let one = try database.connect()
    let other = try database.connect()
    try one.execute("LISTEN bell")
    #expect(try !one.waitForNotification(milliseconds: 1))
    try other.execute("NOTIFY bell")
    #expect(try one.waitForNotification(milliseconds: 10_000))
    #expect(try !one.waitForNotification(milliseconds: 1))
  }

  @Test("a server that is not there is unreachable, in one line")
  func unreachable() {
    let error = #expect(throws: PostgresError.self) { _ = try Connection("host=/tmp/nowhere-drawbridge dbname=x") }
    #expect(error?.origin == .connecting)
    #expect(error?.disposition == .retryConnection)
    #expect(error?.message.contains("\n") == false)
  }
}

@Suite("Database on its own thread")
struct DatabaseTests {
  @Test("connects anew after its connection was ended")
  func reconnects() async throws {
    let test = try TestDatabase()
    let database = Database(test.conninfo)
    let pid = try await database.with { try $0.query("SELECT pg_backend_pid()").integer(0, 0) }
    try test.with { db in _ = try db.query("SELECT pg_terminate_backend($1::integer)", [.integer(pid)]) }
    let error = await #expect(throws: PostgresError.self) { try await database.with { _ = try $0.query("SELECT 1") } }
    #expect(error?.isConnectionLost == true)
    #expect(error?.disposition == .retryConnection)
    #expect(try await database.with { try $0.query("SELECT 2").integer(0, 0) } == 2)
  }

  @Test("runs one block at a time, whoever asks")
  func serial() async throws {
    let test = try TestDatabase()
    let database = Database(test.conninfo) { try $0.execute("CREATE TABLE IF NOT EXISTS t (n integer)") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          try await database.with { db throws in
            try db.transaction { _ = try db.query("INSERT INTO t VALUES ($1)", [.integer(number)]) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.with { try $0.query("SELECT count(*) FROM t").integer(0, 0) } == 50)
  }
}
