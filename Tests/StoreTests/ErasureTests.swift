import Dispatch
import Postgres
import Rules
import Store
import Synchronization
import TestSupport
import Testing
import Text

/// A post of a member, as a platform hands it in.
func post(
  _ id: String, _ text: String, by author: String?, source: String = "demo", answering reply: JSON? = nil,
  _ operation: Post.Operation = .create, revision: Int? = nil
) throws -> Post {
  var writer = JSONWriter()
  writer.object { out in
    out.member("id", id)
    out.member("source", source)
    out.member("op", operation.rawValue)
    out.member("text", text)
    if let revision { out.member("revision", revision) }
    if let author { out.member("author") { $0.member("id", author) } }
    if let reply { out.member("reply_to", reply) }
  }
  return try PostReader().read(writer.text)
}

func reply(to id: String?, by author: String?, _ text: String) -> JSON {
  .object(
    [("id", id), ("author", author), ("text", text)].compactMap { name, value in
      value.map { JSON.Member(name, .string($0)) }
    })
}

/// Erases the member as the command does; answers what went, without what was not there.
@discardableResult
func erase(_ member: String, source: String? = nil, on db: borrowing Connection) throws -> [String: Int] {
  try Erasure.actAsOwner(on: db)
  let counts = try Erasure.erase(try Erasure.find(member, source: source, on: db), on: db)
  try db.execute("RESET ROLE")
  return Dictionary(uniqueKeysWithValues: counts.map { ($0.place, $0.count) }).filter { $0.value > 0 }
}

