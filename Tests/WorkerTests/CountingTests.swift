import Foundation
import Logging
import Postgres
import Rules
import TestSupport
import Testing
import Text
import Worker

@testable import Store

/// A rulebook of one pack in a temporary folder.
func rulebook(_ rules: String, counters: String = "", mode: String = "enforce") throws -> Rulebook {
  let path = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  try FileManager.default.createDirectory(atPath: path + "/packs", withIntermediateDirectories: true)
  try "locales: [en]\npolicies: {spam.x: {title: {en: X}}}\n".write(
    toFile: path + "/community.yaml", atomically: true, encoding: .utf8)
  let pack = """
    drawbridge: 1
    pack: a
    owner: "@t"
    lists: {bad: {entries: [微信]}}
    \(counters)
    rules:
    \(rules)
    """
  try pack.write(toFile: path + "/packs/a.yaml", atomically: true, encoding: .utf8)
  return try Rulebook(folder: path)
}

@Suite("Workers that count")
struct CountingTests {
  private static let flood = "  - {id: flood, policy: spam.x, when: count(links) >= 3, then: {hold: true}}"
  private static let counters = "counters: {links: {count: posts, per: [author.id, link.url], within: 10m}}"

  private func ingest(_ range: Range<Int>, on db: borrowing Connection) throws {
    let posts = try range.map {
      try PostReader().read(
        #"{"id":"\#($0)","text":"看 https://x.example/a","author":{"id":"u\#($0 % 2)"},"created_at":"2026-01-01T00:00:\#($0 + 10)Z"}"#
      )
    }
    _ = try PostIngest.ingest(posts, on: db)
  }

  @Test("windows go over batches, workers and restarts; the verdict keeps the value seen", .timeLimit(.minutes(30)))
  func shared() async throws {
    let database = try TestDatabase()
    let rules = try rulebook(Self.flood, counters: Self.counters)
    for start in [0, 3] {
      try database.with { try ingest(start..<start + 3, on: $0) }
      let worker = Worker(
        conninfo: database.conninfo, screener: RulebookScreener(rules), rulebook: nil, threads: 1, logger: silent)
      try await worker.run(until: .whenEmpty, stop: StopFlag())
    }
    try database.with { db throws in
      let answer = try db.query(
        """
        SELECT p.external_id, v.verdict, (v.body -> 'counts' ->> 'a/links')::int FROM verdict v JOIN post p USING (post_id)
        ORDER BY p.external_id
        """)
      var seen: [String] = []
      for row in 0..<answer.count {
        seen.append("\(try answer.text(row, 0)):\(try answer.integer(row, 1)):\(try answer.integer(row, 2))")
      }
      // Posts 0, 2, 4 are of one member, 1, 3, 5 of another.
      #expect(seen == ["0:0:1", "1:0:1", "2:0:2", "3:0:2", "4:3:3", "5:3:3"])
      #expect(try db.query("SELECT count(*) FROM counter_hit").integer(0, 0) == 6)
    }
  }

