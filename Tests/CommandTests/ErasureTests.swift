import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

@Suite("What a member asks to be forgotten")
struct ErasureTests {
  private let program = Program("drawbridge")

  private func run(
    _ database: TestDatabase, _ arguments: [String], input: String = "", in folder: String
  ) throws -> Program.Outcome {
    var program = program
    program.environment = ["DRAWBRIDGE_HOME": folder]
    return try program.run(arguments + ["--database", database.conninfo], input: input, in: folder)
  }

  /// Everything that identifies or quotes the member; none of it may be left anywhere.
  private static let traces = [
    "u-geheim-7", "小橘_82", "想学画画的加微信聊我", "Je cherche des amis à Lyon", "죽고 싶은 하루였다", "加微信聊我 (quoted)",
    "edited away but kept", "m-1001", "m-1002", "m-1003", "broken line of mine",
  ]

  private static let posts = #"""
    {"id":"m-1001","source":"rednote","text":"想学画画的加微信聊我","author":{"id":"u-geheim-7","name":"小橘_82"}}
    {"id":"m-1002","source":"rednote","text":"edited away but kept","author":{"id":"u-geheim-7","name":"小橘_82"}}
    {"id":"m-1002","source":"rednote","op":"edit","revision":2,"text":"Je cherche des amis à Lyon","author":{"id":"u-geheim-7","name":"小橘_82"}}
    {"id":"m-1003","source":"rednote","text":"죽고 싶은 하루였다","author":{"id":"u-geheim-7"},"reports":2}
    {"id":"o-1","source":"rednote","text":"别加他","author":{"id":"u-other"},"reply_to":{"id":"m-1001","author":"u-geheim-7","text":"想学画画的加微信聊我"}}
    {"id":"o-2","source":"rednote","text":"unrelated 加微信","author":{"id":"u-other"}}
    {"id":"m-1009","source":"rednote","text":["broken line of mine"],"author":{"id":"u-geheim-7"}}

