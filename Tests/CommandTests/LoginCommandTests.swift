import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

@Suite("Logins, as an administrator makes them")
struct LoginCommandTests {
  private let program = Program("drawbridge")

  private func run(_ database: TestDatabase, _ arguments: [String], input: String = "") async throws -> Program.Outcome
  {
    try await program.runAside(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
  }

  private func drop(_ names: String..., in database: TestDatabase) throws {
    try database.with { db throws in for name in names { try db.execute("DROP ROLE IF EXISTS \"\(name)\"") } }
  }

  private func verifier(of name: String, in database: TestDatabase) throws -> String {
    try database.with { db throws in
      try db.query("SELECT coalesce(rolpassword, '') FROM pg_authid WHERE rolname = $1", [.text(name)]).text(0, 0)
    }
  }

  @Test("a password is printed once, and kept as a SCRAM verifier; an enabled login keeps the one it has")
  func passwords() async throws {
    let database = try TestDatabase()
    try drop("made.login", "made.reviewer", in: database)
    let added = try await run(
      database, ["logins", "add", "made.login", "--role", "ingest", "--source", "forum", "--json"])
    #expect(added.status == 0, "\(added.errors)")
    #expect(try JSONParser.parse(added.output)["password"]?.string?.count == 24)
    let before = try verifier(of: "made.login", in: database)
    #expect(before.hasPrefix("SCRAM-SHA-256$"))
    let again = try await run(database, ["logins", "add", "made.login", "--role", "consumer", "--consumer", "forum"])
    #expect(again.status == 0 && again.output.contains("its password is what it was"), "\(again.output)\(again.errors)")
    #expect(try verifier(of: "made.login", in: database) == before)
    let list = try await run(database, ["logins", "list", "--json"])
    let listed = try JSONParser.parse(try #require(list.lines.first { $0.contains("made.login") }))
    #expect(listed["roles"]?.array?.compactMap(\.string) == ["consumer", "ingest"])
    #expect(listed["sources"]?.array?.compactMap(\.string) == ["forum"])
    #expect(listed["consumers"]?.array?.compactMap(\.string) == ["forum"])
    let reviewer = try await run(
      database, ["reviewers", "add", "made.reviewer", "--source", "forum", "--password-stdin"],
      input: "correct horse battery\n")
    #expect(reviewer.status == 0 && !reviewer.output.contains("horse"), "\(reviewer.errors)")
    #expect(try verifier(of: "made.reviewer", in: database).hasPrefix("SCRAM-SHA-256$"))
    #expect(try await run(database, ["logins", "disable", "made.login"]).status == 0)
    #expect(try await run(database, ["logins", "disable", "made.login"]).status == 1)
    #expect(try await run(database, ["logins", "disable", "made.reviewer"]).status == 1)
  }

  @Test(
    "what makes no sense is a usage error",
    arguments: [
      ["--role", "ingest"], ["--role", "worker", "--source", "a"], ["--role", "worker", "--consumer", "a"],
      ["--role", "owner"],
      ["--role", "worker", "--peer", "--certificate"],
    ])
  func usage(_ arguments: [String]) async throws {
    #expect(try await program.runAside(["logins", "add", "x"] + arguments, in: PackageRoot.path).status == 2)
  }

  @Test("a refused command names the role that it needs")
  func refused() async throws {
    let database = try TestDatabase()
    try drop("refused.consumer", in: database)
    let made = try await run(database, ["logins", "add", "refused.consumer", "--role", "consumer", "--peer"])
    #expect(made.status == 0 && made.output.contains("peer"), "\(made.errors)")
    let conninfo = database.conninfo.replacing("user=drawbridge", with: "user=refused.consumer")
    for (arguments, role) in [
      (["cases", "list"], "drawbridge_reviewer"), (["queue", "redrive", "--dead"], "drawbridge_operator"),
      (["rules", "acknowledge", "x"], "drawbridge_reviewer"),
    ] {
      let outcome = try await program.runAside(arguments + ["--database", conninfo], in: PackageRoot.path)
      #expect(outcome.status == 1 && outcome.errors.contains(role), "\(arguments): \(outcome.errors)")
    }
  }

  @Test("the examples hand posts in and hear what became of them")
  func examples() async throws {
    let database = try TestDatabase()
    try drop("example.login", in: database)
    _ = try await run(database, ["logins", "add", "example.login", "--role", "ingest", "--source", "forum"])
    _ = try await run(database, ["logins", "add", "example.login", "--role", "consumer", "--consumer", "forum"])
    let conninfo = database.conninfo.replacing("user=drawbridge", with: "user=example.login")
    let folder = PackageRoot.path + "/Deploy/example"
    func shell(_ command: String, _ input: String = "") throws -> (output: String, status: Int32) {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", command + " 2>&1", "sh", conninfo]
      process.currentDirectoryURL = URL(filePath: folder)
      let (inPipe, outPipe) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput) = (inPipe, outPipe)
      try process.run()
      try inPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try inPipe.fileHandleForWriting.close()
      let output = String(decoding: outPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (output, process.terminationStatus)
    }
    let sql = try shell(#"psql -X "$1" -v id=1007 -v text="想学画画的加微信聊" -f connect.sql"#)
    #expect(sql.status == 0 && sql.output.contains("outcome taken"), "\(sql.output)")
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    var heard = ""
    for _ in 0..<200 where !heard.contains("verdict hold") {  // others' open transactions hold it back
      let python = try shell(#"python3 connect.py "$1""#, #"{"id":"1007","text":"想学画画的加微信聊"}"# + "\n")
      #expect(python.status == 0 && python.output.contains("outcome known"), "\(python.output)")
      heard += python.output
    }
    #expect(heard.contains("verdict hold"))
    #expect(try shell(#"python3 connect.py "$1""#).output.contains("event") == false)
  }
}
