import Postgres
import Rules
import TestSupport
import Testing
import Text

@testable import Store

@Suite("What the platform hears of a decision")
struct DecisionLineTests {
  private static let community = """
    locales: [en, zh]
    team: {en: Trust team, zh: 社区团队}
    appeal: {en: "https://example.org/appeal", zh: "https://example.org/zh/appeal"}
    labels: {crude: {title: {en: Crude}}, spoiler: {}}
    policies:
      spam.contact:
        title: {en: Private contacts, zh: 站外引流}
        tell_author: {en: "Private contacts such as “{match}” are not allowed here.", zh: "不允许留“{match}”这样的联系方式。"}
      civility.crude: {title: {en: Strong language}}
    """
  private static let pack = """
    drawbridge: 1
    pack: a
    owner: "@trust"
    lists: {contact: {entries: [加微信]}, crude: {entries: [damn]}, quiet: {entries: [hello]}}
    rules:
      - {id: contact, policy: spam.contact, match: {text: contact}, then: {hold: true}}
      - {id: crude, policy: civility.crude, match: {text: crude}, then: {label: crude, queue: default}}
      - {id: quiet, mode: shadow, policy: civility.crude, match: {text: quiet}, then: {queue: default}}
    """

  /// A database with a published rulebook, and a way to screen by it.
  private struct House: ~Copyable {
    let db: Connection
    let rulebook: Rulebook
    let number: Int

    init(_ community: String = DecisionLineTests.community) throws {
      let texts = ["community.yaml": community, "packs/a.yaml": DecisionLineTests.pack]
      try self.init(Rulebook(RuleFiles(texts: texts)), TestDatabase().connect())
    }

    private init(_ rulebook: Rulebook, _ connection: consuming Connection) throws {
      let number = try RulebookStore.register(
        rulebook, .init(dictionary: nil, model: nil, engine: "e"), on: connection)
      try RulebookStore.publish(number, reason: nil, on: connection)
      db = connection
      self.rulebook = rulebook
      self.number = number
    }

    /// Takes a post in (`"author"`, `"reports"` and so on in `members`), screens it, and claims its case.
    func open(
      _ id: String, _ text: String, members: String = "", isBlind: Bool = false
    ) throws -> CaseStore.Claim {
      let post = try PostReader().read(#"{"id":"\#(id)","source":"demo","text":"\#(text)"\#(members)}"#)
      _ = try PostIngest.ingest([post], on: db)
      try screen(isBlind: isBlind)
      let number = try db.query(
        "SELECT case_id FROM review_case WHERE external_id = $1 AND state = 'open'", [.text(id)])
      return try #require(try CaseStore.claim(Int64(try number.integer(0, 0)), on: db))
    }

    func screen(isBlind: Bool = false) throws {
      let screener = RulebookScreener(rulebook)
      for lane in 0...2 {
        let queue = TicketQueue()
        let tickets = try queue.take(lane: lane, on: db)
        let screened = try tickets.map { ticket in
          let posts = try ticket.posts.map { try StoredPost.read($0) }
          var next = 0
          return ScreenedTicket(ticket) { _ in
            defer { next += 1 }
            var stored = StoredScreening(screener.screen(posts[next]))
            stored.isBlind = isBlind
            return stored
          }
        }
        try queue.finish(screened, rulebook: number, on: db)
      }
    }

    /// The last line that the platform hears.
    func line() throws -> JSON {
      var platform = InOrderPlatform()
      try platform.read(on: db)
      return try #require(platform.lines.last)
    }
  }

  @Test("the policy, the team, the verdict that led to it, and what the author is told in a language of theirs")
  func whole() throws {
    let house = try House()
    try house.db.execute("INSERT INTO reader_language (reviewer, lang, added_by) VALUES ('mei', 'zh', 'o')")
    try CaseStore.act(as: "mei", on: house.db)
    let claim = try house.open("1", "想学画画的加微信聊", members: #","author":{"id":"u","langs":["zh-Hant"]}"#)
    let number = try CaseStore.decide(claim.id, .remove, token: nil, reason: "moves people away", on: house.db)
    let line = try house.line()
    #expect(line["kind"]?.string == "decision" && line["id"]?.string == "1" && line["decision"]?.integer == Int(number))
    #expect(line["action"]?.string == "remove" && line["reason"]?.string == "moves people away")
    #expect(line["policy"]?.string == "spam.contact" && line["policy_title"]?.string == "站外引流")
    #expect(line["team"]?.string == "社区团队")
    #expect(line["automated"] == .bool(false) && line["automated_detection"] == .bool(true))
    #expect(line["reading"]?.string == "read" && line["blind"] == .bool(false))
    let led = try #require(line["led_by"])
    #expect(
      led["pass"]?.integer == 0 && led["verdict"]?.string == "hold" && led["rules"]?.array == [.string("contact")])
    #expect(
      led["rulebook"]?.string == (try house.db.query("SELECT hash FROM rulebook").text(0, 0)))
    #expect(line["tell_author"]?["policy"]?.string == "spam.contact" && line["tell_author"]?["locale"]?.string == "zh")
    #expect(line["tell_author"]?["text"]?.string == "不允许留“加微信”这样的联系方式。")
    #expect(line["appeal"]?.string == "https://example.org/zh/appeal")
    #expect(line["actor"] == nil && line["label"] == nil && line["supersedes"] == nil)
  }

