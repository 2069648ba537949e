import Postgres
import Rules
import TestSupport
import Testing

@testable import Store

@Suite("Going back to earlier rules")
struct RollbackTests {
  /// Stores a rulebook of this name, in a form of its own where something was added in a hurry.
  private func store(_ name: String, adding: String = "", on db: borrowing Connection) throws -> Int {
    let community = "policies: {\(name): {title: {en: \(name)}}}\n"
    let files = RuleFiles(texts: ["community.yaml": community]).adding(adding)
    return try RulebookStore.register(
      Rulebook(files), .init(dictionary: nil, model: nil, engine: "e"), on: db)
  }

  /// Publishes (`a`), rolls back (`<`), or rolls back to a name (`<a`); answers the names that were published, in order.
  private func play(_ steps: String, on db: borrowing Connection) throws -> String {
    var names: [Int: String] = [:]
    var history: [String] = []
    for step in steps.split(separator: " ") {
      if step.hasPrefix("<") {
        let hash = try names.first { $0.value == step.dropFirst() }.map {
          try RulebookStore.list(on: db).hash(of: $0.key)
        }
        let target = try RulebookStore.rollbackTarget(hash ?? nil, on: db)
        try RulebookStore.publish(
          target.number, reason: "rollback", returnedTo: target.publication?.place, on: db)
        history.append(names[target.number] ?? "?")
      } else {
        let number = try store(String(step), on: db)
        names[number] = String(step)
        try RulebookStore.publish(number, reason: nil, on: db)
        history.append(String(step))
      }
    }
    return history.joined()
  }

  @Test(
    "each rollback goes further back, never to and fro",
    arguments: [
      ("a b <", "aba"), ("a b c < <", "abcba"), ("a b b <", "abba"), ("a b < d <", "abada"),
      ("a b c < d < <", "abcbdba"), ("a b c <a", "abca"), ("a b c < <c <", "abcbcb"),
    ])
  func steps(_ steps: String, _ history: String) throws {
    try TestDatabase().with { db throws in #expect(try play(steps, on: db) == history) }
  }

  @Test("at the beginning of history there is nothing to go back to", arguments: ["<", "a <", "a b < <", "a a <"])
  func beginning(_ steps: String) throws {
    try TestDatabase().with { db throws in
      let error = #expect(throws: StoreError.self) { try play(steps, on: db) }
      #expect(error?.description.contains("repair: drawbridge rules") == true)
    }
  }

  @Test("what was added in a hurry makes another form of the same rulebook, and is screened again with it")
  func forms() throws {
    try TestDatabase().with { db throws in
      let plain = try store("a", on: db)
      let other = try store("b", on: db)
      try db.execute(
        """
        INSERT INTO rulebook (hash, files, engine, base, words)
          SELECT 'ff' || hash, files, engine, base, words FROM rulebook WHERE rulebook_id = \(plain)
        """)
      #expect(try RulebookStore.forms(of: plain, on: db).count == 2)
      #expect(try RulebookStore.forms(of: other, on: db).map(\.number) == [other])
      try screenAll([post("1", "x"), post("2", "y"), post("3", "z")], .allow, on: db)
      try db.query(
        """
        UPDATE verdict v SET rulebook_id = CASE p.external_id WHEN '1' THEN $1 WHEN '2' THEN $2
          ELSE (SELECT max(rulebook_id) FROM rulebook) END FROM post p WHERE p.post_id = v.post_id
        """, [.integer(plain), .integer(other)])
      let hash = try #require(try RulebookStore.list(on: db).hash(of: plain))
      #expect(try Redrive(.rulebook(hash, source: nil), lane: .live).run(on: db).redriven == 2)
    }
  }
}

extension [RulebookStore.Entry] {
  fileprivate func hash(of number: Int) -> String? { first { $0.number == number }?.hash }
}
