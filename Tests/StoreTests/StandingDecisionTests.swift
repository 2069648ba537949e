import Postgres
import Rules
import TestSupport
import Testing
import Text

@testable import Store

/// A platform that reads its events in order and does what the last one says.
struct InOrderPlatform {
  /// What it shows of each post: allow, label, queue, hold, remove, warn or withdrawn.
  var state: [String: String] = [:]
  private(set) var kinds: [String] = []
  private(set) var lines: [JSON] = []
  private var last: Outbox.EventID?

  /// Reads on until nothing more is given out and everything that is written can be read.
  mutating func read(on db: borrowing Connection) throws {
    // Other databases of the server have transactions open now and then: behind the oldest nothing is given out.
    let written = try db.query("SELECT coalesce(max(xid), '0')::text FROM outbox").text(0, 0)
    while try !db.query("SELECT $1::xid8 < pg_snapshot_xmin(pg_current_snapshot())", [.text(written)]).bool(0, 0) {
      try db.query("SELECT pg_sleep(0.002)")
    }
    while true {
      let events = try Outbox.read(consumer: "platform", after: last, on: db)
      if events.isEmpty { return }
      last = events.last?.id
      for event in events {
        let line = try JSONParser.parse(event.line)
        lines.append(line)
        let (kind, id) = (line["kind"]?.string ?? "", line["id"]?.string ?? "")
        kinds.append(kind)
        switch kind {
        case "withdrawal": state[id] = "withdrawn"
        case "decision": state[id] = line["action"]?.string
        // What a person decided counts for more than what a machine says beside it.
        case "verdict": state[id] = line["standing"]?["action"]?.string ?? line["verdict"]?.string
        default: break
        }
      }
    }
  }
}

@Suite("Decisions stand")
struct StandingDecisionTests {
  private static let text = "加微信"

  /// One post with a hit and what a person decided about it, heard by the platform.
  private func decided(
    _ action: CaseStore.Action, on db: borrowing Connection
  ) throws -> (number: Int64, platform: InOrderPlatform) {
    try screenAll([post("1", Self.text)], .hold, on: db)
    let claim = try #require(try CaseStore.claim(nil, on: db))
    _ = try CaseStore.decide(claim.id, action, token: claim.token, reason: "r", on: db)
    var platform = InOrderPlatform()
    try platform.read(on: db)
    #expect(platform.kinds == ["verdict", "decision"])
    return (claim.id, platform)
  }

  /// A way in which a post is screened once more.
  enum Way: String, CaseIterable, Sendable {
    case ids, since, errors, dead, rule, rulebook, report, restore

    var isRedrive: Bool { self != .report && self != .restore }

    func go(_ isEvenDecided: Bool, on db: borrowing Connection) throws -> Redrive.Outcome {
      let choice: Redrive.Choice
      switch self {
      case .ids: choice = .posts(["1"], source: "demo")
      case .since: choice = .since(3600, source: "demo")
      case .errors: choice = .errors
      case .dead: choice = .deadLetters
      case .rule: choice = .rule("contact", source: "demo")
      case .rulebook: choice = .rulebook("4f0c", source: nil)
      case .report:
        #expect(try PostIngest.ingest([post("1", text, reports: 2)], on: db) == [.reported])
        return Redrive.Outcome(redriven: 1)
      case .restore:
        _ = try PostIngest.ingest([post("1", "", .delete)], on: db)
        #expect(try PostIngest.ingest([post("1", "", .restore)], on: db) == [.restored])
        return Redrive.Outcome(redriven: 1)
      }
      return try Redrive(choice, lane: .live, isEvenDecided: isEvenDecided).run(on: db)
    }

    /// Makes the post one that this way chooses.
    func prepare(on db: borrowing Connection) throws {
      switch self {
      case .errors: try db.execute("UPDATE verdict SET verdict = 5")
      case .dead:
        try db.execute("INSERT INTO dead_letter (post_id, pass, attempts, reason) SELECT post_id, 0, 5, 'r' FROM post")
      case .rule: try db.execute(#"UPDATE verdict SET body = '{"rules":[{"id":"contact","shadow":false}]}'"#)
      case .rulebook:
        try db.execute("INSERT INTO rulebook (hash, files, engine) VALUES ('4f0c1a', '{}', 'e')")
        try db.execute("UPDATE verdict SET rulebook_id = (SELECT rulebook_id FROM rulebook)")
      case .ids, .since, .report, .restore: break
      }
    }
  }

