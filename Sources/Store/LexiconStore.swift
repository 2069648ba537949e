package import Bridge
package import Postgres
package import Rules
internal import Text

/// Words that reviewers proposed for the community's lexicon: each takes effect when a reader of its language approved it.
package enum LexiconStore {
  package enum State: String, Sendable, CaseIterable { case proposed, approved, reverted }

  /// One of them.
  package struct Word: Sendable {
    package var id: Int64
    package var entry: LexiconEntry
    package var state: State
    package var proposedBy: String
    package var proposedAt: Timestamp
    package var approvedBy: String?
    package var revertedBy: String?
  }

  /// The words in these states, the oldest first.
  package static func list(_ states: Set<State>, on db: borrowing Connection) throws -> [Word] {
    let answer = try db.query(
      """
      SELECT entry_id, term, lang, reading, glosses::text, array_to_json(flags)::text, notes::text,
             CASE WHEN reverted_at IS NOT NULL THEN 'reverted' WHEN approved_at IS NOT NULL THEN 'approved'
                  ELSE 'proposed' END AS state,
             proposed_by, proposed_at, approved_by, reverted_by
      FROM lexicon_entry ORDER BY entry_id
      """)
    var words: [Word] = []
    for row in 0..<answer.count {
      let state = State(rawValue: try answer.text(row, 7)) ?? .proposed
      guard states.contains(state) else { continue }
      words.append(try word(answer, row, state))
    }
    return words
  }

  private static func word(_ answer: borrowing QueryResult, _ row: Int, _ state: State) throws -> Word {
    let glosses = members(try answer.text(row, 4)).mapValues { $0.array?.compactMap(\.string) ?? [] }
    let flags = (try? JSONParser.parse(try answer.text(row, 5)))?.array?.compactMap(\.string) ?? []
    let notes = members(try answer.text(row, 6)).compactMapValues(\.string)
    return Word(
      id: Int64(try answer.integer(row, 0)),
      entry: LexiconEntry(
        terms: [try answer.text(row, 1)], language: try answer.text(row, 2), reading: try answer.text(row, 3),
        glosses: glosses, flags: flags, notes: notes, by: try answer.text(row, 8)),
      state: state, proposedBy: try answer.text(row, 8),
      proposedAt: Timestamp(microseconds: try answer.timestamp(row, 9)),
      approvedBy: try answer.optionalText(row, 10), revertedBy: try answer.optionalText(row, 11))
  }

  private static func members(_ text: String) -> [String: JSON] {
    guard case .object(let members)? = try? JSONParser.parse(text) else { return [:] }
    return Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The entries that readers approved.
  package static func approved(on db: borrowing Connection) throws -> [LexiconEntry] {
    try list([.approved], on: db).map(\.entry)
  }

  /// Proposes a word; answers its number, or nil where the word stands already.
  package static func propose(_ entry: LexiconEntry, on db: borrowing Connection) throws -> Int64? {
    var (glosses, notes, flags) = (JSONWriter(), JSONWriter(), JSONWriter())
    glosses.object { out in
      for (locale, meanings) in entry.glosses.sorted(by: { $0.key < $1.key }) { out.member(locale, meanings) }
    }
    notes.object { out in for (locale, note) in entry.notes.sorted(by: { $0.key < $1.key }) { out.member(locale, note) }
    }
    flags.array(entry.flags) { out, text in out.string(text) }
    let answer = try db.query(
      """
      SELECT drawbridge.propose_word($1, $2, $3, $4::jsonb,
        (SELECT coalesce(array_agg(f), '{}') FROM jsonb_array_elements_text($5::jsonb) AS f), $6::jsonb)
      """,
      [
        .text(entry.terms.first), .text(entry.language), .text(entry.reading), .text(glosses.text), .text(flags.text),
        .text(notes.text),
      ])
    return answer.isNull(0, 0) ? nil : Int64(try answer.integer(0, 0))
  }

  package enum Approval: String, Sendable { case approved, missing, own, unread }

  /// Approves a word as the acting reviewer.
  package static func approve(_ id: Int64, on db: borrowing Connection) throws -> Approval {
    Approval(rawValue: try db.query("SELECT drawbridge.approve_word($1)", [.integer(id)]).text(0, 0)) ?? .missing
  }

  /// Takes a word back; false where there is none.
  package static func revert(_ id: Int64, on db: borrowing Connection) throws -> Bool {
    try db.query("SELECT drawbridge.revert_word($1)", [.integer(id)]).bool(0, 0)
  }

  /// Says which languages (primary subtags) a reviewer reads; answers those that count only when an operator has said so.
  @discardableResult
  package static func setLanguages(
    _ languages: [String], of reviewer: String, on db: borrowing Connection
  ) throws -> [String] {
    var list = JSONWriter()
    list.array(languages) { out, text in out.string(text) }
    let waiting = try db.query(
      """
      SELECT array_to_json(drawbridge.set_reader_languages(
        $1, (SELECT coalesce(array_agg(l), '{}') FROM jsonb_array_elements_text($2::jsonb) AS l)))::text
      """,
      [.text(reviewer), .text(list.text)])
    return (try? JSONParser.parse(try waiting.text(0, 0)))?.array?.compactMap(\.string) ?? []
  }

  /// Which languages each reviewer reads.
  package static func languages(on db: borrowing Connection) throws -> [String: [String]] {
    let answer = try db.query(
      "SELECT reviewer, lang FROM reader_language WHERE approved_at IS NOT NULL ORDER BY reviewer, lang")
    var languages: [String: [String]] = [:]
    for row in 0..<answer.count { languages[try answer.text(row, 0), default: []].append(try answer.text(row, 1)) }
    return languages
  }
}
