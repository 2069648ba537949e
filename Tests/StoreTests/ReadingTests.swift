import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("What a reviewer reads")
struct ReadingTests {
  private func privatePost(_ id: String, _ text: String, source: String) -> Post {
    var post = post(id, text, source: source)
    post.visibility = .private
    return post
  }

  /// A case of a post of the sources a and b, one private case of a, and a reviewer who sees a.
  private func prepare(_ name: String, in database: TestDatabase) throws -> Connection {
    try database.with { db throws in
      try screenAll(
        [
          post("1", "加微信", source: "a"), post("1", "secret of b", source: "b"),
          privatePost("2", "private words", source: "a"),
        ],
        .hold, on: db)
      try ReviewerStore.add(name, on: db)
      try ReviewerStore.grant(.source("a"), to: name, on: db)
    }
    return try Connection(database.conninfo.replacing("user=drawbridge", with: "user=\(name)"))
  }

  private func number(_ id: String, _ source: String, in database: TestDatabase) throws -> Int64 {
    try database.with { db throws in
      Int64(
        try db.query(
          "SELECT case_id FROM review_case JOIN source USING (source_id) WHERE external_id = $1 AND name = $2",
          [.text(id), .text(source)]
        ).integer(0, 0))
    }
  }

  @Test("a reviewer of one source sees and touches nothing of another, by any road")
  func sources() throws {
    let database = try TestDatabase()
    let reviewer = try prepare("source.reviewer", in: database)
    let theirs = try number("1", "b", in: database)
    #expect(try CaseStore.list(CaseStore.Filter(), on: reviewer).map(\.source) == ["a"])
    #expect(try CaseStore.counts(on: reviewer).map(\.count) == [1])
    #expect(try CaseStore.detail(theirs, on: reviewer) == nil)
    #expect(try CaseStore.open(theirs, on: reviewer) == nil)
    #expect(try CaseStore.claim(theirs, on: reviewer) == nil)
    let claim = try #require(try CaseStore.claim(nil, on: reviewer))
    #expect(try CaseStore.detail(claim.id, on: reviewer)?.summary.source == "a")
    #expect(try CaseStore.claim(nil, on: reviewer) == nil)
    #expect(throws: PostgresError.self) { try CaseStore.reveal(theirs, on: reviewer) }
    try database.with { db throws in
      let other = try #require(try CaseStore.claim(theirs, on: db))
      _ = try CaseStore.decide(theirs, .remove, token: other.token, reason: "about b", on: db)
    }
    #expect(try reviewer.query("SELECT * FROM visible_decision").count == 0)
    #expect(try RuleHistory.rows(since: 86_400, on: reviewer).isEmpty)
    for statement in [
      "SELECT * FROM post", "SELECT * FROM verdict", "SELECT * FROM review_case", "SELECT * FROM decision",
      "SELECT body FROM note", "SELECT * FROM decision_draft", "SELECT * FROM dead_letter",
      "SELECT files FROM rulebook",
      "SELECT * FROM visible_post", "SELECT * FROM post_p0", "SELECT * FROM source",
      "SELECT * FROM stored_verdict('b', '1', NULL)",
    ] {
      let error = #expect(throws: PostgresError.self) { try reviewer.query(statement) }
      #expect(error?.sqlState == PostgresError.insufficientPrivilege, "\(statement)")
    }
    // The grant ends, and with it the claim.
    try database.with { _ = try ReviewerStore.revoke(.source("a"), from: "source.reviewer", on: $0) }
    #expect(throws: StoreError.self) {
      try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "r", on: reviewer)
    }
    #expect(try CaseStore.list(CaseStore.Filter(), on: reviewer).isEmpty)
  }

  @Test("a private message is listed for whoever may open it, without its text, and each opening is an event")
  func privateMessages() throws {
    let database = try TestDatabase()
    let reviewer = try prepare("private.reviewer", in: database)
    let id = try number("2", "a", in: database)
    #expect(try CaseStore.detail(id, on: reviewer) == nil)
    #expect(try CaseStore.open(id, on: reviewer) == nil)
    try database.with { db throws in
      try db.query("UPDATE setting SET is_private = false")
      #expect(try AccessFinding.list(on: db) == [.unopenable(source: "a", cases: 1)])
      try ReviewerStore.grant(.privateMessages, to: "private.reviewer", on: db)
      #expect(try AccessFinding.list(on: db).isEmpty)
    }
    let listed = try #require(try CaseStore.list(CaseStore.Filter(), on: reviewer).first { $0.id == id })
    #expect(listed.isPrivate && !listed.document.contains("private words"))
    let closed = try #require(try CaseStore.detail(id, on: reviewer))
    #expect(closed.isClosed && closed.screening == nil && !closed.summary.document.contains("private words"))
    #expect(
      try database.with { try $0.query("SELECT count(*) FROM event WHERE kind = 'opened_private'").integer(0, 0) } == 0)
    let open = try #require(try CaseStore.open(id, on: reviewer))
    #expect(!open.isClosed && open.screening != nil && open.summary.document.contains("private words"))
    try database.with { db throws in
      let event = try db.query("SELECT actor, case_id FROM event WHERE kind = 'opened_private'")
      #expect(try event.count == 1 && event.text(0, 0) == "private.reviewer" && event.integer(0, 1) == Int(id))
      #expect(throws: StoreError.self) { try ReviewerStore.grant(.source("nowhere"), to: "private.reviewer", on: db) }
    }
  }

  private func visibility(_ db: borrowing Connection) throws -> String {
    try db.query("SELECT visibility FROM review_case").text(0, 0)
  }

  @Test("an edit makes a case as private as the stricter one of its texts")
  func edits() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "one", source: "a")], .hold, on: db)
      #expect(try visibility(db) == "public")
      var edit = privatePost("1", "two", source: "a")
      edit.operation = .edit
      try screenAll([edit], .hold, on: db)
      #expect(try visibility(db) == "private")
      try screenAll([post("1", "three", .edit, source: "a")], .hold, on: db)
      #expect(try visibility(db) == "public")
    }
  }

  @Test("of a blind case nobody reads what the rules made of it before it is decided or revealed")
  func blind() throws {
    let database = try TestDatabase()
    let reviewer = try prepare("blind.reviewer", in: database)
    let author = try login("blind_author", "drawbridge_author", in: database)
    let id = try number("1", "a", in: database)
    try database.with { db throws in try db.execute("UPDATE review_case SET blind = true") }
    let hidden = try reviewer.query("SELECT verdict, screening, rulebook_hash, dead_letter_reason FROM visible_case")
    #expect((0..<4).allSatisfy { hidden.isNull(0, $0) })
    #expect(try StoredVerdict.find("1", source: "a", on: author) == nil)
    #expect(try CaseStore.reveal(id, on: reviewer))
    #expect(try CaseStore.detail(id, on: reviewer)?.screening != nil)
    #expect(try StoredVerdict.find("1", source: "a", on: author) != nil)
  }

  @Test("whoever writes rules reads posts, and no private messages; an auditor reads all")
  func authors() throws {
    let database = try TestDatabase()
    _ = try prepare("other.reviewer", in: database)
    func ids(_ db: borrowing Connection) throws -> [String] {
      var found: [String] = []
      _ = try RuleHistory.eachPost(since: 86_400, on: db) { post, _ in found.append("\(post.source)/\(post.id.text)") }
      return found.sorted()
    }
    let author = try login("reading_author", "drawbridge_author", in: database)
    #expect(try ids(author) == ["a/1", "b/1"])
    #expect(try StoredVerdict.find("2", source: "a", on: author) == nil)
    let auditor = try login("reading_auditor", "drawbridge_auditor", in: database)
    #expect(try ids(auditor) == ["a/1", "a/2", "b/1"])
  }

  @Test("an operator says who sees and reads what, not for himself; a reviewer lowers what he reads alone")
  func operators() throws {
    let database = try TestDatabase()
    let reviewer = try prepare("reading.reviewer", in: database)
    let operating = try login("reading_operator", "drawbridge_operator", in: database)
    #expect(throws: PostgresError.self) {
      try ReviewerStore.grant(.everySource, to: "reading.reviewer", on: reviewer)
    }
    #expect(throws: PostgresError.self) {
      try ReviewerStore.grant(.everySource, to: "reading_operator", on: operating)
    }
    #expect(try ReviewerStore.grant(.everySource, to: "reading.reviewer", on: operating))
    #expect(try CaseStore.counts(on: reviewer).map(\.count) == [2])
    func reads() throws -> [String] {
      try database.with { try LexiconStore.languages(on: $0)["reading.reviewer"] ?? [] }
    }
    #expect(try LexiconStore.setLanguages(["zh", "en"], of: "reading.reviewer", on: reviewer) == ["en", "zh"])
    #expect(try reads().isEmpty)
    #expect(try LexiconStore.setLanguages(["zh", "en"], of: "reading.reviewer", on: operating).isEmpty)
    #expect(try reads() == ["en", "zh"])
    #expect(try LexiconStore.setLanguages(["zh", "ko"], of: "reading.reviewer", on: reviewer) == ["ko"])
    #expect(try reads() == ["zh"])
    #expect(throws: PostgresError.self) {
      try LexiconStore.setLanguages(["ko"], of: "somebody.else", on: reviewer)
    }
  }
}
