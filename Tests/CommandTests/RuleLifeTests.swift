import Foundation
import Postgres
import Rules
import Store
import TestSupport
import Testing
import Text

/// What becomes of rules in a running service: reload, publishing, the emergency lane, replay.
@Suite("The life of a rule, seen from outside")
struct RuleLifeTests {
  private let program = Program("drawbridge")

  private func run(_ database: TestDatabase, _ arguments: [String], input: String = "") async throws -> Program.Outcome
  {
    try await program.runAside(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
  }

  private func status(_ database: TestDatabase) async throws -> JSON {
    try JSONParser.parse(try await run(database, ["rules", "status", "--json"]).output)
  }

  private func edit(_ rules: RulesFolder, _ old: String, _ new: String) throws {
    let path = rules.path + "/packs/test.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("a running worker takes a changed folder, refuses a broken one and says why", .timeLimit(.minutes(30)))
  func reload() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let worker = try program.startDetached(
      ["worker", "--rules", rules.path, "--threads", "1", "--database", database.conninfo])
    defer { worker.terminate() }
    func mine() async throws -> JSON? { try await status(database)["workers"]?.array?.first }
    try await eventually("a sign of life") { try await mine()?["rulebook"]?.string != nil }
    let first = try #require(try await mine()?["rulebook"]?.string)

    try edit(rules, "entries: [加微信, sb]", "entries: [加微信, 加群]")
    try await eventually("the changed rules") { try await mine()?["rulebook"]?.string ?? first != first }
    let second = try #require(try await mine()?["rulebook"]?.string)
    #expect(try await mine()?["follows"]?.string == "folder")

    try edit(rules, "policy: spam.contact", "policy: spam.contcat")
    try await eventually("a refusal") {
      try await mine()?["refusal"]?.string?.contains("did you mean `spam.contact`?") == true
    }
    #expect(try await mine()?["rulebook"]?.string == second)
    let shown = try await run(database, ["rules", "status"])
    #expect(shown.status == 1 && shown.output.contains("spam.contcat"))

    try edit(rules, "policy: spam.contcat", "policy: spam.contact")
    try edit(rules, "expect: hit", "expect: miss")
    try await eventually("a refusal for a test") {
      try await mine()?["refusal"]?.string?.contains("1 of its tests fail") == true
    }
    #expect(try await mine()?["rulebook"]?.string == second)

    try edit(rules, "expect: miss", "expect: hit")
    kill(worker.processIdentifier, SIGHUP)
    try await eventually("no refusal any more") { try await mine()?["refusal"] == .null }
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"来加群吧"}"# + "\n")
    try await eventually("a verdict by the new rules") {
      try database.with { try $0.query("SELECT count(*) FROM verdict WHERE verdict = 3").integer(0, 0) } == 1
    }
  }

  @Test("a verdict is replayed with the rules, the counts and the limits of then")
  func replay() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder(
      pack: """
        drawbridge: 1
        pack: test
        owner: "@trust"
        counters: {links: {count: posts, per: [author.id, link.url], within: 10m}}
        rules:
          - {id: flood, policy: spam.contact, when: count(links) >= 2, then: {hold: true}}
        """)
    defer { rules.remove() }
    let post = #"{"id":"%","text":"https://x.example","author":{"id":"u"},"source":"forum"}"#
    _ = try await run(
      database, ["ingest"], input: post.replacing("%", with: "1") + "\n" + post.replacing("%", with: "2") + "\n")
    #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    try edit(rules, "count(links) >= 2", "count(links) >= 20")

