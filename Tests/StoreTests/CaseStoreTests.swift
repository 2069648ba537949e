import Postgres
import Rules
import Store
import TestSupport
import Testing

/// Takes `posts` in and screens them all with one verdict.
func screenAll(_ posts: [Post], _ verdict: Verdict, queue: String? = nil, on db: borrowing Connection) throws {
  _ = try PostIngest.ingest(posts, on: db)
  try screenWaiting(verdict, queue: queue, on: db)
}

func screenWaiting(_ verdict: Verdict, queue: String? = nil, on db: borrowing Connection) throws {
  let tickets = TicketQueue()
  for lane in 0...2 {
    let taken = try tickets.take(lane: lane, on: db)
    try tickets.finish(verdicts(taken, verdict, queue: queue), rulebook: nil, on: db)
  }
}

@Suite("Cases")
struct CaseStoreTests {
  @Test("a claim, a decision, and the platform hears of it, all or nothing")
  func decide() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信"), post("2", "hello")], .hold, on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      #expect(try CaseStore.claim(claim.id + 1, on: db) != nil)
      let decision = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
      let detail = try #require(try CaseStore.detail(claim.id, on: db))
      #expect(detail.summary.state == "decided")
      #expect(detail.decision?.id == decision)
      #expect(detail.decision?.actor == "drawbridge")
      #expect(detail.decision?.reason == "引流")
      let kinds = try db.query("SELECT kind FROM outbox ORDER BY seq")
      #expect(try (0..<kinds.count).map { try kinds.text($0, 0) } == ["verdict", "decision"])
      #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "again", on: db)
      }
    }
  }

  @Test("nobody else claims a case that is held, and nobody decides without its token")
  func held() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      try CaseStore.act(as: "mei", on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      try CaseStore.act(as: "joan", on: db)
      #expect(try CaseStore.claim(claim.id, on: db) == nil)
      #expect(try CaseStore.claim(nil, on: db) == nil)
      #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "not mine", on: db)
      }
      try CaseStore.act(as: "mei", on: db)
      #expect(throws: StoreError.self) {
        try CaseStore.decide(
          claim.id, .allow, token: "00000000-0000-0000-0000-000000000000", reason: "a guess", on: db)
      }
      #expect(throws: StoreError.self) { try CaseStore.decide(claim.id, .allow, token: "x'; --", reason: "a", on: db) }
      _ = try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "fine", on: db)
      let decision = try #require(try CaseStore.detail(claim.id, on: db)?.decision)
      #expect(decision.actor == "mei")
      #expect(decision.actedThrough == "as, by drawbridge")
    }
  }

  @Test("a claim ends with its lease; then the case is free again")
  func leaseEnds() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      try CaseStore.act(as: "mei", on: db)
      let claim = try #require(try CaseStore.claim(nil, seconds: 0, on: db))
      #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "late", on: db)
      }
      try CaseStore.act(as: "joan", on: db)
      #expect(try CaseStore.claim(nil, on: db) != nil)
    }
  }

  @Test("an edit after the claim asks to look again; the case shows both texts")
  func edited() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      _ = try PostIngest.ingest([post("1", "大家好", .edit, revision: 2)], on: db)
      let error = #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .remove, token: claim.token, reason: "引流", on: db)
      }
      #expect(error?.description.contains("edited") == true)
      let waiting = try #require(try CaseStore.detail(claim.id, on: db))
      #expect(waiting.screening == nil)
      #expect(waiting.summary.isEdited)
      try screenWaiting(.allow, on: db)
      let detail = try #require(try CaseStore.detail(claim.id, on: db))
      #expect(detail.firstDocument?.contains("加微信") == true)
      #expect(detail.summary.document.contains("大家好"))
      #expect(detail.screening != nil)
      let again = try #require(try CaseStore.claim(claim.id, on: db))
      _ = try CaseStore.decide(again.id, .allow, token: again.token, reason: "harmless now", on: db)
      #expect(try db.query("SELECT count(*) FROM review_case").integer(0, 0) == 1)
    }
  }

  @Test("an edit before its case exists opens one for the current text only")
  func editedBeforeScreening() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "加微信")], on: db)
      let queue = TicketQueue(batch: 1)
      let old = try queue.take(lane: 1, on: db)
      _ = try PostIngest.ingest([post("1", "大家好", .edit, revision: 2)], on: db)
      try queue.finish(verdicts(old, .hold), rulebook: nil, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
      try screenWaiting(.hold, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).count == 1)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 2)
    }
  }

  @Test("a deletion closes the case and tells the platform; a restoration opens it again")
  func withdrawn() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .queue, on: db)
      _ = try PostIngest.ingest([post("1", "", .delete)], on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
      #expect(try CaseStore.list(CaseStore.Filter(state: "withdrawn"), on: db).count == 1)
      let told = try events(2, on: db)
      #expect(told.last?.line.contains(#""kind":"withdrawal""#) == true)
      _ = try PostIngest.ingest([post("1", "", .restore)], on: db)
      try screenWaiting(.queue, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).count == 1)
      #expect(try db.query("SELECT max(pass)::bigint FROM verdict").integer(0, 0) == 1)
    }
  }

  @Test("a withdrawn post opens no case when it is screened late")
  func withdrawnBeforeScreening() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "加微信")], on: db)
      _ = try PostIngest.ingest([post("1", "", .delete)], on: db)
      try screenWaiting(.hold, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 1)
    }
  }

  @Test("lists by queue and by language range")
  func filters() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "a")], .queue, queue: "spam", on: db)
      try screenAll([post("2", "b")], .queue, queue: "crisis", on: db)
      try db.query("UPDATE review_case SET lang = 'zh-Hans' WHERE queue = 'spam'")
      #expect(try CaseStore.list(CaseStore.Filter(queue: "spam"), on: db).count == 1)
      #expect(try CaseStore.list(CaseStore.Filter(language: "ZH"), on: db).map(\.queue) == ["spam"])
      #expect(try CaseStore.list(CaseStore.Filter(language: "z"), on: db).isEmpty)
      #expect(try CaseStore.counts(on: db).map(\.count) == [1, 1])
      #expect(try CaseStore.claim(nil, queue: "nowhere", on: db) == nil)
    }
  }
}