  @Test("no login stands in what the platform hears, whoever decides")
  func logins() throws {
    let house = try House()
    try CaseStore.act(as: "a-very-private-login", on: house.db)
    let claim = try house.open("1", "加微信")
    _ = try CaseStore.decide(claim.id, .warn, token: claim.token, reason: "r", on: house.db)
    _ = try Redrive(.posts(["1"], source: "demo"), lane: .live, isEvenDecided: true).run(on: house.db)
    try house.screen()
    var platform = InOrderPlatform()
    try platform.read(on: house.db)
    #expect(platform.kinds == ["decision", "verdict"])
    #expect(platform.lines.last?["standing"]?["policy"]?.string == "spam.contact")
    for event in try Outbox.read(consumer: "another", on: house.db) {
      #expect(!event.line.contains("a-very-private-login") && !event.line.contains("drawbridge"))
    }
  }

  @Test(
    "where nothing is written for the author, the policy's title is told; where no team is named, moderators decide")
  func fallbacks() throws {
    let house = try House(
      "policies: {spam.contact: {title: {en: Private contacts}}, civility.crude: {title: {en: C}}}\n")
    let claim = try house.open("1", "加微信", members: #","author":{"id":"u","langs":["ja"]}"#)
    _ = try CaseStore.decide(claim.id, .remove, token: nil, reason: "r", on: house.db)
    let line = try house.line()
    #expect(line["team"]?.string == "moderators" && line["appeal"] == nil && line["reading"]?.string == "aided")
    #expect(
      line["tell_author"]?["text"]?.string == "Private contacts" && line["tell_author"]?["locale"]?.string == "en")
  }

  @Test("who is allowed to stay is told of no policy")
  func allowed() throws {
    let house = try House()
    let claim = try house.open("1", "加微信")
    _ = try CaseStore.decide(claim.id, .allow, token: nil, reason: "an art class", on: house.db)
    let line = try house.line()
    #expect(line["policy"] == nil && line["tell_author"] == nil && line["appeal"] == nil)
    #expect(line["led_by"]?["verdict"]?.string == "hold")
  }

