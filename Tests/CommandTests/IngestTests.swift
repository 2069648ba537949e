import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

/// What `ingest` does with a database that does not take everything.
@Suite("Ingest against a database in trouble")
struct IngestTests {
  private let program = Program("drawbridge")

  private func ingest(_ database: TestDatabase, _ lines: [String]) throws -> (outcome: Program.Outcome, refused: String)
  {
    let refused = FileManager.default.temporaryDirectory.appending(path: "refused-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: refused) }
    let outcome = try program.run(
      ["ingest", "-", "--json", "--refused", refused, "--database", database.conninfo],
      input: lines.joined(separator: "\n") + "\n", in: PackageRoot.path)
    return (outcome, (try? String(contentsOfFile: refused, encoding: .utf8)) ?? "")
  }

  private func posts(_ numbers: ClosedRange<Int>, _ members: String = #","text":"大家好""#) -> [String] {
    numbers.map { #"{"id":"\#($0)"\#(members)}"# }
  }

  @Test("a post that the database refuses is found in its batch, its neighbours are taken")
  func refusedPost() throws {
    let database = try TestDatabase()
    try database.with {
      try $0.execute("ALTER TABLE post ADD CONSTRAINT refused CHECK (external_id NOT IN ('7', '30'))")
    }
    let (outcome, refused) = try ingest(database, posts(1...50))
    #expect(outcome.status == 1)
    let counts = try JSONParser.parse(outcome.output)
    #expect(counts["taken"]?.integer == 48)
    #expect(counts["refused"]?.integer == 2)
    let lines = try refused.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(lines.compactMap { $0["line"]?.integer }.sorted() == [7, 30])
    for line in lines {
      #expect(line["error"]?.string?.contains("SQLSTATE 23514") == true)
      #expect(line["error"]?.string?.contains("constraint refused; values withheld") == true)
      #expect(line["input"]?.string?.contains("大家好") == true)
    }
  }

  @Test("a post whose key somebody holds is refused, its neighbours are taken")
  func lockedPost() throws {
    let database = try TestDatabase()
    #expect(try ingest(database, posts(1...20)).outcome.status == 0)
    let holder = try database.connect()
    try holder.execute("BEGIN")
    try holder.query("SELECT FROM post_key WHERE external_id = '7' FOR UPDATE")
    let (outcome, refused) = try ingest(database, posts(1...20, #","op":"edit","text":"你好""#))
    #expect(outcome.status == 1)
    let counts = try JSONParser.parse(outcome.output)
    #expect(counts["edited"]?.integer == 19)
    #expect(counts["refused"]?.integer == 1)
    #expect(try JSONParser.parse(refused)["line"]?.integer == 7)
    #expect(refused.contains("SQLSTATE 55P03"))
    try holder.execute("ROLLBACK")
    let again = try JSONParser.parse(try ingest(database, posts(1...20, #","op":"edit","text":"你好""#)).outcome.output)
    #expect(again["edited"]?.integer == 1 && again["known"]?.integer == 19)
  }

  @Test("a full disk and a read-only server are said, and end it")
  func stops() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try db.execute(
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON ticket FOR EACH ROW EXECUTE FUNCTION full_disk();
        """)
    }
    let full = try ingest(database, posts(1...3)).outcome
    #expect(full.status == 1)
    #expect(full.errors.contains("the disk is full: PostIngest.ingest: could not extend file"), "\(full.errors)")
    #expect(full.errors.contains("repair: make room on the database's disk"))
    #expect(full.errors.contains("0 posts were taken in before it ended"))
    try database.with { db throws in
      let name = try db.query("SELECT current_database()").text(0, 0)
      try db.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on")
    }
    let readOnly = try ingest(database, posts(1...3)).outcome
    #expect(readOnly.status == 1)
    #expect(readOnly.errors.contains("the server is read-only"), "\(readOnly.errors)")
  }

  @Test("large posts go in calls of 8 MiB; unknown members are counted")
  func large() throws {
    let database = try TestDatabase()
    let text = String(repeating: "a", count: 1 << 20)
    let large = (1...20).map { #"{"id":"\#($0)","text":"\#(text)","colour":"red","author":{"id":"u","shoe":1}}"# }
    let (outcome, _) = try ingest(database, large)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let counts = try JSONParser.parse(outcome.output)
    #expect(counts["taken"]?.integer == 20)
    #expect(counts["unknown_members"]?["colour"]?.integer == 20)
    #expect(counts["unknown_members"]?["author.shoe"]?.integer == 20)
    let calls = try database.with { try $0.query("SELECT count(*) FROM ticket").integer(0, 0) }
    #expect(calls >= 7)  // three posts of 2 MiB each at most (document and digest)
  }

  @Test("a database out of reach is 3, in words of its kind")
  func outOfReach() throws {
    struct Case { var conninfo: String, words: String }
    let database = try TestDatabase()
    let cases = [
      Case(conninfo: "host=/tmp/nowhere-drawbridge dbname=x", words: "the database is out of reach"),
      Case(
        conninfo: database.conninfo.replacing("dbname=", with: "dbname=no"), words: "there is no such database"),
      Case(conninfo: "colour=red", words: "the connection string cannot be used"),
    ]
    for one in cases {
      let outcome = try program.run(
        ["ingest", "-", "--wait", "0", "--database", one.conninfo], input: "", in: PackageRoot.path)
      #expect(outcome.status == 3, "\(outcome.errors)")
      #expect(outcome.errors.contains(one.words), "\(outcome.errors)")
    }
    #expect(try program.run(["cases", "list", "--wait", "1e300"], input: "").status == 2)
  }
}
