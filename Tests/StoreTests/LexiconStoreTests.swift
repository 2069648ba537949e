import Bridge
import Postgres
import Store
import TestSupport
import Testing

@Suite("Words that reviewers propose")
struct LexiconStoreTests {
  private static let word = LexiconEntry(
    terms: ["润"], language: "zh-Hans", reading: "rùn",
    glosses: ["en": ["run away abroad", "emigrate"], "de": ["weggehen"]],
    flags: ["slang", "ambiguous"], notes: ["en": "a pun on \"run\"; it's common"])

  /// Runs `body` with readers: mei and lin read Chinese, joan does not.
  private func with(_ body: (borrowing Connection) throws -> Void) throws {
    try TestDatabase().with { db throws in
      try LexiconStore.setLanguages(["zh", "en"], of: "mei", on: db)
      try LexiconStore.setLanguages(["zh"], of: "lin", on: db)
      try LexiconStore.setLanguages(["en"], of: "joan", on: db)
      try CaseStore.act(as: "mei", on: db)
      try body(db)
    }
  }

  @Test("what is proposed is listed as it was given, and does not count yet")
  func propose() throws {
    try with { db throws in
      let id = try #require(try LexiconStore.propose(Self.word, on: db))
      let listed = try #require(try LexiconStore.list([.proposed], on: db).first)
      var expected = Self.word
      expected.by = "mei"
      #expect(listed.id == id && listed.entry == expected && listed.state == .proposed && listed.proposedBy == "mei")
      #expect(listed.approvedBy == nil && listed.revertedBy == nil)
      #expect(try LexiconStore.approved(on: db).isEmpty)
    }
  }

  @Test("a word that stands is not proposed again, in another case neither; in another language it is")
  func duplicate() throws {
    try with { db throws in
      var word = LexiconEntry(terms: ["GOAT"], language: "en", glosses: ["zh": ["最强"]])
      #expect(try LexiconStore.propose(word, on: db) != nil)
      word.terms = ["goat"]
      #expect(try LexiconStore.propose(word, on: db) == nil)
      word.language = "de"
      #expect(try LexiconStore.propose(word, on: db) != nil)
      #expect(try LexiconStore.list(Set(LexiconStore.State.allCases), on: db).count == 2)
    }
  }

  @Test("a reader of the language who is not the proposer approves it")
  func approve() throws {
    try with { db throws in
      let id = try #require(try LexiconStore.propose(Self.word, on: db))
      #expect(try LexiconStore.approve(id, on: db) == .own)
      try CaseStore.act(as: "joan", on: db)
      #expect(try LexiconStore.approve(id, on: db) == .unread)
      try CaseStore.act(as: "lin", on: db)
      #expect(try LexiconStore.approve(id + 1, on: db) == .missing)
      #expect(try LexiconStore.approve(id, on: db) == .approved)
      #expect(try LexiconStore.approve(id, on: db) == .missing)
      let listed = try #require(try LexiconStore.list([.approved], on: db).first)
      #expect(listed.approvedBy == "lin")
      #expect(try LexiconStore.approved(on: db).map(\.terms) == [["润"]])
      #expect(try LexiconStore.list([.proposed, .reverted], on: db).isEmpty)
    }
  }

  @Test("a word is taken back once, proposed again, and every step is on record")
  func revert() throws {
    try with { db throws in
      let first = try #require(try LexiconStore.propose(Self.word, on: db))
      try CaseStore.act(as: "lin", on: db)
      #expect(try LexiconStore.approve(first, on: db) == .approved)
      #expect(try LexiconStore.revert(first, on: db))
      #expect(try !LexiconStore.revert(first, on: db))
      #expect(try LexiconStore.approve(first, on: db) == .missing)
      #expect(try LexiconStore.approved(on: db).isEmpty)
      let second = try #require(try LexiconStore.propose(Self.word, on: db))
      #expect(second != first)
      let states = try LexiconStore.list(Set(LexiconStore.State.allCases), on: db)
      #expect(states.map(\.state) == [.reverted, .proposed])
      #expect(states.map(\.revertedBy) == ["lin", nil])
      let events = try db.query("SELECT kind, actor FROM event WHERE kind LIKE 'word%' ORDER BY event_id")
      let steps = try (0..<events.count).map { "\(try events.text($0, 0)) \(try events.text($0, 1))" }
      #expect(steps == ["word_proposed mei", "word_approved lin", "word_reverted lin", "word_proposed lin"])
    }
  }

  @Test("which languages people read is set anew each time")
  func languages() throws {
    try with { db throws in
      try LexiconStore.setLanguages(["ja"], of: "mei", on: db)
      #expect(try LexiconStore.languages(on: db) == ["mei": ["ja"], "lin": ["zh"], "joan": ["en"]])
      try LexiconStore.setLanguages([], of: "mei", on: db)
      #expect(try LexiconStore.languages(on: db)["mei"] == nil)
    }
  }

  @Test("text that looks like SQL or JSON stays text")
  func hostile() throws {
    try with { db throws in
      let terms = ["'); DROP TABLE lexicon_entry; --", #"{"a":"b"}"#, "{a,b}", "\\", "\"", "😀"]
      for term in terms {
        let word = LexiconEntry(terms: [term], language: "zh", glosses: ["en": [term, "{x}"]], notes: ["en": term])
        #expect(try LexiconStore.propose(word, on: db) != nil)
      }
      let listed = try LexiconStore.list([.proposed], on: db).map(\.entry)
      #expect(listed.map { $0.terms[0] } == terms)
      #expect(listed.map { $0.glosses["en"]?[0] } == terms && listed.map { $0.notes["en"] } == terms)
    }
  }
}