@Suite("Erasing a member")
struct ErasureTests {
  @Test("finds revisions that name no author, and copies by author, by post and by text")
  func finds() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest(
        [
          post("1", "我的秘密", by: "mei"), post("2", "二", by: "joan"),
          post("3", "回复", by: "joan", answering: reply(to: "1", by: "mei", "我的秘密")),
          post("4", "回复", by: "joan", answering: reply(to: "1", by: nil, "我的…")),
          post("5", "回复", by: "joan", answering: reply(to: nil, by: nil, "我的秘密")),
          post("6", "回复", by: "joan", answering: reply(to: "2", by: "joan", "二")),
          post("7", "回复", by: "joan", answering: reply(to: "1", by: nil, "x"), revision: 1),
        ], on: db)
      _ = try PostIngest.ingest([post("1", "改了", by: nil, .edit, revision: 2)], on: db)
      let untouched = "SELECT document::text FROM post WHERE external_id = '6'"
      let before = try db.query(untouched)
      let erased = try erase("mei", on: db)
      #expect(erased["posts and revisions"] == 2)
      #expect(erased["copies in replies"] == 4)
      #expect(erased["keys"] == 1)
      #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == 6)
      let rest = try db.query("SELECT document -> 'reply_to' IS NULL FROM post WHERE external_id = '3'")
      #expect(try rest.bool(0, 0))
      #expect(try db.query("SELECT count(*) FROM post WHERE document::text ~ '秘密|mei|我的|改了'").integer(0, 0) == 0)
      #expect(try before.text(0, 0) == db.query(untouched).text(0, 0))
      #expect(try erase("mei", on: db).isEmpty)
      #expect(try db.query("SELECT count(*) FROM event WHERE kind = 'erased'").integer(0, 0) == 1)
    }
  }

  @Test("an id that two sources know is erased in the named one only")
  func sources() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest(
        [
          post("1", "a", by: "7", source: "one"), post("1", "b", by: "7", source: "two"),
          post("2", "c", by: "8", source: "two", answering: reply(to: "1", by: nil, "b")),
        ], on: db)
      let error = #expect(throws: Erasure.AmbiguousMember.self) { try Erasure.find("7", on: db) }
      #expect(error?.sources == ["one", "two"])
      #expect(throws: StoreError.self) { try Erasure.find("7", source: "three", on: db) }
      #expect(try erase("7", source: "one", on: db)["posts and revisions"] == 1)
      #expect(try db.query("SELECT count(*) FROM post WHERE document::text LIKE '%\"text\":\"b\"%'").integer(0, 0) == 2)
      #expect(try erase("7", on: db)["copies in replies"] == 1)
    }
  }

  @Test("a post that is erased while a worker screens it comes back neither as a verdict nor as a case")
  func whileScreened() throws {
    let database = try TestDatabase()
    let worker = try database.connect()
    try database.with { db throws in
      _ = try PostIngest.ingest([post("1", "我的秘密", by: "mei"), post("2", "text", by: "joan")], on: db)
      let queue = TicketQueue()
      let inHand = try queue.take(lane: 1, on: worker)
      #expect(inHand.flatMap(\.posts).count == 2)
      try erase("mei", on: db)
      #expect(throws: TicketQueue.LeaseLost.self) {
        try queue.finish(verdicts(inHand, .hold), rulebook: nil, on: worker)
      }
      let again = try queue.take(lane: 1, on: worker)
      #expect(again.flatMap(\.posts).count == 1)
      #expect(try TicketQueue.depth(on: db).posts == 1)
      // Not even where the same worker's other thread has the ticket now.
      #expect(throws: TicketQueue.LeaseLost.self) {
        try queue.finish(verdicts(inHand, .hold), rulebook: nil, on: worker)
      }
      try queue.finish(verdicts(again, .hold), rulebook: nil, on: worker)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.externalID) == ["2"])
      #expect(try events(1, on: db).count == 1)
    }
  }

  @Test("the finish of a worker that came first is waited for, and its verdicts go too")
  func afterScreening() throws {
    let database = try TestDatabase()
    let worker = try database.connect()
    _ = try PostIngest.ingest([post("1", "我的秘密", by: "mei")], on: worker)
    let queue = TicketQueue()
    let inHand = try queue.take(lane: 1, on: worker)
    try worker.execute("BEGIN; DELETE FROM ticket")  // what a finish does first
    let outcome = Mutex<Result<[String: Int], any Error>?>(nil)
    let group = DispatchGroup()
    DispatchQueue(label: "eraser").async(group: group) {
      let result = Result { try database.with { try erase("mei", on: $0) } }
      outcome.withLock { $0 = result }
    }
    let watcher = try database.connect()
    let waiting =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _ in 0..<60_000 where try watcher.query(waiting).integer(0, 0) == 0 {
      try watcher.query("SELECT pg_sleep(0.01)")
    }
    try worker.query(
      """
      INSERT INTO verdict (post_id, pass, verdict, score, priority, lang, confidence, body)
      VALUES ($1, 0, 2, 0, 1, 'zh', 1, '{}')
      """, [.integer(Int(try #require(inHand.first?.lo)))])
    try worker.execute("COMMIT")
    group.wait()
    #expect(try outcome.withLock { $0 }?.get()["verdicts"] == 1)
    #expect(try watcher.query("SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM verdict)").integer(0, 0) == 0)
  }

  @Test("a ticket whose posts are all gone goes; claims, staged decisions and the outbox come to terms with it")
  func everythingOfAMember() throws {
    try TestDatabase().with { db throws in
      _ = try PostIngest.ingest([post("1", "我的秘密", by: "mei"), post("2", "二", by: "mei")], on: db)
      try screenWaiting(.hold, on: db)
      _ = try PostIngest.ingest([post("3", "三", by: "mei")], on: db)
      try decideFirst(reason: "写了我的秘密", on: db)
      let claim = try #require(try CaseStore.claim(nil, on: db))
      try db.query(
        "SELECT stage_decision($1, $2::uuid, 'remove', '二二', interval '0 s')",
        [.integer(Int(claim.id)), .text(claim.token)])
      let erased = try erase("mei", on: db)
      for (place, count) in [
        "staged decisions": 1, "reasons of decisions": 1, "cases": 2, "verdicts": 2, "posts and revisions": 3,
        "keys": 3,
        "tickets": 1,
      ] {
        #expect(erased[place] == count, "\(place)")
      }
      #expect(try TicketQueue.depth(on: db).tickets == 0)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
      #expect(try CaseStore.detail(claim.id, on: db) == nil)
      #expect(throws: StoreError.self) {
        try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "late", on: db)
      }
      #expect(try db.query("SELECT released FROM release_drafts(10)").integer(0, 0) == 0)
      try screenAll([post("4", "text", by: "joan")], .allow, on: db)
      #expect(try events(1, on: db).count == 1)
      try sealEverything(on: db)
      let report = try Audit.verify(on: db)
      #expect(report.faults.isEmpty)
      #expect(report.erasedNotes == 1)
      #expect(try db.query("SELECT count(*) FROM event WHERE detail::text ~ 'mei|秘密'").integer(0, 0) == 0)
    }
  }

  private func decideFirst(reason: String, on db: borrowing Connection) throws {
    let claim = try #require(try CaseStore.claim(nil, on: db))
    _ = try CaseStore.decide(claim.id, .remove, token: claim.token, reason: reason, on: db)
  }

  @Test("what a member wrote is found in pieces as large as they come")
  func many() throws {
    try TestDatabase().with { db throws in
      for start in stride(from: 0, to: 1000, by: 250) {
        _ = try PostIngest.ingest(
          try (start..<start + 250).map { try post("\($0)", "text \($0)", by: $0 % 2 == 0 ? "mei" : "joan") }, on: db)
      }
      for _ in 0..<2 { try screenWaiting(.allow, on: db) }
      #expect(try erase("mei", on: db)["posts and revisions"] == 500)
      #expect(try db.query("SELECT count(*) FROM post WHERE author_id = 'joan'").integer(0, 0) == 500)
      #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 500)
    }
  }

  @Test("no reviewer, worker, ingester, auditor or consumer can erase")
  func rights() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      _ = try PostIngest.ingest([post("1", "text", by: "mei")], on: db)
      for role in ["reviewer", "worker", "ingest", "auditor", "consumer"] {
        try db.execute("DROP ROLE IF EXISTS an_eraser_\(role)")
        try db.execute("CREATE ROLE an_eraser_\(role) LOGIN IN ROLE drawbridge_\(role)")
      }
    }
    for role in ["reviewer", "worker", "ingest", "auditor", "consumer"] {
      let login = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=an_eraser_\(role)"))
      for statement in ["SET ROLE drawbridge_owner", "DELETE FROM post", "UPDATE note SET body = NULL"] {
        let error = #expect(throws: PostgresError.self) { try login.query(statement) }
        #expect(error?.sqlState == PostgresError.insufficientPrivilege, "\(role): \(statement)")
      }
    }
    let count = try database.with { try $0.query("SELECT count(*) FROM post").integer(0, 0) }
    #expect(count == 1)
  }
}
