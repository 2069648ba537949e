import Postgres
import Rules
import TestSupport
import Testing
import Text

@testable import Store

@Suite("Migrations")
struct MigrationTests {
  /// The database as a program that knew `count` steps left it.
  private func goBack(to count: Int, on db: borrowing Connection) throws {
    try db.execute("DROP SCHEMA drawbridge CASCADE")
    try Migrator.migrate(db, upTo: count)
  }

  /// Stores a post with one verdict the way that any schema can: `verdict` is its number.
  private func store(_ id: String, _ verdict: Int, on db: borrowing Connection) throws {
    try db.execute("INSERT INTO source (name) VALUES ('demo') ON CONFLICT DO NOTHING")
    try db.query(
      """
      WITH made AS (
        INSERT INTO post (post_id, source_id, external_id, revision, document)
          SELECT nextval('block_seq') << 10, source_id, $1::text, 0, json_build_object('id', $1::text, 'text', '加微信') FROM source
          RETURNING post_id, source_id
      ), key AS (
        INSERT INTO post_key (source_id, external_id, post_id, first_post_id, revision)
          SELECT source_id, $1, post_id, post_id, 0 FROM made
      )
      INSERT INTO verdict (post_id, pass, verdict, score, priority, lang, confidence, body)
        SELECT post_id, 0, $2, 0, 1, 'zh', 1, '{}' FROM made
      """, [.text(id), .integer(verdict)])
  }

  /// Opens a case about it, and answers its number.
  private func open(_ id: String, on db: borrowing Connection) throws -> Int {
    try db.query(
      """
      INSERT INTO review_case (source_id, external_id, post_id, first_post_id, verdict, queue, priority, lang)
      SELECT p.source_id, p.external_id, p.post_id, p.post_id, v.verdict, 'default', 1, 'zh'
      FROM post p JOIN verdict v USING (post_id) WHERE p.external_id = $1 RETURNING case_id
      """, [.text(id)]
    ).integer(0, 0)
  }

  /// Decides it by the functions that the schema has.
  private func decide(_ number: Int, _ action: String, _ reason: String, on db: borrowing Connection) throws {
    try db.query(
      """
      SELECT drawbridge.decide_case(c.case_id, c.claim_token, $2, $3)
      FROM drawbridge.claim_case($1, NULL, interval '1 minute') c
      """, [.integer(number), .text(action), .text(reason)])
  }

