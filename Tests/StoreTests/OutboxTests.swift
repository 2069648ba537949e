import Postgres
import Rules
@testable import Store
import TestSupport
import Testing
import Text

/// Reads until `count` events are there: other databases of the server have transactions open now and then, and nothing
/// behind the oldest of them is given out.
func events(
  _ count: Int, for consumer: String = "platform", after: Outbox.EventID? = nil, on db: borrowing Connection
) throws -> [Outbox.Event] {
  var events: [Outbox.Event] = []
  for _ in 0..<200_000 where events.count < count {
    events = try Outbox.read(consumer: consumer, after: after, on: db)
    if events.count < count { try db.query("SELECT pg_sleep(0.002)") }
  }
  return events
}

@Suite("Outbox")
struct OutboxTests {
  @Test("gives each consumer everything in order, and again until it is acknowledged")
  func reads() throws {
    try TestDatabase().with { db throws in
      try screenAll((0..<5).map { post("\($0)", "text \($0)") }, .allow, on: db)
      try screenAll((5..<8).map { post("\($0)", "text \($0)") }, .hold, on: db)
      _ = try events(8, on: db)
      let first = try Outbox.read(consumer: "platform", limit: 3, on: db)
      #expect(first.count == 3)
      #expect(try Outbox.read(consumer: "platform", limit: 3, on: db).map(\.id) == first.map(\.id))
      let rest = try Outbox.read(consumer: "platform", after: first[2].id, on: db)
      #expect(rest.count == 5)
      try Outbox.acknowledge(consumer: "platform", first[2].id, on: db)
      #expect(try Outbox.read(consumer: "platform", on: db).map(\.id) == rest.map(\.id))
      try Outbox.acknowledge(consumer: "platform", first[0].id, on: db)  // never backwards
      #expect(try Outbox.read(consumer: "platform", on: db).map(\.id) == rest.map(\.id))
      #expect(try Outbox.read(consumer: "other", on: db).count == 8)
      try Outbox.acknowledge(consumer: "platform", try #require(rest.last).id, on: db)
      #expect(try Outbox.read(consumer: "platform", on: db).isEmpty)
      #expect(rest.last?.line.contains(#""verdict":"hold""#) == true)
    }
  }

  @Test("posts of two sources in one block, screened again in one batch, come once each and in order")
  func overlapping() throws {
    try TestDatabase().with { db throws in
      // In a block, the urgent ones of both sources stand before the others: the range of one holds posts of the other.
      let posts = try ["a", "b"].flatMap { source in
        try [0, 3].map { reports in
          try PostReader().read(
            #"{"id":"\#(source)\#(reports)","source":"\#(source)","text":"hi","reports":\#(reports)}"#)
        }
      }
      _ = try PostIngest.ingest(posts, on: db)
      try screenWaiting(.allow, on: db)
      let first = try events(4, on: db)
      #expect(first.count == 4)
      for source in [1, 2] {
        try db.query("SELECT rescreen('-infinity', $1::integer, 1::smallint)", [.integer(source)])
      }
      try screenWaiting(.hold, on: db)
      let ranges = try db.query("SELECT lo, hi, pass FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(ranges.count == 1)
      let again = try events(4, after: first.last?.id, on: db)
      #expect(again.count == 4)
      #expect(Set(again.map(\.id.post)).count == 4)
      #expect(again.map(\.id.post) == again.map(\.id.post).sorted())
      var one: [Outbox.EventID] = []
      while let next = try Outbox.read(consumer: "platform", after: one.last ?? first.last?.id, limit: 1, on: db).first
      {
        one.append(next.id)
      }
      #expect(one == again.map(\.id), "one by one as all at once")
      #expect(try Outbox.read(consumer: "platform", on: db).map(\.id) == one, "of the first pass nothing is left")
    }
  }

  @Test("an open transaction holds back what was written after it began, so that nothing is skipped")
  func lateCommit() throws {
    let database = try TestDatabase()
    let early = try database.connect()
    let late = try database.connect()
    try early.execute("BEGIN")
    try early.query("SELECT pg_current_xact_id()::text")  // takes its place in the order
    try screenAll([post("1", "text")], .allow, on: late)
    #expect(try Outbox.read(consumer: "platform", on: late).isEmpty)
    _ = try PostIngest.ingest([post("2", "text")], on: early)
    try early.execute("COMMIT")
    #expect(try events(1, on: late).count == 1)
  }

  @Test("gives back the members that the platform asked to keep, and no others")
  func kept() throws {
    try TestDatabase().with { db throws in
      let reader = PostReader(keeping: ["thread"])
      let given = try reader.read(#"{"id":"1","text":"hi","thread":{"n":7},"email":"a@example.org"}"#)
      try screenAll([given], .allow, on: db)
      _ = try events(1, on: db)
      let line = try #require(try Outbox.read(consumer: "platform", keeping: ["thread"], on: db).first?.line)
      #expect(line.contains(#""kept":{"thread":{"n":7}}"#))
      #expect(!line.contains("example.org"))
      #expect(try db.query("SELECT count(*) FROM post WHERE document::text LIKE '%example.org%'").integer(0, 0) == 0)
    }
  }

  /// Notes hits of different texts, and that the rule went past its limit; answers whether that was news.
  private func trip(_ rule: RuleDefinition, hits: Range<Int64>, on db: borrowing Connection) throws -> Bool {
    let noted = Dictionary(
      uniqueKeysWithValues: hits.map { (RuleLimitStore.Hit(rule: rule.id, fingerprint: $0), 1) })
    try RuleLimitStore.add(posts: hits.count, hits: noted, on: db)
    let standing = try #require(try RuleLimitStore.measure([rule], on: db).first)
    #expect(standing.isPast)
    return try RuleLimitStore.trip(standing, on: db)
  }

  @Test("a rule past its limit is told of once each time, among what is about posts")
  func limits() throws {
    let pack = """
      drawbridge: 1
      pack: a
      owner: "@trust"
      lists: {bad: {entries: [微信]}}
      rules: [{id: r, policy: spam.x, match: {text: bad}, then: {hold: true}, limit: {hits: 3, within: 1h, then: label}}]
      """
    let community = "policies: {spam.x: {title: {en: X}}}\n"
    let rules = try Rulebook(RuleFiles(texts: ["community.yaml": community, "packs/a.yaml": pack])).rules
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .allow, on: db)
      #expect(try trip(rules[0], hits: 0..<4, on: db))
      #expect(try !trip(rules[0], hits: 4..<6, on: db), "another worker saw it too")
      try screenAll([post("2", "text")], .allow, on: db)

      let told = try events(3, on: db)
      let lines = try told.map { try JSONParser.parse($0.line) }
      #expect(lines.map { $0["kind"]?.string } == ["verdict", "rule_limited", "verdict"])
      let page = lines[1]
      #expect(page["event"]?.string == told[1].id.description && told[1].id.post == 0)
      #expect(page["rule"]?.string == "r" && page["owner"]?.string == "@trust" && page["cap"]?.string == "label")
      #expect(page["hits"]?.integer == 4 && page["posts"]?.integer == 4)
      #expect(page["since"]?.string == page["at"]?.string)

      // Reading on and acknowledging step over it.
      #expect(try Outbox.read(consumer: "platform", after: told[1].id, on: db).map(\.id) == [told[2].id])
      try Outbox.acknowledge(consumer: "platform", told[1].id, on: db)
      #expect(try Outbox.read(consumer: "platform", on: db).map(\.id) == [told[2].id])

      // Somebody looked, and it goes wrong again.
      try db.execute("UPDATE setting SET is_private = true")
      #expect(try RuleLimitStore.acknowledge("r", on: db))
      #expect(try trip(rules[0], hits: 10..<14, on: db))
      #expect(try events(2, on: db).count == 2)
    }
  }

  @Test(
    "an unknown event cannot be acknowledged", arguments: ["", "1", "1.", "a.b", "0.1", "-1.2", "1.2.3", "99999.1"])
  func unknown(_ text: String) throws {
    try TestDatabase().with { db throws in
      guard let id = Outbox.EventID(text) else { return #expect(text != "99999.1") }
      #expect(throws: StoreError.self) { try Outbox.acknowledge(consumer: "platform", id, on: db) }
    }
  }
}