  @Test(
    "no later pass of the same text tells the platform another thing, whatever made it", arguments: Way.allCases,
    [CaseStore.Action.remove, .allow])
  func laterPasses(_ way: Way, _ action: CaseStore.Action) throws {
    try TestDatabase().with { db throws in
      var (_, platform) = try decided(action, on: db)
      try way.prepare(on: db)
      let outcome = try way.go(false, on: db)
      if way.isRedrive { #expect(outcome == Redrive.Outcome(skippedDecided: 1)) }
      try screenWaiting(action == .remove ? .allow : .hold, on: db)
      try platform.read(on: db)
      #expect(platform.kinds.filter { $0 == "verdict" }.count == 1)
      #expect(platform.state["1"] == (way == .restore ? "withdrawn" : action.rawValue))
      let open = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(
        open.map(\.causes) == (way != .report ? [] : action == .remove ? [["reported"]] : [["reported", "rule"]]))
    }
  }

  @Test(
    "where it is asked for, the platform hears the new verdict beside what stands",
    arguments: Way.allCases.filter(\.isRedrive))
  func evenDecided(_ way: Way) throws {
    try TestDatabase().with { db throws in
      var (_, platform) = try decided(.remove, on: db)
      try way.prepare(on: db)
      #expect(try way.go(true, on: db) == Redrive.Outcome(redriven: 1, decided: 1))
      try screenWaiting(.allow, on: db)
      try platform.read(on: db)
      let line = try #require(platform.lines.last)
      #expect(line["kind"]?.string == "verdict" && line["verdict"]?.string == "allow" && line["pass"]?.integer == 1)
      #expect(line["standing"]?["action"]?.string == "remove" && line["standing"]?["decision"]?.integer == 1)
      #expect(platform.state["1"] == "remove")
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
    }
  }

  @Test("an edit is another text: it is screened, told and looked at as if it were new")
  func edited() throws {
    try TestDatabase().with { db throws in
      var (_, platform) = try decided(.remove, on: db)
      #expect(try PostIngest.ingest([post("1", "大家好", .edit, revision: 2)], on: db) == [.edited])
      try screenWaiting(.allow, on: db)
      try platform.read(on: db)
      #expect(platform.state["1"] == "allow")
      #expect(platform.lines.last?["standing"] == nil)
      #expect(try PostIngest.ingest([post("1", "加我微信", .edit, revision: 3)], on: db) == [.edited])
      try screenWaiting(.hold, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.causes) == [["rule"]])
    }
  }