  @Test("policies and labels are those of the rulebook; a label goes with label and is the rule's where none is given")
  func checked() throws {
    let house = try House()
    let claim = try house.open("1", "damn, this is good")
    for (action, ruling, says) in [
      (
        CaseStore.Action.remove, CaseStore.Ruling(reason: "r", policy: "spam.contcat"),
        "the policies are: civility.crude, "
      ),
      (.label, CaseStore.Ruling(reason: "r", label: "rude"), "the labels are: crude, spoiler"),
      (.warn, CaseStore.Ruling(reason: "r", label: "crude"), "not with warn"),
    ] {
      let error = #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, action, token: nil, ruling, on: house.db)
      }
      #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
      #expect(throws: StoreError.self) {
        try CaseStore.stage(claim.id, action, token: nil, ruling, after: 0, on: house.db)
      }
    }
    _ = try CaseStore.decide(claim.id, .label, token: nil, reason: "r", on: house.db)
    var line = try house.line()
    #expect(line["label"]?.string == "crude" && line["policy"]?.string == "civility.crude")
    let other = try house.open("2", "damn, that ending")
    let ruling = CaseStore.Ruling(reason: "r", policy: "spam.contact", label: "spoiler")
    _ = try CaseStore.stage(other.id, .label, token: nil, ruling, after: 0, on: house.db)
    #expect(try CaseStore.releaseDrafts(on: house.db).released == 1)
    line = try house.line()
    #expect(line["label"]?.string == "spoiler" && line["policy"]?.string == "spam.contact")
    // The rule that hit is another policy's: what it found is not what the author is told.
    #expect(line["tell_author"]?["text"]?.string == "Private contacts such as “…” are not allowed here.")
  }

  @Test("in a blind look no policy was shown, and none is taken for granted")
  func blind() throws {
    let house = try House()
    let claim = try house.open("1", "加微信", isBlind: true)
    _ = try CaseStore.decide(claim.id, .remove, token: nil, reason: "r", on: house.db)
    let line = try house.line()
    #expect(line["blind"] == .bool(true) && line["policy"] == nil && line["tell_author"] == nil)
  }

  @Test("a rule in shadow gives no policy, and a report that the rules knew nothing of is no detection by a machine")
  func reported() throws {
    let house = try House()
    let claim = try house.open("1", "hello", members: #","reports":3"#)
    _ = try CaseStore.decide(claim.id, .remove, token: nil, reason: "r", on: house.db)
    let line = try house.line()
    #expect(line["policy"] == nil && line["automated_detection"] == .bool(false))
    #expect(line["led_by"]?["rules"]?.array == [])
  }

  @Test("a later decision about the same text says which it takes the place of; the chain covers both")
  func superseded() throws {
    let house = try House()
    let first = try CaseStore.decide(house.open("1", "加微信").id, .allow, token: nil, reason: "fine", on: house.db)
    let claim = try house.open("1", "加微信", members: #","reports":2"#)
    let second = try CaseStore.decide(claim.id, .remove, token: nil, reason: "not fine", on: house.db)
    let line = try house.line()
    #expect(line["supersedes"]?.integer == Int(first) && line["decision"]?.integer == Int(second))
    #expect(try CaseStore.decision(ofCase: claim.id, on: house.db)?.supersedes == first)
    try sealEverything(on: house.db)
    #expect(try Audit.verify(on: house.db).faults.isEmpty)
    // What stands is the newer one.
    _ = try Redrive(.posts(["1"], source: "demo"), lane: .live, isEvenDecided: true).run(on: house.db)
    try house.screen()
    #expect(try house.line()["standing"]?["action"]?.string == "remove")
    try house.db.execute(
      """
      ALTER TABLE decision DISABLE TRIGGER append_only;
      UPDATE decision SET policy = 'civility.crude' WHERE policy = 'spam.contact';
      ALTER TABLE decision ENABLE TRIGGER append_only;
      """)
    #expect(try Audit.verify(on: house.db).faults.count == 1)
  }

  @Test("an erased reason is told as erased; the codes stay")
  func erased() throws {
    let house = try House()
    let claim = try house.open("1", "加微信", members: #","author":{"id":"u"}"#)
    _ = try CaseStore.decide(claim.id, .remove, token: nil, reason: "quotes the post", on: house.db)
    try house.db.execute("UPDATE note SET body = NULL, salt = NULL, erased_at = now()")
    let line = try house.line()
    #expect(line["reason"] == .null && line["reason_erased"] == .bool(true) && line["policy"]?.string == "spam.contact")
  }

  @Test("a claim is this login's; what was shown to it is what it decides about")
  func claims() throws {
    let house = try House()
    try CaseStore.act(as: "mei", on: house.db)
    let claim = try house.open("1", "加微信")
    try CaseStore.act(as: "joan", on: house.db)
    let error = #expect(throws: StoreError.self) {
      try CaseStore.decide(claim.id, .remove, token: nil, reason: "not mine", on: house.db)
    }
    #expect(error?.description.contains("not claimed by you") == true)
    try CaseStore.noteShown(claim.id, version: 1, on: house.db)  // looks, and holds nothing
    try CaseStore.act(as: "mei", on: house.db)
    let edit = try PostReader().read(#"{"id":"1","source":"demo","op":"edit","revision":2,"text":"加微信吧"}"#)
    _ = try PostIngest.ingest([edit], on: house.db)
    for ruling in [CaseStore.Ruling(reason: "r"), .init(reason: "r", shown: 1), .init(reason: "r", shown: 3)] {
      let error = #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .remove, token: nil, ruling, on: house.db)
      }
      #expect(error?.description.contains("was edited") == true)
      #expect(throws: StoreError.self) {
        try CaseStore.stage(claim.id, .remove, token: nil, ruling, after: 0, on: house.db)
      }
    }
    try CaseStore.noteShown(claim.id, version: 9, on: house.db)  // no such version
    #expect(throws: StoreError.self) { try CaseStore.decide(claim.id, .remove, token: nil, reason: "r", on: house.db) }
    try CaseStore.noteShown(claim.id, version: 2, on: house.db)
    _ = try CaseStore.decide(claim.id, .remove, token: nil, reason: "r", on: house.db)
  }

  @Test("what was shown can be sent with the decision, and a call with four arguments means what it meant")
  func arguments() throws {
    let house = try House()
    let claim = try house.open("1", "加微信")
    let edit = try PostReader().read(#"{"id":"1","source":"demo","op":"edit","revision":2,"text":"加微信吧"}"#)
    _ = try PostIngest.ingest([edit], on: house.db)
    _ = try CaseStore.decide(claim.id, .remove, token: claim.token, .init(reason: "r", shown: 2), on: house.db)
    let other = try house.open("2", "加微信")
    try house.db.query(
      "SELECT drawbridge.decide_case($1, $2::uuid, 'warn', 'r')", [.integer(Int(other.id)), .text(other.token)])
    #expect(try house.line()["action"]?.string == "warn")
  }
}
