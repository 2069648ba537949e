import Postgres
import Rules
import Store
import TestSupport
import Testing
import Text

/// A post with the few things that ingest looks at.
func post(
  _ id: String, _ text: String, _ operation: Post.Operation = .create, revision: Int? = nil, source: String = "demo",
  reports: Int? = nil
) -> Post {
  var post = Post(id: PostID(id), text: text)
  post.operation = operation
  post.source = source
  post.reports = reports
  post.revision = revision.map { Revision(order: Int64($0), json: .number(String($0))) }
  return post
}

@Suite("Ingest")
struct PostIngestTests {
  struct Step: Sendable {
    var post: Post
    var outcome: PostIngest.Outcome

    init(_ post: Post, _ outcome: PostIngest.Outcome) {
      self.post = post
      self.outcome = outcome
    }
  }

  struct Story: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var steps: [Step]
    /// The current text in the end, and whether the platform has withdrawn it.
    var text: String?
    var isWithdrawn = false
    var posts: Int
  }

  static let stories = [
    Story(
      testDescription: "the same again is known",
      steps: [Step(post("1", "a"), .taken), Step(post("1", "a"), .known)], text: "a", posts: 1),
    Story(
      testDescription: "a newer revision with another text is an edit",
      steps: [Step(post("1", "a"), .taken), Step(post("1", "b", .edit, revision: 2), .edited)], text: "b", posts: 2),
    Story(
      testDescription: "a newer revision with the same text is known, and older ones lose to it",
      steps: [
        Step(post("1", "a", revision: 1), .taken), Step(post("1", "a", .edit, revision: 5), .known),
        Step(post("1", "b", .edit, revision: 4), .known),
      ], text: "a", posts: 1),
    Story(
      testDescription: "an older revision never wins",
      steps: [
        Step(post("1", "a"), .taken), Step(post("1", "c", .edit, revision: 3), .edited),
        Step(post("1", "b", .edit, revision: 2), .known), Step(post("1", "a"), .known),
      ], text: "c", posts: 2),
    Story(
      testDescription: "an edit without a revision is the newest",
      steps: [
        Step(post("1", "a"), .taken), Step(post("1", "b", .edit), .edited), Step(post("1", "a"), .known),
        Step(post("1", "b", .edit), .known),
      ], text: "b", posts: 2),
    Story(
      testDescription: "a deletion withdraws, once",
      steps: [
        Step(post("1", "a"), .taken), Step(post("1", "", .delete), .withdrawn), Step(post("1", "", .delete), .known),
      ],
      text: "a", isWithdrawn: true, posts: 1),
    Story(
      testDescription: "an old deletion does not withdraw a newer text",
      steps: [
        Step(post("1", "a"), .taken), Step(post("1", "b", .edit, revision: 3), .edited),
        Step(post("1", "", .delete, revision: 2), .known),
      ], text: "b", posts: 2),
    Story(
      testDescription: "a deletion that comes before its post holds",
      steps: [Step(post("1", "", .delete), .withdrawn), Step(post("1", "a"), .taken)], text: "a", isWithdrawn: true,
      posts: 1),
    Story(
      testDescription: "a deleted post that comes again stays deleted until it is restored",
      steps: [
        Step(post("1", "a"), .taken), Step(post("1", "", .delete), .withdrawn), Step(post("1", "a"), .known),
        Step(post("1", "", .restore), .restored),
      ], text: "a", posts: 1),
    Story(
      testDescription: "the same id of another source is another post",
      steps: [Step(post("1", "a"), .taken), Step(post("1", "b", source: "forum"), .taken)], text: "a", posts: 2),
    Story(
      testDescription: "é and e + ◌́ are two ids",
      steps: [Step(post("\u{E9}", "a"), .taken), Step(post("e\u{301}", "a"), .taken)], posts: 2),
  ]

  @Test(
    "tells new, known, edited and withdrawn apart, and again when the whole story is sent again", arguments: stories)
  func tellsApart(_ story: Story) throws {
    try TestDatabase().with { db throws in
      for step in story.steps { #expect(try PostIngest.ingest([step.post], on: db) == [step.outcome]) }
      try check(story, db)
    }
  }

  /// Stories without a deletion or a change of mind: sending them twice changes nothing.
  @Test("is idempotent", arguments: stories.filter { !$0.steps.contains { $0.outcome == .withdrawn } })
  func idempotent(_ story: Story) throws {
    try TestDatabase().with { db throws in
      for step in story.steps + story.steps { _ = try PostIngest.ingest([step.post], on: db) }
      try check(story, db)
    }
  }

  private func check(_ story: Story, _ db: borrowing Connection) throws {
    #expect(try db.query("SELECT count(*) FROM post").integer(0, 0) == story.posts)
    #expect(try TicketQueue.depth(on: db).posts == story.posts)
    guard let text = story.text else { return }
    let current = try db.query(
      """
      SELECT p.document ->> 'text', coalesce(k.withdrawn, false)
      FROM post_key k JOIN source s USING (source_id) JOIN post p USING (post_id)
      WHERE s.name = 'demo' AND k.external_id = '1'
      """)
    #expect(try current.text(0, 0) == text)
    #expect(try current.bool(0, 1) == story.isWithdrawn)
  }

  @Test("takes 1,024 posts of several sources and lanes in one call, a ticket for each")
  func tickets() throws {
    try TestDatabase().with { db throws in
      let posts = (0..<1024).map {
        post("\($0)", "text \($0)", source: $0 % 3 == 0 ? "a" : "b", reports: $0 % 100 == 0 ? 2 : nil)
      }
      #expect(try PostIngest.ingest(posts, on: db).allSatisfy { $0 == .taken })
      let depth = try TicketQueue.depth(on: db)
      #expect(depth.tickets == 4)
      #expect(depth.posts == 1024)
      #expect(try db.query("SELECT sum(n) FROM ticket WHERE lane = 0").count == 1)
      #expect(try db.query("SELECT sum(n)::bigint FROM ticket WHERE lane = 0").integer(0, 0) == 11)
      // Every post lies in exactly one ticket of its source.
      let covered = try db.query(
        """
        SELECT count(*) FROM post p WHERE (SELECT count(*) FROM ticket t
          WHERE t.source_id = p.source_id AND p.post_id BETWEEN t.lo AND t.hi) = 1
        """)
      #expect(try covered.integer(0, 0) == 1024)
      #expect(throws: PostgresError.self) { try PostIngest.ingest(posts + [post("x", "y")], on: db) }
    }
  }

  @Test("stores text as it came: quotes, emoji, controls, U+FFFD for NUL, and the warnings beside it")
  func text() throws {
    try TestDatabase().with { db throws in
      let line = #"{"id":7,"text":"a\u0000b \u001b[31m 'quote' \"猫\" 👩‍👩‍👧","author":{"id":1,"age":"2h"},"shoe_size":43}"#
      let given = try PostReader().read(line)
      #expect(try PostIngest.ingest([given], on: db) == [.taken])
      let queue = TicketQueue()
      let tickets = try queue.take(lane: 1, on: db)
      let queued = try #require(tickets.first?.posts.first)
      let stored = try StoredPost.read(queued)
      #expect(stored.text == "a\u{FFFD}b \u{1B}[31m 'quote' \"猫\" 👩‍👩‍👧")
      #expect(stored.id == PostID("7", isNumber: true))
      #expect(stored.author?.age == .hours(2))
      #expect(stored.warnings.contains { $0.contains("NUL") })
      #expect(stored.warnings.contains { $0.contains("shoe_size") })
    }
  }

  @Test("two ingesters of the same posts take each once")
  func race() async throws {
    let database = try TestDatabase()
    let posts = (0..<300).map { post("\($0)", "text \($0)") }
    let taken = try await withThrowingTaskGroup(of: Int.self) { group in
      for shuffle in 0..<4 {
        group.addTask {
          try database.with { db throws in
            var count = 0
            for start in stride(from: 0, to: 300, by: 50) {
              let slice = shuffle % 2 == 0 ? posts : posts.reversed()
              count += try PostIngest.ingest(Array(slice[start..<start + 50]), on: db).count { $0 == .taken }
            }
            return count
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(taken == 300)
    let waiting = try database.with { try TicketQueue.depth(on: $0).posts }
    #expect(waiting == 300)
  }
}