  @Test(
    "a text that was edited away is not screened again, and a late verdict on it tells nothing once the new one is decided"
  )
  func oldTexts() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "大家好"), post("2", "hello")], on: db)
      let late = TicketQueue()
      let tickets = try late.take(lane: 1, on: db)
      _ = try PostIngest.ingest([post("1", Self.text, .edit, revision: 2)], on: db)
      try screenWaiting(.hold, on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "r", on: db)
      try late.finish(verdicts(tickets, .allow), rulebook: nil, on: db)
      var platform = InOrderPlatform()
      try platform.read(on: db)
      #expect(platform.state == ["1": "remove", "2": "allow"])
      let outcome = try Redrive(.since(3600, source: nil), lane: .backfill).run(on: db)
      #expect(outcome == Redrive.Outcome(redriven: 1, skippedDecided: 1))
      try screenWaiting(.allow, on: db)
      try platform.read(on: db)
      #expect(platform.state == ["1": "remove", "2": "allow"])
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 4)
    }
  }

  @Test("a text that was decided before it was screened is not told of when it is")
  func decidedFirst() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", Self.text)], .hold, on: db)
      _ = try PostIngest.ingest([post("1", "加我微信", .edit, revision: 2)], on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "r", on: db)
      try screenWaiting(.allow, on: db)
      var platform = InOrderPlatform()
      try platform.read(on: db)
      #expect(platform.state["1"] == "remove")
    }
  }

  @Test("what counts is the order of transactions: a verdict that was begun before and written after is told before")
  func order() throws {
    let database = try TestDatabase()
    let worker = try database.connect()
    let reviewer = try database.connect()
    try screenAll([post("1", Self.text)], .hold, on: worker)
    let claim = try #require(try CaseStore.claim(nil, on: reviewer))
    #expect(try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: worker).redriven == 1)
    try worker.execute("BEGIN")
    try worker.query("SELECT pg_current_xact_id()::text")  // takes its place in the order
    _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "r", on: reviewer)
    // The same statements as `TicketQueue.finish`, in a transaction that is open already.
    try worker.execute(
      """
      INSERT INTO verdict (post_id, pass, verdict, score, priority, lang, confidence, body)
        SELECT post_id, 1, 0, 0, 1, 'zh', 1, '{"verdict":"allow"}' FROM post;
      INSERT INTO outbox (epoch, kind, lo, hi, pass)
        SELECT current_epoch(), 'verdict', ARRAY[post_id], ARRAY[post_id], ARRAY[1::smallint] FROM post;
      COMMIT
      """)
    var platform = InOrderPlatform()
    try platform.read(on: reviewer)
    #expect(platform.kinds == ["verdict", "decision"])
    #expect(platform.lines.first?["pass"]?.integer == 1)
    #expect(platform.state["1"] == "remove")
  }

  @Test("a decision that is made while a worker writes a hit leaves no case behind")
  func race() throws {
    let database = try TestDatabase()
    let worker = try database.connect()
    let reviewer = try database.connect()
    try screenAll([post("1", Self.text)], .hold, on: worker)
    let claim = try #require(try CaseStore.claim(nil, on: reviewer))
    #expect(try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: worker).redriven == 1)
    let queue = TicketQueue()
    let tickets = try queue.take(lane: 1, on: worker)
    try reviewer.execute("BEGIN")
    _ = try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "r", on: reviewer)
    try worker.execute("SET lock_timeout = '20ms'")
    // The case is in a person's hands: the worker waits for it, and tries again.
    let error = #expect(throws: PostgresError.self) {
      try queue.finish(verdicts(tickets, .hold), rulebook: nil, on: worker)
    }
    #expect(error?.sqlState == PostgresError.lockTimeout)
    try reviewer.execute("COMMIT")
    try queue.finish(verdicts(tickets, .hold), rulebook: nil, on: worker)
    #expect(try CaseStore.list(CaseStore.Filter(), on: worker).isEmpty)
  }

  @Test("wrong names are errors, and a rule without hits is none")
  func names() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "hello")], .allow, on: db)
      let pack = """
        drawbridge: 1
        pack: a
        owner: "@trust"
        lists: {bad: {entries: [微信]}}
        rules: [{id: contact, policy: spam.x, match: {text: bad}, then: {hold: true}}]
        """
      let files = ["community.yaml": "policies: {spam.x: {title: {en: X}}}\n", "packs/a.yaml": pack]
      let versions = RulebookStore.Versions(dictionary: nil, model: nil, engine: "e")
      _ = try RulebookStore.register(Rulebook(RuleFiles(texts: files)), versions, on: db)
      #expect(try Redrive(.rule("contact", source: nil), lane: .live).run(on: db) == Redrive.Outcome())
      let error = #expect(throws: StoreError.self) {
        try Redrive(.rule("contcat", source: nil), lane: .live).run(on: db)
      }
      #expect(error?.description.contains("did you mean contact?") == true)
      for choice in [
        Redrive.Choice.rulebook("ffff", source: nil), .rule("contact", source: "nobody"),
        .since(60, source: "nobody"), .posts(["7"], source: "demo"),
      ] {
        #expect(throws: StoreError.self) { try Redrive(choice, lane: .live).run(on: db) }
      }
    }
  }

  @Test("neighbours share a ticket, and what waits already is not doubled, nor lost beside what waits")
  func stretches() throws {
    try TestDatabase().with { db throws in
      try screenAll((0..<20).map { post("\($0)", "text") }, .allow, on: db)
      #expect(try Redrive(.posts(["3", "0"], source: "demo"), lane: .backfill).run(on: db).redriven == 2)
      #expect(try Redrive(.since(3600, source: nil), lane: .backfill).run(on: db).redriven == 18)
      #expect(try TicketQueue.depth(on: db) == (tickets: 4, posts: 20))
      try screenWaiting(.allow, on: db)
      let all = (0..<20).map(String.init)
      #expect(try Redrive(.posts(["5"], source: "demo"), lane: .live).run(on: db).redriven == 1)
      #expect(try Redrive(.posts(all, source: "demo"), lane: .live).run(on: db).redriven == 19)
      #expect(try TicketQueue.depth(on: db) == (tickets: 3, posts: 20))
    }
  }
}
