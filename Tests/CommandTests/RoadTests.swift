import Foundation
import TestSupport
import Testing
import Text

@Suite("The road from a post to a decision")
struct RoadTests {
  private let program = Program("drawbridge")

  private func run(_ database: TestDatabase, _ arguments: [String], input: String = "") throws -> Program.Outcome {
    try program.run(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
  }

  @Test("ingest, screen, list, claim, decide, and the outbox tells the platform")
  func road() throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    let refused = FileManager.default.temporaryDirectory.appending(path: "refused-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: refused) }
    let posts = """
      {"id":"1","text":"想学画画的加微信聊","source":"rednote","revision":1}
      {"id":"2","text":"大家好","source":"rednote"}
      not a post
      {"id":"1","text":"想学画画的加微信聊","source":"rednote","revision":1}
      {"id":"2","text":"大家好，加微信","source":"rednote","op":"edit","revision":2}
      {"id":"3","text":"加微信","source":"rednote"}
      {"id":"3","source":"rednote","op":"delete"}

      """
    let ingest = try run(database, ["ingest", "-", "--json", "--refused", refused], input: posts)
    #expect(ingest.status == 1)
    let counts = try JSONParser.parse(ingest.output)
    let expected = ["taken": 3, "known": 1, "edited": 1, "withdrawn": 1, "restored": 0, "refused": 1]
    for (name, count) in expected { #expect(counts[name]?.integer == count, "\(name): \(ingest.output)") }
    #expect(try String(contentsOfFile: refused, encoding: .utf8).contains(#""line":3,"#))

    #expect(try run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    let list = try run(database, ["cases", "list", "--json"])
    #expect(list.lines.count == 2)
    let first = try JSONParser.parse(try #require(list.lines.first))
    #expect(first["verdict"]?.string == "hold")
    let number = try #require(first["case"]?.integer)

    let show = try run(database, ["cases", "show", "\(number)", "--rules", rules.path])
    #expect(show.status == 0)
    #expect(show.output.contains("⟦加微信⟧"))
    #expect(show.output.contains("spam.contact"))

    let claim = try JSONParser.parse(try run(database, ["cases", "claim", "\(number)", "--json"]).output)
    let token = try #require(claim["token"]?.string)
    let decide = ["cases", "decide", "\(number)", "remove", "--token", token, "--reason", "moves people away"]
    #expect(try run(database, decide).status == 0)
    #expect(try run(database, decide).status == 1)

    var events: [JSON] = []
    for _ in 0..<500 where events.last?["kind"]?.string != "decision" {  // others' open transactions hold it back
      events = try run(database, ["outbox", "read", "--consumer", "platform"]).lines.map { try JSONParser.parse($0) }
    }
    #expect(events.filter { $0["kind"]?.string == "verdict" }.count == 4)
    #expect(events.filter { $0["kind"]?.string == "withdrawal" }.count == 1)
    let decision = try #require(events.last)
    #expect(decision["kind"]?.string == "decision")
    #expect(decision["action"]?.string == "remove")
    #expect(decision["id"]?.string == "1")
    #expect(decision["revision"]?.integer == 1)
    let id = try #require(decision["event"]?.string)
    #expect(try run(database, ["outbox", "ack", "--consumer", "platform", "--event", id]).status == 0)
    #expect(try run(database, ["outbox", "read", "--consumer", "platform"]).output.isEmpty)

    let again = try JSONParser.parse(
      try run(database, ["ingest", "-", "--json", "--refused", refused], input: posts).output)
    #expect(again["taken"]?.integer == 0)
    #expect(again["edited"]?.integer == 0)
  }

  @Test("the shipped samples go through with the shipped rules; what a person must see waits")
  func samples() throws {
    let database = try TestDatabase()
    let file = PackageRoot.path + "/Deploy/samples/posts.jsonl"
    let ingest = try run(database, ["ingest", file, "--json"])
    #expect(ingest.status == 0, "\(ingest.errors)")
    #expect(try run(database, ["worker", "--drain"]).status == 0)
    let cases = try run(database, ["cases", "list", "--json", "--limit", "1000"]).lines.map { try JSONParser.parse($0) }
    #expect(cases.count > 50)
    #expect(cases.first?["queue"]?.string == "crisis")
    #expect(cases.allSatisfy { $0["verdict"]?.string != "error" })
    // No terminal escape, bidi override or C1 control of a post reaches the screen.
    for item in cases.prefix(20) + cases.suffix(20) {
      let shown = try run(database, ["cases", "show", "\(item["case"]?.integer ?? 0)"]).output
      #expect(
        !shown.unicodeScalars.contains {
          $0 != "\n" && VisibleText.isHidden($0) && $0.value != 0x200D && $0.value != 0xFE0F
        })
    }
  }

  @Test("rules lint and rules test hold for the shipped rules")
  func shippedRules() throws {
    #expect(try program.run(["rules", "lint"], in: PackageRoot.path).status == 0)
    let tests = try program.run(["rules", "test", "--json"], in: PackageRoot.path)
    #expect(tests.status == 0, "\(tests.output)")
    #expect(try JSONParser.parse(tests.output)["passed"]?.integer ?? 0 >= 150)
  }

  @Test("rules lint says when entries were not compared with other languages")
  func lintWithoutDictionary() throws {
    let outcome = try program.run(["rules", "lint", "--dictionaries", "/nowhere"], in: PackageRoot.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("not compared with common words of other languages"))
  }

  @Test("explain says which rule fires, where, and what was missing")
  func explain() throws {
    let rules = try RulesFolder.contact()
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    let outcome = try program.run(["rules", "explain", "--text", "看加微信群规 加微信", "--rules", rules.path], input: "")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("cancelled by “加微信群规”"))
    #expect(outcome.output.contains("contact: fires"))
    #expect(outcome.output.contains("⟦加微信⟧"))
  }
}