  @Test("the worker's role is enough to count, to watch limits and to follow rules", .timeLimit(.minutes(30)))
  func role() async throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try ingest(0..<6, on: db)
      try db.execute("DROP ROLE IF EXISTS counting_worker; CREATE ROLE counting_worker LOGIN IN ROLE drawbridge_worker")
    }
    let conninfo = database.conninfo.replacing("user=drawbridge", with: "user=counting_worker")
    let rules = try rulebook(Self.flood, counters: Self.counters)
    let worker = Worker(
      conninfo: conninfo, screener: RulebookScreener(rules), rulebook: nil, threads: 1, logger: silent)
    try await worker.run(until: .whenEmpty, stop: StopFlag())
    let db = try Connection(conninfo)
    let watched = try rulebook(
      "  - {id: flood, policy: spam.x, when: count(links) >= 3, then: {hold: true}, limit: {hits: 0, within: 1h}}",
      counters: Self.counters)
    try worker.limits.exchange(watched, on: db, logger: silent)
    #expect(worker.limits.limits.past.keys.sorted() == ["flood"])
    _ = try SharedCounters.tidy(on: db)
    try RuleLimitStore.tidy(on: db)
    #expect(try RulebookStore.mark(on: db) == "")
  }

  @Test("what cannot be counted now is waited for, and no post is lost or set aside", .timeLimit(.minutes(30)))
  func waiting() async throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try ingest(0..<6, on: db)
      try db.execute(
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON counter_hit FOR EACH ROW EXECUTE FUNCTION full_disk();
        """)
    }
    let rules = try rulebook(Self.flood, counters: Self.counters)
    let worker = Worker(
      conninfo: database.conninfo, screener: RulebookScreener(rules), rulebook: nil, threads: 1, logger: silent)
    async let run: Void = worker.run(until: .whenEmpty, stop: StopFlag())
    while worker.health.problem?.contains("cannot be counted") != true { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try database.with { try $0.query("SELECT count(*) FROM verdict").integer(0, 0) } == 0)
    try database.with { try $0.execute("DROP TRIGGER full_disk ON counter_hit") }
    try await run
    try database.with { db throws in
      #expect(try db.query("SELECT count(*) FROM verdict WHERE verdict = 3").integer(0, 0) == 2)
      #expect(try db.query("SELECT count(*) FROM dead_letter").integer(0, 0) == 0)
    }
  }

  @Test("rules without counters touch no counter", .timeLimit(.minutes(30)))
  func none() async throws {
    let database = try TestDatabase()
    try database.with { try ingest(0..<3, on: $0) }
    let rules = try rulebook("  - {id: r, policy: spam.x, match: {text: bad}, then: {hold: true}}")
    let worker = Worker(
      conninfo: database.conninfo, screener: RulebookScreener(rules), rulebook: nil, threads: 1, logger: silent)
    try await worker.run(until: .whenEmpty, stop: StopFlag())
    let bodies = try database.with { db in
      try db.query("SELECT count(*) FROM verdict WHERE body::text LIKE '%counts%'").integer(0, 0)
    }
    #expect(bodies == 0)
  }
}

@Suite("A rule past its limit")
struct LimitTests {
  private func texts(_ count: Int, _ text: (Int) -> String) throws -> [Post] {
    try (0..<count).map { number in
      var post = try PostReader().read(#"{"id":"\#(UUID().uuidString)","text":""}"#)
      post.text = text(number)
      return post
    }
  }

  /// A word for a number, in letters: numbers do not tell texts apart.
  private func word(_ number: Int) -> String {
    String(String.UnicodeScalarView(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 49) }))
  }

  private func screenAll(_ posts: [Post], _ rules: Rulebook, _ limits: LimitGuard, on db: borrowing Connection) throws {
    let screener = RulebookScreener(rules)
    var aids = ScreeningAids()
    aids.limits = limits.limits
    var ticket = TicketQueue.Ticket(lane: 1, source: 1, lo: 0, hi: 0, pass: 0, attempts: 1)
    ticket.posts = posts.indices.map {
      TicketQueue.QueuedPost(
        id: Int64($0), document: [], receivedAt: .now(), takenAt: .now())
    }
    limits.note([ScreenedTicket(ticket) { StoredScreening(screener.screen(posts[Int($0.id)], aids)) }])
    try limits.exchange(rules, on: db, logger: silent)
  }

  @Test("a bad entry is capped at queue and told once; a raid stays held; whoever looks lifts it")
  func guarded() throws {
    let database = try TestDatabase()
    let rules = try rulebook("  - {id: bad, policy: spam.x, match: {text: bad}, then: {hold: true}}")
    try database.with { db throws in
      let (one, other) = (LimitGuard(), LimitGuard())
      // A raid of one text, however it is numbered, is one hit.
      try screenAll(texts(400) { "加微信 \($0)" } + texts(600) { "hello \($0)" }, rules, one, on: db)
      #expect(one.limits.past.isEmpty)
      // Fifty different texts are a bad entry.
      try screenAll(texts(50) { "微信 \(word($0))" } + texts(1000) { "hello \($0)" }, rules, other, on: db)
      #expect(other.limits.past["bad"]?.cap == .queue)
      try one.exchange(rules, on: db, logger: silent)
      #expect(one.limits == other.limits)
      #expect(try RuleLimitStore.trips(on: db).map(\.hits) == [51])
      #expect(try db.query("SELECT count(*) FROM event WHERE kind = 'rule_limited'").integer(0, 0) == 1)
      #expect(try db.query("SELECT count(*) FROM outbox WHERE kind = 'rule_limited'").integer(0, 0) == 1)

      var aids = ScreeningAids()
      aids.limits = one.limits
      let screener = RulebookScreener(rules)
      let fresh = screener.screen(try texts(1) { _ in "微信里问问" }[0], aids)
      #expect(fresh.verdict == .queue && fresh.rules.first?.cap == .queue)
      #expect(screener.screen(try texts(1) { _ in "加微信!! 9999" }[0], aids).verdict == .hold)
      #expect(screener.screen(try texts(1) { _ in "微信里问问" }[0]).verdict == .hold)

      try db.execute("UPDATE setting SET is_private = true")
      #expect(try RuleLimitStore.acknowledge("bad", on: db))
      #expect(try !RuleLimitStore.acknowledge("bad", on: db))
      try one.exchange(rules, on: db, logger: silent)
      #expect(one.limits.past.isEmpty)
      #expect(try RuleLimitStore.trips(on: db).first?.acknowledgedBy != nil)
    }
  }

  @Test("an author's own limit takes the default's place; shadow rules are not watched")
  func own() throws {
    let database = try TestDatabase()
    let rules = try rulebook(
      """
        - {id: own, policy: spam.x, match: {text: bad}, then: {queue: default}, limit: {hits: 3, within: 1h, then: label}}
        - {id: watching, mode: shadow, policy: spam.x, match: {text: bad}, then: {hold: true}}
      """)
    try database.with { db throws in
      let limits = LimitGuard()
      try screenAll(texts(3) { "微信 \(word($0))" }, rules, limits, on: db)
      #expect(limits.limits.past.isEmpty)
      try screenAll(texts(1) { _ in "微信 zzz" }, rules, limits, on: db)
      #expect(limits.limits.past == ["own": .init(cap: .label)])
    }
  }
}