  @Test("decisions of before keep their reasons, and the chain covers them")
  func reasonsMove() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 2, on: db)
      try db.execute("UPDATE setting SET is_private = true")
      for number in 1...3 {
        try store("\(number)", 2, on: db)
        try decide(open("\(number)", on: db), "remove", "reason \(number)", on: db)
      }
      #expect(try Migrator.migrate(db).map(\.number) == Migration.all.dropFirst(2).map(\.number))
      for number in 1...3 {
        #expect(try CaseStore.detail(Int64(number), on: db)?.decision?.reason == "reason \(number)")
      }
      try decideOne("4", reason: "reason 4", on: db)
      try sealEverything(on: db)
      let report = try Audit.verify(on: db)
      #expect(report.faults.isEmpty, "\(report.faults)")
      #expect(report.events == 8)
      #expect(report.decisions == 4)
      #expect(throws: PostgresError.self) { try db.query("DELETE FROM event") }
    }
  }

  @Test("an outbox with rows learns to tell of rules past their limits, in partitions to come too")
  func outboxKinds() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 5, on: db)
      try store("1", 0, on: db)
      #expect(try Migrator.migrate(db).map(\.number) == Migration.all.dropFirst(5).map(\.number))
      let insert = """
        INSERT INTO outbox (seq, epoch, kind, lo, hi, pass) VALUES ($1::bigint, current_epoch(), $2, '{}', '{}', '{}')
        """
      try db.query("SELECT make_partition('outbox', 7)")
      for sequence in [1000, 7 << 32] {
        try db.query(insert, [.integer(sequence), .text("rule_limited")])
        #expect(throws: PostgresError.self) { try db.query(insert, [.integer(sequence + 1), .text("other")]) }
      }
    }
  }

  @Test("a database keeps its epoch's number and goes on with its numbers of events until its identity changes")
  func epochStays() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute("UPDATE setting SET epoch = 3")
      try store("1", 0, on: db)
      try db.execute(
        "INSERT INTO outbox (epoch, kind, lo, hi, pass) VALUES (current_epoch(), 'verdict', '{1024}', '{1024}', '{0}')")
      let last = try db.query("SELECT max(seq) FROM outbox").integer(0, 0)
      #expect(try Migrator.migrate(db).map(\.number) == Migration.all.dropFirst(8).map(\.number))
      try screenAll([post("2", "text")], .allow, on: db)
      let newest = try db.query("SELECT epoch, seq FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(try newest.integer(0, 0) == 3 && newest.integer(0, 1) == last + 1)
      try db.execute("UPDATE setting SET timeline = '000000FF'")
      try screenAll([post("3", "text")], .allow, on: db)
      let moved = try db.query("SELECT epoch, seq >> 40 FROM outbox ORDER BY seq DESC LIMIT 1")
      #expect(try moved.integer(0, 0) > 3 && moved.integer(0, 0) == moved.integer(0, 1))
    }
  }

  @Test("a database that was restored into another cluster before the step begins a new epoch with it")
  func epochOfAnotherCluster() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute("UPDATE setting SET system_identifier = 1, server_started = NULL")
      _ = try Migrator.migrate(db)
      #expect(try db.query("SELECT epoch FROM setting").integer(0, 0) > 400_000)
    }
  }

  @Test("decisions of before stand, and cases of before know why they are there", arguments: [7, 8])
  func standing(_ step: Int) throws {
    try TestDatabase().with { db throws in
      try goBack(to: step, on: db)
      try db.execute("UPDATE setting SET is_private = true")
      for (id, verdict) in [("removed", 3), ("rule", 2), ("reported", 3), ("error", 5), ("blind", 1), ("revealed", 4)] {
        try store(id, verdict, on: db)
        _ = try open(id, on: db)
      }
      try db.execute(
        """
        UPDATE post_key SET reports = 2 WHERE external_id = 'reported';
        UPDATE review_case SET blind = true WHERE external_id IN ('blind', 'revealed');
        SELECT reveal_case(case_id) FROM review_case WHERE external_id = 'revealed';
        """)
      try decide(1, "remove", "r", on: db)
      // What a program of then did to a decision: a redrive whose verdict waits in the outbox, not read yet.
      try db.execute(
        """
        INSERT INTO verdict (post_id, pass, verdict, score, priority, lang, confidence, body)
          SELECT post_id, 1, 0, 0, 1, 'zh', 1, '{"verdict":"allow"}' FROM post WHERE external_id = 'removed';
        INSERT INTO outbox (epoch, kind, lo, hi, pass)
          SELECT current_epoch(), 'verdict', ARRAY[post_id], ARRAY[post_id], ARRAY[1::smallint]
          FROM post WHERE external_id = 'removed';
        """)
      try Migrator.migrate(db)
      let causes = try db.query(
        "SELECT external_id || ' ' || array_to_string(causes, '+') FROM review_case ORDER BY case_id")
      #expect(
        try (0..<causes.count).map { try causes.text($0, 0) } == [
          "removed rule", "rule rule", "reported reported+rule", "error error", "blind blind", "revealed blind+rule",
        ])
      var platform = InOrderPlatform()
      try platform.read(on: db)
      #expect(platform.state == ["removed": "remove"])
      #expect(platform.kinds == ["decision"])
      #expect(try Redrive(.posts(["removed"], source: "demo"), lane: .live).run(on: db).skippedDecided == 1)
      try sealEverything(on: db)
      let report = try Audit.verify(on: db)
      #expect(report.faults.isEmpty, "\(report.faults)")
    }
  }

  @Test("rulebooks of before say their words, and rollbacks of before know where they went")
  func words() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute("UPDATE setting SET is_private = true")
      let pack = """
        {drawbridge: 1, pack: a, owner: "@t", lists: {bad: {entries: [微信]}}, \
        rules: [{id: contact, policy: spam.x, match: {text: bad}, then: {hold: true}}]}
        """
      for (number, title) in ["X", "Y"].enumerated() {
        var files = JSONWriter()
        files.object { out in
          out.member("community.yaml", "policies: {spam.x: {title: {en: \(title)}}}\n")
          out.member("packs/a.yaml", pack)
        }
        try db.query(
          "INSERT INTO rulebook (hash, files, engine) VALUES ($1, $2::json, 'e')",
          [.text("h\(number)"), .text(files.text)])
      }
      try db.execute(
        """
        SELECT publish_rulebook(1, NULL), publish_rulebook(2, 'words'), publish_rulebook(1, 'rollback'),
               publish_rulebook(2, 'rollback: again');
        """)
      try store("1", 3, on: db)
      try db.execute(
        """
        UPDATE verdict SET rulebook_id = 2, body = '{"verdict":"hold","rules":[{"id":"contact","shadow":false}],"hits":[]}'
        """)
      try decide(open("1", on: db), "remove", "before", on: db)
      try store("2", 3, on: db)
      try db.execute(
        """
        UPDATE verdict SET rulebook_id = 2, body = '{"verdict":"hold","rules":[{"id":"contact","shadow":false}],"hits":[]}'
        """)
      _ = try open("2", on: db)
      try Migrator.migrate(db)
      let places = try db.query("SELECT coalesce(returned_to, 0) FROM publication ORDER BY publication_id")
      #expect(try (0..<4).map { try places.integer($0, 0) } == [0, 0, 1, 2])
      #expect(try RulebookStore.rollbackTarget(on: db).number == 1)
      #expect(try db.query("SELECT count(DISTINCT base) FROM rulebook WHERE words IS NOT NULL").integer(0, 0) == 2)
      try decide(2, "remove", "after", on: db)
      var platform = InOrderPlatform()
      try platform.read(on: db)
      let lines = platform.lines.filter { $0["kind"]?.string == "decision" }
      #expect(lines.map { $0["reason"]?.string } == ["before", "after"])
      #expect(lines.map { $0["policy_title"]?.string } == [nil, "Y"])
      #expect(lines.allSatisfy { $0["team"]?.string == "moderators" && $0["actor"] == nil })
      try sealEverything(on: db)
      #expect(try Audit.verify(on: db).faults.isEmpty)
    }
  }

  @Test("tickets that no worker looks at are screened; logins and cursors of before keep or lose what is ruled")
  func limits() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try goBack(to: 8, on: db)
      try db.execute(
        "DROP ROLE IF EXISTS an_old_ingester; CREATE ROLE an_old_ingester LOGIN IN ROLE drawbridge_ingest")
      _ = try PostIngest.ingest([post("1", "a"), post("2", "b")], on: db)
      _ = try PostIngest.ingest([post("3", "c")], on: db)
      // A lane that nobody looks into, once beside the same block in the live lane.
      try db.execute(
        """
        UPDATE ticket SET lane = 7 WHERE n = 1;
        INSERT INTO ticket (lane, source_id, lo, hi, pass, n) SELECT -5, source_id, lo, lo, 1, 1 FROM ticket WHERE n = 2;
        INSERT INTO outbox_cursor (consumer) VALUES ('platform');
        """)
      try Migrator.migrate(db)
      let lanes = try db.query("SELECT string_agg(lane || '/' || n || '/' || pass, ' ' ORDER BY lo, lane) FROM ticket")
      #expect(try lanes.text(0, 0) == "1/2/0 2/1/1 1/1/0")
      #expect(try db.query("SELECT owner IS NULL FROM outbox_cursor").bool(0, 0))
    }
    let ingester = try Connection(database.conninfo.replacing("user=drawbridge", with: "user=an_old_ingester"))
    #expect(try PostIngest.ingest([post("1", "a", source: "another")], on: ingester) == [.taken])
  }

  @Test("a database that nobody has used yet gives nothing to logins of other databases")
  func freshLogins() throws {
    let database = try TestDatabase()
    try database.with { db throws in
      try db.execute(
        "DROP ROLE IF EXISTS a_foreign_ingester; CREATE ROLE a_foreign_ingester LOGIN IN ROLE drawbridge_ingest")
      try goBack(to: 8, on: db)
      try Migrator.migrate(db)
      #expect(try db.query("SELECT count(*) FROM login_source").integer(0, 0) == 0)
    }
  }

  @Test("cases of before get their visibility, reviewers of before keep all sources and no private messages")
  func visibility() throws {
    try TestDatabase().with { db throws in
      try goBack(to: 8, on: db)
      try db.execute(
        """
        DROP ROLE IF EXISTS a_reviewer_of_before; CREATE ROLE a_reviewer_of_before LOGIN IN ROLE drawbridge_reviewer;
        INSERT INTO source (name) VALUES ('a');
        """)
      for (id, state, document) in [
        (1, "open", #"{"text": "public"}"#), (2, "open", #"{"text": "p", "visibility": "private"}"#),
        (3, "decided", #"{"text": "m", "visibility": "members"}"#), (4, "decided", nil),
      ] {
        if let document {
          try db.query(
            "INSERT INTO post (post_id, source_id, external_id, document) VALUES ($1, 1, $2, $3::json)",
            [.integer(id), .text("\(id)"), .text(document)])
        }
        try db.query(
          """
          INSERT INTO review_case (source_id, external_id, post_id, first_post_id, state, verdict, queue, priority, lang)
          VALUES (1, $3, $1, $1, $2, 2, 'default', 1, 'en')
          """, [.integer(id), .text(state), .text("\(id)")])
      }
      try db.query("INSERT INTO reader_language (reviewer, lang, added_by) VALUES ('a_reviewer_of_before', 'zh', 'x')")
      try Migrator.migrate(db)
      let found = try db.query("SELECT string_agg(visibility, ' ' ORDER BY post_id) FROM review_case").text(0, 0)
      #expect(found == "public private members private")
      #expect(try ReviewerStore.readings(on: db)["a_reviewer_of_before"] == [.everySource])
      #expect(try LexiconStore.languages(on: db)["a_reviewer_of_before"] == ["zh"])
    }
  }
}
