import Foundation
import TestSupport
import Testing
import Text

@Suite("Decisions and rollbacks, seen from outside")
struct DecisionCommandTests {
  private let program = Program("drawbridge")

  private func run(
    _ database: TestDatabase, _ arguments: [String], input: String = ""
  ) async throws -> Program.Outcome {
    try await program.runAside(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
  }

  private func object(_ database: TestDatabase, _ arguments: [String]) async throws -> JSON {
    let outcome = try await run(database, arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONParser.parse(outcome.output)
  }

  private func events(_ database: TestDatabase, until kind: String) async throws -> [JSON] {
    for _ in 0..<500 {  // others' open transactions hold it back
      let lines = try await run(database, ["outbox", "read", "--consumer", "platform"]).lines
      let events = try lines.map { try JSONParser.parse($0) }
      if events.last?["kind"]?.string == kind { return events }
    }
    return []
  }

  @Test("a decision needs no token, says its policy, and is passed over by a redrive")
  func decide() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let post = #"{"id":"1","text":"想学画画的加微信聊","source":"forum"}"#
    _ = try await run(database, ["ingest"], input: post + "\n")
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    let claim = try await run(database, ["cases", "claim"])
    #expect(claim.output.contains("cases decide 1 allow|label|warn|remove --reason"))
    for (arguments, says) in [
      (["remove", "--policy", "spam.contcat"], "the policies are: spam.contact"),
      (["label", "--label", "rude"], "there is no label rude"), (["remove", "--shown", "2"], "was edited"),
    ] {
      let outcome = try await run(database, ["cases", "decide", "1"] + arguments + ["--reason", "r"])
      #expect(outcome.status == 1 && outcome.errors.contains(says), "\(outcome.errors)")
    }
    #expect(try await run(database, ["cases", "decide", "1", "warn", "--label", "x", "--reason", "r"]).status == 2)
    let decided = try await object(database, ["cases", "decide", "1", "remove", "--reason", "moves people", "--json"])
    #expect(decided["decision"]?.integer == 1 && decided["policy"]?.string == "spam.contact")
    #expect(decided["label"] == .null)
    let told = try #require(try await events(database, until: "decision").last)
    #expect(told["policy"]?.string == "spam.contact" && told["team"]?.string == "moderators" && told["actor"] == nil)

    let skipped = try await object(database, ["queue", "redrive", "--rule", "contact", "--json"])
    #expect(skipped["redriven"]?.integer == 0 && skipped["skipped_decided"]?.integer == 1)
    let text = try await run(database, ["queue", "redrive", "1", "--source", "forum"])
    #expect(text.output.contains("passed over: 1 (--even-decided includes them)"))
    #expect(try await run(database, ["queue", "redrive", "--rule", "contcat"]).status == 1)
    #expect(try await run(database, ["queue", "redrive", "--rulebook", "ffffffff"]).status == 1)
    #expect(try await run(database, ["queue", "redrive", "--rule", "contact", "--since", "1h"]).status == 2)
    let even = try await object(
      database, ["queue", "redrive", "--rule", "contact", "--source", "forum", "--even-decided", "--json"])
    #expect(even["redriven"]?.integer == 1 && even["decided"]?.integer == 1)
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    let verdict = try #require(try await events(database, until: "verdict").last)
    #expect(verdict["standing"]?["action"]?.string == "remove")
    let shown = try await object(database, ["cases", "show", "1", "--json"])
    #expect(shown["causes"]?.array == [.string("rule")] && shown["no_longer_hit"] == .bool(false))
    #expect(shown["decision"]?["policy"]?.string == "spam.contact")
  }

  @Test("whoever holds a case decides what was shown last")
  func shown() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"加微信聊"}"# + "\n")
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    #expect(try await run(database, ["cases", "claim", "1"]).status == 0)
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"加微信吧","op":"edit","revision":2}"# + "\n")
    let decide = ["cases", "decide", "1", "remove", "--reason", "r"]
    #expect(try await run(database, decide).status == 1)
    let card = try await run(database, ["cases", "show", "1", "--rules", rules.path])
    #expect(card.output.contains("version 2"))
    #expect(try await run(database, decide).status == 0)
  }

  @Test("a rollback shows what changes, goes further each time, and screens again what the bad rules decided")
  func rollback() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let path = rules.path + "/packs/test.yaml"
    func publish(_ entries: String) async throws {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let start = try #require(text.firstRange(of: "entries: [")).upperBound
      let end = try #require(text[start...].firstIndex(of: "]"))
      try text.replacingCharacters(in: start..<end, with: entries).write(
        toFile: path, atomically: true, encoding: .utf8)
      #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    }
    try await publish("加微信, sb")
    try await publish("加微信, sb, 加群")
    try await publish("加微信, sb, 加群, 大家好")
    _ = try await run(
      database, ["ingest"], input: #"{"id":"1","text":"大家好"}"# + "\n" + #"{"id":"2","text":"来加群吧"}"# + "\n")
    #expect(try await run(database, ["worker", "--drain", "--published"]).status == 0)
    let first = try await run(database, ["rules", "rollback", "--redrive"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("~ list test/contact: 1 entry less (大家好)"))
    #expect(first.output.contains("2 posts are in the queue again"))
    #expect(try await run(database, ["worker", "--drain", "--published"]).status == 0)
    let open = try await run(database, ["cases", "list", "--json"]).lines.map { try JSONParser.parse($0) }
    #expect(open.map { $0["id"]?.string } == ["2"])
    #expect(try await run(database, ["cases", "list", "--state", "rescreened", "--json"]).lines.count == 1)
    let second = try await object(database, ["rules", "rollback", "--json"])
    #expect(second["changes"]?.array?.first?["detail"]?.string == "1 entry less (加群)")
    #expect(second["redriven"] == nil)
    #expect(try await run(database, ["rules", "rollback"]).status == 1)
  }

  @Test(
    "a worker that follows its folder is named, and nothing is screened again by the bad rules", .timeLimit(.minutes(5))
  )
  func follower() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    let path = rules.path + "/packs/test.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("sb]", with: "傻]").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    let worker = try program.startDetached(
      ["worker", "--rules", rules.path, "--threads", "1", "--database", database.conninfo])
    defer { worker.terminate() }
    var isThere = false
    while !isThere {
      let status = try JSONParser.parse(try await run(database, ["rules", "status", "--json"]).output)
      isThere = status["workers"]?.array?.first?["rulebook"]?.string == status["published"]?.string
    }
    let outcome = try await run(database, ["rules", "rollback", "--redrive"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("follows its rules folder") && outcome.errors.contains("nothing was put back"))
    #expect(outcome.output.contains("published"))
  }
}