    let text = try await run(database, ["rules", "explain", "2", "--source", "forum"])
    #expect(text.status == 0)
    #expect(text.output.contains("count     test/links 2"))
    #expect(text.output.contains("rule      flood: fires"))
    #expect(text.output.contains("replay    the same verdict"))
    let json = try JSONParser.parse(
      try await run(database, ["rules", "explain", "2", "--source", "forum", "--json"]).output)
    #expect(json["stored"]?["same"] == .bool(true))
    #expect(json["screening"]?["verdict"]?.string == "hold")
    let now = try await run(
      database, ["rules", "explain", "2", "--source", "forum", "--current", "--rules", rules.path, "--json"])
    #expect(try JSONParser.parse(now.output)["screening"]?["verdict"]?.string == "allow")
    #expect(try await run(database, ["rules", "explain", "77"]).status == 1)
    #expect(try await run(database, ["rules", "explain"]).status == 2)
  }

  @Test("publish, diff, follow, roll back", .timeLimit(.minutes(30)))
  func publishing() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    #expect(try await run(database, ["worker", "--drain", "--published"]).status == 1)
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    #expect(try await run(database, ["rules", "diff", "--rules", rules.path]).output == "no difference\n")
    try edit(rules, "sb]", "傻]")
    let diff = try await run(database, ["rules", "diff", "--rules", rules.path])
    #expect(diff.status == 1)
    #expect(diff.lines.map { $0.prefix(2) } == ["- ", "+ "])
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path, "--reason", "words"]).status == 0)
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"你傻啊"}"# + "\n")
    #expect(try await run(database, ["worker", "--drain", "--published"]).status == 0)
    #expect(try await run(database, ["rules", "rollback"]).status == 0)
    _ = try await run(database, ["ingest"], input: #"{"id":"2","text":"你傻啊"}"# + "\n")
    #expect(try await run(database, ["worker", "--drain", "--published"]).status == 0)
    let verdicts = try database.with { db in
      try db.query("SELECT string_agg(verdict::text, ' ' ORDER BY post_id) FROM verdict").text(0, 0)
    }
    #expect(verdicts == "3 0")
    let history = try await run(database, ["rules", "history", "--json"]).lines.map { try JSONParser.parse($0) }
    #expect(history.map { $0["current"] } == [.bool(false), .bool(true)])
    #expect(history.last?["by"]?.string != nil && history.last?["reason"]?.string == "rollback")
    try edit(rules, "expect: hit", "expect: miss")
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 1)
  }

  @Test("a running worker takes what is published and what is added in a hurry", .timeLimit(.minutes(30)))
  func following() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    let worker = try program.startDetached(["worker", "--published", "--threads", "1", "--database", database.conninfo])
    defer { worker.terminate() }
    func hash() async throws -> String? { try await status(database)["workers"]?.array?.first?["rulebook"]?.string }
    try await eventually("a sign of life") { try await hash() != nil }
    var last = try await hash()
    try edit(rules, "sb]", "加群]")
    #expect(try await run(database, ["rules", "publish", "--rules", rules.path]).status == 0)
    try await eventually("the published rules") { try await hash() != last }
    #expect(try await status(database)["published"]?.string == (try await hash()))
    last = try await hash()
    #expect(try await run(database, ["lists", "add", "内部名额", "--list", "test/contact"]).status == 0)
    try await eventually("the added entry") { try await hash() != last }
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"领内部名额"}"# + "\n")
    try await eventually("a hold") {
      try database.with { try $0.query("SELECT count(*) FROM verdict WHERE verdict = 3").integer(0, 0) } == 1
    }
  }

  @Test("the emergency lane: at once, logged, checked, confirmed, ended", .timeLimit(.minutes(30)))
  func emergency() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    func verdict(_ id: String) async throws -> String {
      _ = try await run(database, ["ingest"], input: #"{"id":"\#(id)","text":"领取内部名额"}"# + "\n")
      #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
      return try JSONParser.parse(try await run(database, ["rules", "explain", id, "--json"]).output)["stored"]?[
        "verdict"]?
        .string ?? ""
    }
    #expect(try await verdict("1") == "allow")
    let add = ["lists", "add", "内部名额", "--rules", rules.path, "--for", "2h", "--json"]
    let added = try await run(database, add + ["--list", "contact"])
    let number = try #require(try JSONParser.parse(added.output)["addition"]?.integer)
    #expect(try await verdict("2") == "hold")
    #expect(try await run(database, ["rules", "status"]).output.contains("to be confirmed: 内部名额"))
    let own = try await run(database, ["lists", "confirm", "\(number)"])
    #expect(own.status == 1 && own.errors.contains("another reviewer or an author confirms it"), "\(own.errors)")
    try database.with { _ = try ReviewerStore.add("confirming.reviewer", on: $0) }
    let other = database.conninfo.replacing("user=drawbridge", with: "user=confirming.reviewer")
    let confirmed = try await program.runAside(
      ["lists", "confirm", "\(number)", "--database", other], in: PackageRoot.path)
    #expect(confirmed.status == 0, "\(confirmed.errors)")
    let pending = try JSONParser.parse(try await run(database, ["lists", "pending", "--json"]).output)
    #expect(pending["by"]?.string != nil && pending["confirmed_by"]?.string != nil && pending["until"] == .null)
    #expect(try await run(database, ["lists", "end", "\(number)"]).status == 0)
    #expect(try await run(database, ["lists", "end", "\(number)"]).status == 1)
    #expect(try await verdict("3") == "allow")
    // The verdict of then is replayed with the entry of then.
    let replay = try JSONParser.parse(try await run(database, ["rules", "explain", "2", "--json"]).output)
    #expect(replay["stored"]?["same"] == .bool(true))

    let unknown = try await run(database, add + ["--list", "contcat"])
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean `contact`?"))
    #expect(try await run(database, add + ["--list", "contact", "--for", "900d"]).status == 2)
    try edit(rules, "tests: [", "tests: [{text: 内部名额, expect: miss}, ")
    let breaking = try await run(database, add + ["--list", "contact"])
    #expect(breaking.status == 1 && breaking.errors.contains("tests fail"))
    let hidden = try await run(database, ["lists", "add", "\u{200B}", "--list", "contact", "--rules", rules.path])
    #expect(hidden.status == 1 && hidden.errors.contains("cannot be looked for"))
  }

  @Test("an entry that cannot be looked for, added past the command, stops nobody and is named")
  func quarantine() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    try database.with { db throws in
      for term in ["\u{200B}", "内部名额"] {
        try db.query(
          """
          INSERT INTO list_addition (pack, list, term, added_by, until)
          VALUES ('test', 'contact', $1, 'mei', now() + interval '1 day')
          """, [.text(term)])
      }
    }
    _ = try await run(database, ["ingest"], input: #"{"id":"1","text":"领内部名额"}"# + "\n")
    let worker = try await run(database, ["worker", "--drain", "--rules", rules.path])
    #expect(worker.status == 0 && worker.errors.contains("is left out"))
    #expect(try database.with { try $0.query("SELECT verdict FROM verdict").integer(0, 0) } == 3)
    let status = try await run(database, ["rules", "status", "--rules", rules.path])
    #expect(status.status == 1 && status.output.contains("LEFT OUT: `⟦ZWSP⟧`, added to the list `contact`"))
    #expect(status.output.contains("drawbridge lists end 1"))
    let json = try JSONParser.parse(
      try await run(database, ["rules", "status", "--rules", rules.path, "--json"]).output)
    #expect(json["quarantined"]?.array?.map { $0["addition"]?.integer } == [1])
    #expect(try await run(database, ["doctor", "--rules", rules.path]).output.contains("is left out"))
  }

  @Test("the trial of new rules is this program's own hidden command")
  func trial() async throws {
    func outcome(_ entry: String) async throws -> JSON {
      var writer = JSONWriter()
      writer.object { out in
        out.member("files") { out in
          out.member("community.yaml", RulesFolder.community)
          out.member(
            "packs/a.yaml",
            "drawbridge: 1\npack: a\nowner: \"@t\"\nlists: {bad: {match: regex, entries: [\"\(entry)\"]}}\n")
        }
        out.member("additions", "")
        out.member("tests", true)
      }
      let run = try await program.runAside(["rules", "try"], input: writer.text, in: PackageRoot.path)
      #expect(run.status == 0, "\(run.errors)")
      return try JSONParser.parse(run.output)
    }
    #expect(try await outcome("b[0-9]")["outcome"]?.string == "passed")
    let refused = try await outcome("(.+)\\\\1x")
    #expect(
      refused["outcome"]?.string == "refused" && refused["reason"]?.string?.contains("repeats what a group") == true)
    #expect(try await program.runAside(["rules", "try"], input: "{}", in: PackageRoot.path).status == 2)
    #expect(try await !program.runAside(["rules", "--help"], input: "", in: PackageRoot.path).output.contains(" try "))
  }

  /// A word for a number, in letters: numbers do not tell texts apart.
  private func word(_ number: Int) -> String {
    String(String.UnicodeScalarView(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 49) }))
  }

  @Test("a bad entry is capped over restarts until somebody looks", .timeLimit(.minutes(30)))
  func limit() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    func screen(_ posts: [String]) async throws {
      _ = try await run(database, ["ingest"], input: posts.joined(separator: "\n") + "\n")
      #expect(try await run(database, ["worker", "--drain", "--rules", rules.path]).status == 0)
    }
    func verdict(_ id: String) async throws -> JSON {
      try JSONParser.parse(try await run(database, ["rules", "explain", id, "--json"]).output)
    }
    try await screen(
      (0..<1000).map { #"{"id":"g\#($0)","text":"大家好"}"# }
        + (0..<60).map { #"{"id":"b\#($0)","text":"加微信 \#(word($0))"}"# })
    #expect(try await verdict("b59")["stored"]?["verdict"]?.string == "hold")
    let status = try await run(database, ["rules", "status"])
    #expect(status.status == 1 && status.output.contains("PAST ITS LIMIT: rule contact of @trust"))
    #expect(try await run(database, ["doctor"]).output.contains("drawbridge rules acknowledge contact"))

    try await screen([#"{"id":"later","text":"加微信，问个路"}"#])
    let capped = try await verdict("later")
    #expect(capped["stored"]?["verdict"]?.string == "queue" && capped["stored"]?["same"] == .bool(true))
    #expect(capped["screening"]?["rules"]?.array?.first?["limited"]?.string == "queue")

    #expect(try await run(database, ["rules", "acknowledge", "contact"]).status == 0)
    #expect(try await run(database, ["rules", "acknowledge", "contact"]).status == 1)
    try await screen([#"{"id":"last","text":"加微信，再问个路"}"#])
    #expect(try await verdict("last")["stored"]?["verdict"]?.string == "hold")
    #expect(try await run(database, ["rules", "status"]).status == 0)
  }
}
