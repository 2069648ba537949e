import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

@Suite("Measuring rules, as people do it")
struct MeasuringCommandTests {
  private let program = Program("drawbridge")

  private func run(_ database: TestDatabase, _ arguments: [String], input: String = "") async throws -> Program.Outcome
  {
    try await program.runAside(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
  }

  /// Decides every open case: those whose text says 书 are allowed, others removed.
  private func decideAll(_ db: borrowing Connection) throws {
    while let claim = try CaseStore.claim(nil, on: db) {
      let document = try #require(try CaseStore.detail(claim.id, on: db)).summary.document
      let action: CaseStore.Action = document.contains("书") ? .allow : .remove
      _ = try CaseStore.decide(claim.id, action, token: claim.token, reason: "r", on: db)
    }
  }

  @Test("stats, backtest and promote follow the reviewers", .timeLimit(.minutes(30)))
  func road() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact(blind: "100%")
    defer { rules.remove() }
    let good = (0..<34).map { #"{"id":"\#($0)","text":"想学画画的加微信聊"}"# }
    let bad = [#"{"id":"b","text":"不要加微信买书"}"#, #"{"id":"m","text":"大家好"}"#]
    _ = try await run(database, ["ingest"], input: (good + bad).joined(separator: "\n") + "\n")
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    try database.with { try decideAll($0) }

    let stats = try await run(database, ["rules", "stats", "--rules", rules.path, "--save", "--json"])
    let row = try JSONParser.parse(try #require(stats.lines.first))
    #expect(row["rule"]?.string == "contact" && row["hits"]?.integer == 35 && row["right"]?.integer == 34)
    #expect(try await run(database, ["rules", "stats"]).output.contains("0.97"))
    let measured = try String(contentsOfFile: rules.path + "/measured.yaml", encoding: .utf8)
    #expect(measured.contains("right: 34, reviewed: 35"))
    #expect(try await program.runAside(["rules", "lint", rules.path]).status == 0)

    let backtest = try await run(database, ["rules", "backtest", "--since", "7d", "--rules", rules.path])
    #expect(backtest.status == 0)
    #expect(backtest.output.contains("36 posts, 35 of them decided"))
    #expect(backtest.output.contains("likely false alarms of contact"))
    #expect(backtest.output.contains("default/b  不要加微信买书"))

    let promote = ["rules", "promote", "contact", "--rules", rules.path]
    let notYet = try JSONParser.parse(try await run(database, promote + ["--json"]).output)
    #expect(notYet["ready"] == .bool(false))
    #expect(notYet["languages"]?.array?.first?["needed"]?.integer == 18)
    let language = try #require(notYet["languages"]?.array?.first?["language"]?.string)
    #expect(
      notYet["missing"]?.array?.contains { $0.string?.contains("18 more hits must be looked at blind") == true } == true
    )
    #expect(notYet["missing"]?.array?.contains { $0.string?.contains("must miss") == true } == true)

    let unseen = try RulesFolder.contact()
    defer { unseen.remove() }
    let advice = try await run(database, ["rules", "promote", "contact", "--rules", unseen.path]).output
    #expect(advice.contains("precision: {blind: 5%}"))

    // A test that it must miss, and somebody who answers for the language.
    let path = rules.path + "/packs/test.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("tests: [", with: "tests: [{text: 你好, expect: miss}, ").replacing(
        "    policy:", with: "    mode: shadow\n    policy:")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try await run(database, promote + ["--approve", language]).status == 2)
    let ready = try await run(database, promote + ["--approve", language, "--reason", "read all of them", "--write"])
    #expect(ready.status == 0, "\(ready.output)\(ready.errors)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text.replacing("mode: shadow", with: "mode: enforce"))
    #expect(try await run(database, ["rules", "promote", "contcat", "--rules", rules.path]).status == 2)
  }

  @Test("a blind look shows neither hits nor verdict, and it alone measures a rule", .timeLimit(.minutes(30)))
  func blindLooks() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder(
      pack: """
        drawbridge: 1
        pack: test
        owner: "@trust"
        lists: {contact: {entries: [加微信]}, quiet: {entries: [领取名额]}}
        rules:
          - {id: contact, policy: spam.contact, match: {text: contact}, then: {hold: true}}
          - {id: quiet, policy: spam.contact, mode: shadow, match: {text: quiet}, then: {hold: true}}
        """, community: RulesFolder.community + "precision: {blind: 50%}\n")
    defer { rules.remove() }
    let posts = (0..<40).map { #"{"id":"\#($0)","text":"想学画画的\#($0 < 20 ? "加微信" : "领取名额")聊"}"# }
    _ = try await run(database, ["ingest"], input: posts.joined(separator: "\n") + "\n")
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)

    let cases = try await run(database, ["cases", "list", "--json"]).lines.map { try JSONParser.parse($0) }
    let blind = cases.filter { $0["blind"] == .bool(true) }
    let (shown, sampled) = (
      cases.count { $0["blind"] == .bool(false) }, blind.count { $0["text"]?.string?.contains("领") == true }
    )
    #expect(shown > 0 && sampled > 0 && blind.count > sampled && sampled < 20)
    #expect(shown + blind.count - sampled == 20, "of what is in shadow only the blind looks have cases")
    #expect(blind.allSatisfy { $0["verdict"] == .null } && cases.count { $0["verdict"]?.string == "hold" } == shown)

    let number = try #require(blind.first { $0["text"]?.string?.contains("加") == true }?["case"]?.integer)
    let show = ["cases", "show", "\(number)", "--rules", rules.path]
    let hidden = try await run(database, show).output
    #expect(hidden.contains("BLIND LOOK") && !hidden.contains("⟦") && !hidden.contains("contact"), "\(hidden)")
    let card = try JSONParser.parse(try await run(database, show + ["--json"]).output)
    #expect(card["screening"] == .null && card["why"] == .array([]) && card["verdict"] == .null)
    let revealed = try await run(database, show + ["--reveal"]).output
    #expect(revealed.contains("HOLD") && revealed.contains("⟦加微信⟧") && revealed.contains("contact"))

    try database.with { db throws in
      try decideAll(db)
      #expect(try db.query("SELECT count(*) FROM event WHERE kind = 'revealed'").integer(0, 0) == 1)
    }
    let rows = try await run(database, ["rules", "stats", "--rules", rules.path, "--json", "--save"]).lines
      .map { try JSONParser.parse($0) }
    #expect(rows.map { $0["rule"]?.string } == ["contact", "quiet"])
    #expect(rows.map { $0["decided"]?.integer } == [20, sampled])
    #expect(rows.map { $0["reviewed"]?.integer } == [blind.count - sampled - 1, sampled])
    #expect(rows.map { $0["shadow_hits"]?.integer } == [0, 20])
    let measured = try String(contentsOfFile: rules.path + "/measured.yaml", encoding: .utf8)
    #expect(measured.contains("reviewed: \(blind.count - sampled - 1),"))
    let decided = try JSONParser.parse(try await run(database, show + ["--json"]).output)
    #expect(decided["decision"]?["blind"] == .bool(false) && decided["verdict"]?.string == "hold")
  }

  @Test("screen, test and backtest apply no limits, and say where one would have been exceeded")
  func limits() async throws {
    let rules = try RulesFolder(
      pack: """
        drawbridge: 1
        pack: test
        owner: "@trust"
        lists: {contact: {entries: [加微信]}}
        rules:
          - id: contact
            policy: spam.contact
            match: {text: contact}
            then: {hold: true}
            limit: {hits: 2, within: 1h}
            tests:
              - sequence:
                  - {at: 0s, text: 加微信一, expect: hit}
                  - {at: 1s, text: 加微信二, expect: hit}
                  - {at: 2s, text: 加微信三, expect: hit}
              - {text: 加微信, expect: hit}
        """)
    defer { rules.remove() }
    let posts = ["一", "二", "三"].map {
      #"{"id":"\#($0)","text":"加微信\#($0)","created_at":"2026-01-01T10:00:00Z"}"# + "\n"
    }.joined()
    let told = "contact would have gone past its limit from 2026-01-01T10:00:00Z: 3 different texts of 3 posts"

    let screened = try await program.runAside(["screen", "--rules", rules.path], input: posts)
    #expect(screened.lines.allSatisfy { $0.contains(#""verdict":"hold""#) } && screened.lines.count == 3)
    #expect(screened.errors.contains(told))

    let backtest = ["rules", "backtest", "--posts", "-", "--rules", rules.path]
    #expect(try await program.runAside(backtest, input: posts).output.contains(told))
    let report = try JSONParser.parse(try await program.runAside(backtest + ["--json"], input: posts).output)
    #expect(report["limits"]?.array?.first?["hits"]?.integer == 3)

    let test = try await program.runAside(["rules", "test", "--rules", rules.path])
    #expect(test.status == 0, "it is no failure")
    #expect(test.output.contains("contact would have gone past its limit of 2 within 1h: 3 different texts"))
    let tests = try JSONParser.parse(
      try await program.runAside(["rules", "test", "--rules", rules.path, "--json"]).output)
    #expect(tests["limits"]?.array?.map { $0["hits"]?.integer } == [3])
    #expect(tests["passed"]?.integer == 2)
  }

  @Test("a backtest of a file needs no database, and a bad line is counted")
  func file() async throws {
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let posts = """
      {"id":"1","text":"加微信","decision":"allow"}
      {"id":"2","text":"私聊","decision":"remove"}
      nonsense

      """
    let outcome = try await program.runAside(
      ["rules", "backtest", "--posts", "-", "--rules", rules.path, "--json"], input: posts)
    #expect(outcome.status == 1)
    let report = try JSONParser.parse(outcome.output)
    #expect(report["refused"]?.integer == 1)
    #expect(report["rules"]?.array?.first?["allowed"]?.integer == 1)
    #expect(report["misses"]?.array?.first?["posts"]?.integer == 1)
    #expect(
      try await program.runAside(["rules", "backtest", "--rule", "contatc", "--posts", "-", "--rules", rules.path])
        .status == 2)
    #expect(try await program.runAside(["rules", "backtest", "--since", "week"]).status == 2)
  }
}

