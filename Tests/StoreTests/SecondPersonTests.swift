import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("A second person")
struct SecondPersonTests {
  private func rulebook(on db: borrowing Connection) throws -> Int {
    try db.query(
      "INSERT INTO rulebook (hash, files, engine) VALUES (gen_random_uuid()::text, '{}', 'test') RETURNING rulebook_id"
    ).integer(0, 0)
  }

  private func published(on db: borrowing Connection) throws -> Int {
    try db.query("SELECT count(*) FROM publication").integer(0, 0)
  }

  @Test("where the owner asks for it, another author approves a rulebook before it is published")
  func publication() throws {
    let database = try TestDatabase()
    let first = try login("first_author", "drawbridge_author", in: database)
    let second = try login("second_author", "drawbridge_author", in: database)
    #expect(try RulebookStore.publish(try rulebook(on: first), reason: nil, on: first))
    #expect(throws: PostgresError.self) { try RulebookStore.setNeedsSecond(false, on: first) }
    try database.with { try RulebookStore.setNeedsSecond(true, on: $0) }
    let book = try rulebook(on: first)
    #expect(try RulebookStore.publish(book, reason: "new", on: first) == false)
    #expect(try published(on: first) == 1)
    #expect(throws: StoreError.self) { try RulebookStore.approve(book, on: first) }
    #expect(try RulebookStore.approve(book + 1000, on: second) == false)
    #expect(try RulebookStore.approve(book, on: second))
    #expect(try RulebookStore.approve(book, on: second) == false)
    let row = try first.query("SELECT actor, approved_by, reason FROM publication ORDER BY publication_id DESC LIMIT 1")
    #expect(try (0..<3).map { try row.text(0, $0) } == ["first_author", "second_author", "new"])
  }

  struct Entry: CustomTestStringConvertible, Sendable {
    var term = "领取内部名额"
    var span = "24 hours"
    var pack = "'threats'"
    var testDescription: String { "\(term.prefix(20)) \(span) \(pack)" }
  }

  @Test(
    "an entry is checked in the database, whoever adds it",
    arguments: [
      Entry(term: ""), Entry(term: " \u{3000}\t"), Entry(term: String(repeating: "a", count: 401)),
      Entry(term: "a\u{1B}b"),
      Entry(term: "a\nb"), Entry(span: "8 days"), Entry(span: "100 years"), Entry(span: "-1 hour"), Entry(span: "0"),
      Entry(pack: "''"), Entry(pack: "NULL"), Entry(pack: "E'a\\nb'"),
    ])
  func entries(_ entry: Entry) throws {
    try TestDatabase().with { db throws in
      let error = #expect(throws: PostgresError.self) {
        try db.query(
          "SELECT add_to_list(\(entry.pack), 'numbers', $1, $2::interval, NULL)",
          [.text(entry.term), .text(entry.span)])
      }
      #expect(error?.sqlState == "22023", "\(error.map(\.description) ?? "")")
      #expect(try ListAdditions.list(on: db).isEmpty)
    }
  }

  private func add(_ db: borrowing Connection) throws -> Int64 {
    try ListAdditions.add("名额", to: "contact", of: "spam", for: 7 * 86_400, reason: nil, on: db)
  }

  @Test("whoever added an entry neither confirms it nor holds it past seven days; somebody else confirms it")
  func confirmation() throws {
    let database = try TestDatabase()
    let adder = try login("adding_reviewer", "drawbridge_reviewer", in: database)
    let other = try login("other_author", "drawbridge_author", in: database)
    let id = try add(adder)
    #expect(throws: StoreError.self) { try ListAdditions.confirm(id, for: nil, on: adder) }
    try database.with { db throws in try db.execute("UPDATE list_addition SET added_at = now() - interval '6 days'") }
    #expect(throws: StoreError.self) { try ListAdditions.confirm(id, for: nil, on: adder) }  // there is somebody else
    _ = try add(adder)
    try database.with { db throws in
      #expect(
        try db.query(
          "SELECT until <= added_at + interval '7 days' OR until <= now() + interval '7 days' FROM list_addition"
        )
        .bool(0, 0))
    }
    #expect(try ListAdditions.confirm(id, for: nil, on: other))
    #expect(try ListAdditions.list(on: other).map(\.confirmedBy) == ["other_author"])
  }
}