    """#

  @Test("nothing of it is left in a dump or a file, and the chain verifies as before", .timeLimit(.minutes(30)))
  func erase() throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let home = FileManager.default.temporaryDirectory.appending(path: "erasure-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let run = { (arguments: [String], input: String) in try self.run(database, arguments, input: input, in: home) }

    #expect(try run(["ingest"], Self.posts).status == 1)
    let refusedFile = home + "/drawbridge.refused.jsonl"
    #expect(try String(contentsOfFile: refusedFile, encoding: .utf8).contains("broken line of mine"))
    #expect(try run(["worker", "--drain", "--rules", rules.path], "").status == 0)
    let mine = try #require(
      try run(["cases", "list", "--json"], "").lines.map { try JSONParser.parse($0) }.first {
        $0["id"]?.string == "m-1001"
      })
    let number = try #require(mine["case"]?.integer)
    let claim = try JSONParser.parse(try run(["cases", "claim", "\(number)", "--json"], "").output)
    let token = try #require(claim["token"]?.string)
    let decide = ["cases", "decide", "\(number)", "remove", "--token", token, "--reason", "加微信聊我 (quoted)"]
    #expect(try run(decide, "").status == 0)
    let db = try database.connect()
    try db.query(
      """
      INSERT INTO dead_letter (post_id, pass, attempts, reason)
      SELECT post_id, 9, 5, 'died of 죽고 싶은 하루였다' FROM post WHERE external_id = 'm-1003'
      """)
    #expect(try run(["queue", "redrive", "m-1003", "--source", "rednote"], "").status == 0)
    let head = try sealedHead(db)

    let before = try Dump.text(of: database.conninfo)
    for trace in Self.traces where trace != "broken line of mine" { #expect(before.contains(trace), "\(trace)") }
    let export = try run(["export", "author", "u-geheim-7", "--source", "rednote"], "")
    for trace in ["想学画画的加微信聊我", "edited away but kept", "Je cherche des amis à Lyon", "죽고 싶은 하루였다", "加微信聊我 (quoted)"] {
      #expect(export.output.contains(trace), "\(trace)")
    }
    #expect(!export.output.contains("unrelated"))

    // Without a terminal and without --yes nothing happens; a dry run changes nothing.
    #expect(try run(["erase", "--author", "u-geheim-7"], "").status == 2)
    let dry = try JSONParser.parse(try run(["erase", "--author", "u-geheim-7", "--dry-run", "--json"], "").output)
    #expect(dry["posts_and_revisions"]?.integer == 4)
    #expect(dry["refused_lines"]?.integer == 1)
    #expect(try Dump.text(of: database.conninfo).contains("小橘_82"))

    let erased = try JSONParser.parse(try run(["erase", "--author", "u-geheim-7", "--yes", "--json"], "").output)
    #expect(erased["posts_and_revisions"]?.integer == 4)
    #expect(erased["copies_in_replies"]?.integer == 1)
    #expect(erased["reasons_of_decisions"]?.integer == 1)
    #expect(erased["dead_letters"]?.integer == 1)

    let after = try Dump.text(of: database.conninfo)
    for trace in Self.traces { #expect(!after.contains(trace), "\(trace)") }
    #expect(after.contains("别加他") && after.contains("unrelated 加微信") && after.contains("u-other"))
    #expect(try !String(contentsOfFile: refusedFile, encoding: .utf8).contains("broken line of mine"))
    let verify = try run(["audit", "verify", "--against", head, "--json"], "")
    #expect(verify.status == 0, "\(verify.output)")
    #expect(try JSONParser.parse(verify.output)["erased_notes"]?.integer == 1)

    // Again it is nothing; what waits in the queue and what the platform reads go on.
    let again = try run(["erase", "--author", "u-geheim-7", "--yes"], "")
    #expect(again.status == 0 && again.output.contains("nothing of u-geheim-7 is here"))
    #expect(try run(["worker", "--drain", "--rules", rules.path], "").status == 0)
    let rest = try run(["export", "author", "u-geheim-7", "--source", "rednote"], "")
    #expect(rest.output.isEmpty)
    let read = try run(["outbox", "read", "--consumer", "platform"], "")
    for trace in Self.traces { #expect(!read.output.contains(trace), "\(trace)") }
    #expect(try !Dump.text(of: database.conninfo).contains("죽고"))
  }

  /// The head of a chain in which everything is sealed.
  private func sealedHead(_ db: borrowing Connection) throws -> String {
    for _ in 0..<10_000 {
      try Audit.seal(on: db)
      if try Audit.verify(on: db).unsealed == 0, let head = try Audit.newestHead(on: db) { return head.description }
      try db.query("SELECT pg_sleep(0.002)")
    }
    throw StoreError("nothing could be sealed")
  }

  @Test("a post that is erased while a worker screens it does not come back")
  func inFlight() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      let mine = try PostsForErasure.post("m-1", author: "u-1")
      let other = try PostsForErasure.post("o-1", author: "u-2")
      _ = try PostIngest.ingest([mine, other], on: db)
      let queue = TicketQueue()
      let taken = try queue.take(lane: 1, on: db)
      #expect(taken.flatMap(\.posts).count == 2)
      let findings = try Erasure.find("u-1", on: db)
      _ = try Erasure.erase(findings, on: db)
      let late = taken.map { ScreenedTicket($0) { _ in StoredScreening(error: "held") } }
      #expect(throws: TicketQueue.LeaseLost.self) { try queue.finish(late, rulebook: nil, on: db) }
      let again = try queue.take(lane: 1, on: db)
      #expect(again.flatMap(\.posts).count == 1)
      try queue.finish(again.map { ScreenedTicket($0) { _ in StoredScreening(error: "held") } }, rulebook: nil, on: db)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 1)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.externalID) == ["o-1"])
    }
  }

  @Test("only who may act as the owner can erase")
  func rights() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try db.execute(
        "DROP ROLE IF EXISTS an_eraser; CREATE ROLE an_eraser LOGIN IN ROLE drawbridge_worker, drawbridge_reviewer")
    }
    let login = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=an_eraser"))
    let error = #expect(throws: PostgresError.self) { try Erasure.actAsOwner(on: login) }
    #expect(error?.sqlState == PostgresError.insufficientPrivilege)
  }

  @Test("audit and retention speak JSON, and a broken setting is refused with its repair")
  func commands() throws {
    let database = try TestDatabase()
    let run = { (arguments: [String]) in try self.run(database, arguments, in: "/tmp") }
    let verify = try JSONParser.parse(try run(["audit", "verify", "--json"]).output)
    #expect(verify["ok"] == .bool(true))
    #expect(try run(["audit", "verify", "--against", "nonsense"]).status == 2)
    #expect(try run(["audit", "verify", "--against", String(repeating: "0", count: 64)]).status == 1)
    #expect(try run(["audit", "head"]).status == 0)
    #expect(try JSONParser.parse(try run(["retention", "--json"]).output)["clean_s"]?.integer == 2_592_000)
    var program = program
    program.environment = ["DRAWBRIDGE_RETAIN_CLEAN": "forever"]
    let broken = try program.run(["retention", "--database", database.conninfo], in: "/tmp")
    #expect(broken.status == 1 && broken.errors.contains("retain_clean"))
  }
}
