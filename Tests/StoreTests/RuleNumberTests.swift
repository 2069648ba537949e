import Bridge
import Postgres
import Rules
import Store
import TestSupport
import Testing
import Text

/// What holds whatever numbers stand in rules and posts: a rulebook that lints clean can screen any post, and every answer
/// can be written and stored.
@Suite("Numbers in rules and posts")
struct RuleNumberTests {
  private static let values = [
    "0", "1", "-1", "0.1", "1e5", "1e16", "1e300", "nan", "inf", "-inf", "0x7f", "999999999", "1000000000",
    "1000000001",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "99999999999999999999", "0s", "0.000001s", "1s",
    "1m", "24h", "25h", "31d", "32d", "366d", "367d", "3652059d", "3652060d", "999999999999999.5s", "9223372036855s",
    "1000000000w", "99999999999w", "99999999999999999d", "1e5s", "-5m", "0%", "0.1%", "100%", "1e400%", "nan%",
  ]

  /// One rulebook a key, with a value in that key.
  private static func texts(_ value: String, in key: Int) -> [String: String]? {
    var community = """
      locales: [en]
      policies: {spam.x: {title: {en: X}}}
      scores: {groups: {spam: {max: @0}}, verdict: {queue: @1}}
      queues: {default: {due: @2}}
      precision: {enforce: @3, remove: 95%, blind: @4}
      """
    var pack = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {match: [evasive], fuzzy: @5, entries: [badword]}}
      counters: {c: {count: posts, per: [author.id], within: @6}}
      rules:
        - id: r
          policy: spam.x
          mode: @7
          match: {text: bad}
          when: author.age < @8 or count(c) < 5000 or reports > @9 or lang.confidence <= @10
          then: {queue: default, score: @11, due: @12}
          limit: {hits: @13, within: @14}
          tests: [{sequence: [{at: @15, text: badword, expect: hit}, {text: ok, expect: miss}]}]
      """
    var measured = "measured: 1\nrules: {r: {en: {right: @16, reviewed: @17, at: 2026-01-01, conditions: x}}}\n"
    let usual = [
      "6", "4", "12h", "90%", "5%", "0", "10m", "enforce", "7d", "3", "30%", "2", "1h", "500", "1h", "0s", "30", "30",
    ]
    guard key < usual.count else { return nil }
    for number in usual.indices.reversed() {
      let text = number == key ? (number == 7 && value.hasSuffix("%") ? "ramp \(value)" : value) : usual[number]
      community = community.replacing("@\(number)", with: text)
      pack = pack.replacing("@\(number)", with: text)
      measured = measured.replacing("@\(number)", with: text)
    }
    return [RuleFiles.community: community, "packs/a.yaml": pack, RuleFiles.measured: measured]
  }

  private static let posts = [
    #""text":"badword""#, #""text":"badword","author":{"id":"u","age":315537897599.999}"#,
    #""text":"badword","author":{"id":"u","created_at":"0001-01-01T00:00:00Z"},"created_at":"9999-12-31T23:59:59.999999Z""#,
    #""text":"badword","author":{"id":"u","created_at":"9999-12-31T23:59:59.999999Z"},"created_at":"0001-01-01T00:00:00Z""#,
    #""text":"badword","author":{"age":1e16},"reports":9223372036854775807,"revision":9223372036854775807"#,
  ]

  @Test("a rulebook that lints clean screens, and what it says is stored; what does not is refused with a place")
  func oracle() throws {
    var rulebooks: [String: RulebookScreener] = [:]
    var refused = 0
    for value in Self.values {
      var key = 0
      while let texts = Self.texts(value, in: key) {
        defer { key += 1 }
        do {
          let rulebook = try Rulebook(RuleFiles(texts: texts))
          let run = RuleTestRun(rulebook)
          #expect(run.passed + run.failures.count == 1)
          rulebooks["\(value) in \(key)"] = RulebookScreener(rulebook)
        } catch {
          refused += 1
          let errors = error.issues.filter { $0.severity == .error }
          #expect(!errors.isEmpty && errors.allSatisfy { $0.place.line >= 1 && !$0.message.isEmpty }, "\(error)")
        }
      }
    }
    #expect(rulebooks.count > 60 && refused > 300, "\(rulebooks.count) taken, \(refused) refused")
    try store(rulebooks)
  }

  private func store(_ rulebooks: [String: RulebookScreener]) throws {
    let names = rulebooks.keys.sorted()
    try TestDatabase().with { db throws in
      let posts = try names.enumerated().map { number, _ in
        try PostReader().read(#"{"id":"\#(number)",\#(Self.posts[number % Self.posts.count])}"#)
      }
      for start in stride(from: 0, to: posts.count, by: 100) {
        _ = try PostIngest.ingest(Array(posts[start..<min(start + 100, posts.count)]), on: db)
      }
      let queue = TicketQueue()
      for lane in 0...2 {
        while case let tickets = try queue.take(lane: lane, on: db), !tickets.isEmpty {
          let screened = tickets.map { ticket in
            ScreenedTicket(ticket) { queued in
              guard let post = try? StoredPost.read(queued), let number = Int(post.id.text),
                let screener = rulebooks[names[number]]
              else { return StoredScreening(error: "unreadable") }
              let stored = StoredScreening(screener.screen(post))
              #expect(throws: Never.self) { try JSONParser.parse(String(decoding: stored.body, as: UTF8.self)) }
              // In the worker as in `screen`: what was stored is screened as what came in.
              #expect(stored.verdict == screener.screen(posts[number]).verdict.rawValue, "\(names[number])")
              #expect(post.warnings == posts[number].warnings)
              return stored
            }
          }
          try queue.finish(screened, rulebook: nil, on: db)
        }
      }
      #expect(try db.query("SELECT count(*) FROM verdict WHERE verdict <> 5").integer(0, 0) == names.count)
      #expect(try db.query("SELECT count(*) FROM dead_letter").integer(0, 0) == 0)
    }
  }
}