@Suite("Writing rules from the command line")
struct WritingCommandTests {
  private let program = Program("drawbridge")

  @Test("new writes what passes its tests, and nothing else")
  func new() async throws {
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let base = [
      "rules", "new", "study-group", "--policy", "spam.contact", "--entry", "免费学习群", "--then", "hold: true", "--rules",
      rules.path, "--hit", "免费学习群：\"来\"", "--json",
    ]
    let made = try await program.runAside(base + ["--miss", "学习群规"])
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    #expect(try JSONParser.parse(made.output)["tests_passed"]?.integer == 2)
    #expect(
      try await program.runAside(["rules", "test", "study-group", "--rules", rules.path]).output
        == "2 passed, 0 failed\n")
    #expect(try await program.runAside(base + ["--miss", "学习群规"]).status == 2)
    let failing = try await program.runAside(base.map { $0 == "study-group" ? "other" : $0 } + ["--miss", "免费学习群"])
    #expect(failing.status == 1 && !FileManager.default.fileExists(atPath: rules.path + "/packs/other.yaml"))
    // A rule joins a pack that is there.
    let path = rules.path + "/packs/test.yaml"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    let joining = base.map { $0 == "study-group" ? "joined" : $0 } + ["--miss", "学习群规", "--pack", "test"]
    #expect(try await program.runAside(joining).status == 0)
    let after = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      after.hasPrefix(before.prefix { $0 != "l" }) && after.contains("- id: contact") && after.contains("- id: joined"))
    #expect(try await program.runAside(["rules", "test", "--rules", rules.path]).output == "5 passed, 0 failed\n")
    #expect(
      try await program.runAside(["rules", "new", "x", "--policy", "spam.contcat", "--rules", rules.path]).status == 2)
    #expect(try await program.runAside(["rules", "new", "--rules", rules.path]).errors.contains("not given"))
  }

  @Test("import writes a pack in shadow and lists what stayed behind; fmt lays out")
  func importing() async throws {
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let outcome = try await program.runAside(
      ["rules", "import", "--from", "discourse-csv", "-", "--pack", "old", "--rules", rules.path, "--json"],
      input: "spam\ncl*\n")
    #expect(outcome.status == 1)
    let report = try JSONParser.parse(outcome.output)
    #expect(report["rules"]?.integer == 1 && report["left_over"]?.array?.first?["what"]?.string == "cl*")
    #expect(try await program.runAside(["rules", "lint", rules.path]).status == 0)
    // What a command writes is laid out already.
    #expect(try await program.runAside(["rules", "fmt", "--check", rules.path + "/packs/old.yaml"]).status == 0)
    #expect(
      try await program.runAside(["rules", "import", "--from", "automoderater", "-", "--rules", rules.path]).status == 2
    )

    let path = rules.path + "/packs/old.yaml"
    try (String(contentsOfFile: path, encoding: .utf8) + "  # the end   \n\n\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try await program.runAside(["rules", "fmt", "--check", "--rules", rules.path]).status == 1)
    #expect(try await program.runAside(["rules", "fmt", "--rules", rules.path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("\n  # the end\n"))
  }

  @Test(
    "every rules command explains itself",
    arguments: [
      "lint", "test", "explain", "backtest", "stats", "promote", "status", "acknowledge", "publish", "history", "diff",
      "rollback", "new", "fmt", "import",
    ])
  func help(_ command: String) async throws {
    let outcome = try await program.runAside(["rules", command, "--help"])
    #expect(outcome.status == 0 && outcome.output.contains("OVERVIEW") && outcome.output.contains("USAGE"))
  }
}
