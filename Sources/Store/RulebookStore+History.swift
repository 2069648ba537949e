package import Postgres
package import Rules
internal import Text

extension RulebookStore {
  /// A rulebook that the database keeps.
  package struct Entry: Sendable {
    package var number: Int
    package var hash: String
    package var engine: String
    package var storedAt: Timestamp
    /// When it was published last, by whom and why; nil where it never was.
    package var publication: Publication?

    /// The beginning of the hash, as people read it.
    package var shortHash: String { String(hash.prefix(12)) }
  }

  package struct Publication: Sendable {
    package var id: Int64
    package var at: Timestamp
    package var actor: String
    package var reason: String?
    /// The publication to which a rollback went back.
    package var returnedTo: Int64?

    /// Where it stands in history: a rollback stands where it went back to.
    package var place: Int64 { returnedTo ?? id }
  }

  /// The stored rulebooks, the newest first.
  package static func list(limit: Int = 20, on db: borrowing Connection) throws -> [Entry] {
    try entries(
      db.query(
        """
        SELECT r.rulebook_id, r.hash, r.engine, r.created_at, p.publication_id, p.published_at, p.actor, p.reason,
               p.returned_to
        FROM rulebook r LEFT JOIN LATERAL (
          SELECT * FROM publication p WHERE p.rulebook_id = r.rulebook_id ORDER BY p.publication_id DESC LIMIT 1) p ON true
        ORDER BY r.rulebook_id DESC LIMIT $1
        """, [.integer(limit)]))
  }

  /// A stored rulebook, as if it had never been published.
  package static func entry(_ number: Int, on db: borrowing Connection) throws -> Entry? {
    try entries(
      db.query(
        """
        SELECT r.rulebook_id, r.hash, r.engine, r.created_at, NULL::bigint, NULL::timestamptz, NULL::text, NULL::text
        FROM rulebook r WHERE r.rulebook_id = $1
        """, [.integer(number)])
    ).first
  }

  /// The rulebook whose hash begins with `hash`; throws where none or several do.
  package static func find(_ hash: String, on db: borrowing Connection) throws -> Entry {
    let found = try entries(
      db.query(
        """
        SELECT r.rulebook_id, r.hash, r.engine, r.created_at, NULL::bigint, NULL::timestamptz, NULL::text, NULL::text,
               NULL::bigint
        FROM rulebook r WHERE starts_with(r.hash, $1) LIMIT 2
        """, [.text(hash.lowercased())]))
    guard let entry = found.first else {
      throw StoreError("no stored rulebook begins with \(hash); repair: drawbridge rules history lists them")
    }
    if found.count > 1 { throw StoreError("more than one stored rulebook begins with \(hash); give more of it") }
    return entry
  }

  /// The published rulebooks, the one that holds now first.
  package static func publications(limit: Int = 20, on db: borrowing Connection) throws -> [Entry] {
    try entries(
      db.query(
        """
        SELECT r.rulebook_id, r.hash, r.engine, r.created_at, p.publication_id, p.published_at, p.actor, p.reason,
               p.returned_to
        FROM publication p JOIN rulebook r USING (rulebook_id) ORDER BY p.publication_id DESC LIMIT $1
        """, [.integer(limit)]))
  }

  /// Makes `number` the published rulebook: workers that follow it take it within a second. `returnedTo` is the publication
  /// to which that goes back, where it is a rollback. False where it waits for a second person.
  @discardableResult
  package static func publish(
    _ number: Int, reason: String?, returnedTo: Int64? = nil, on db: borrowing Connection
  ) throws -> Bool {
    try !db.query(
      "SELECT drawbridge.publish_rulebook($1, $2, $3)",
      [.integer(number), .text(reason), .integer(returnedTo.map(Int.init))]
    ).isNull(0, 0)
  }

  /// What a rollback goes back to: with a hash, that rulebook as it was published last; else the one before the place in
  /// history where the published one stands, so that a second rollback goes further back and not to and fro.
  package static func rollbackTarget(_ hash: String? = nil, on db: borrowing Connection) throws -> Entry {
    guard let now = try publications(limit: 1, on: db).first, let place = now.publication?.place else {
      throw StoreError("no rulebook is published; repair: drawbridge rules publish")
    }
    let chosen = try hash.map { try find($0, on: db).number }
    let found = try entries(
      db.query(
        """
        SELECT r.rulebook_id, r.hash, r.engine, r.created_at, p.publication_id, p.published_at, p.actor, p.reason, p.returned_to
        FROM publication p JOIN rulebook r USING (rulebook_id)
        WHERE CASE WHEN $1::integer IS NULL THEN p.publication_id < $2 AND p.rulebook_id <> $3 ELSE p.rulebook_id = $1 END
        ORDER BY p.publication_id DESC LIMIT 1
        """, [.integer(chosen), .integer(Int(place)), .integer(now.number)]))
    if let target = found.first { return target }
    if let hash { return try find(hash, on: db) }
    throw StoreError(
      "no other rulebook was published before this one; repair: drawbridge rules history lists the stored ones, and "
        + "rules rollback HASH publishes any of them")
  }

  /// All stored forms of a rulebook: with other entries added in a hurry, with other dictionaries.
  package static func forms(of number: Int, on db: borrowing Connection) throws -> [(number: Int, hash: String)] {
    let answer = try db.query(
      """
      SELECT r.rulebook_id, r.hash FROM rulebook r
      WHERE r.rulebook_id = $1 OR r.base = (SELECT b.base FROM rulebook b WHERE b.rulebook_id = $1) ORDER BY 1
      """, [.integer(number)])
    var forms: [(number: Int, hash: String)] = []
    for row in 0..<answer.count { forms.append((try answer.integer(row, 0), try answer.text(row, 1))) }
    return forms
  }

  /// Approves, as the second person, what somebody asked to publish; false where nobody asked for it. Throws `StoreError` where
  /// it was this person.
  package static func approve(_ number: Int, on db: borrowing Connection) throws -> Bool {
    do {
      return try !db.query("SELECT drawbridge.approve_publication($1)", [.integer(number)]).isNull(0, 0)
    } catch {
      guard error.sqlState == "DBR23" else { throw error }
      throw StoreError(error.message)
    }
  }

  /// Whether a second person approves every publication, from now on. For the owner of the database.
  package static func setNeedsSecond(_ needsSecond: Bool, on db: borrowing Connection) throws {
    try db.query("UPDATE drawbridge.setting SET publish_needs_second = $1", [.bool(needsSecond)])
  }

  /// The files of a stored rulebook.
  package static func files(_ number: Int, on db: borrowing Connection) throws -> RuleFiles {
    let answer = try db.query("SELECT files FROM rulebook WHERE rulebook_id = $1", [.integer(number)])
    guard answer.count == 1, case .object(let members) = try JSONParser.parse(try answer.text(0, 0)) else {
      throw StoreError("there is no stored rulebook \(number)")
    }
    var texts: [String: String] = [:]
    for member in members { texts[member.name] = member.value.string }
    return RuleFiles(texts: texts)
  }

  /// Changes whenever another rulebook is published or what was added in a hurry changes.
  package static func mark(on db: borrowing Connection) throws -> String {
    try db.query(
      """
      SELECT concat_ws(' ', (SELECT max(publication_id) FROM publication),
        (SELECT string_agg(concat_ws('.', addition_id, until), ' ' ORDER BY addition_id) FROM list_addition
         WHERE ended_at IS NULL AND until > now()))
      """
    ).text(0, 0)
  }

  private static func entries(_ answer: consuming QueryResult) throws -> [Entry] {
    var entries: [Entry] = []
    for row in 0..<answer.count {
      var entry = Entry(
        number: try answer.integer(row, 0), hash: try answer.text(row, 1), engine: try answer.text(row, 2),
        storedAt: Timestamp(microseconds: try answer.timestamp(row, 3)))
      if let id = try answer.optionalInteger(row, 4) {
        entry.publication = Publication(
          id: Int64(id), at: Timestamp(microseconds: try answer.timestamp(row, 5)), actor: try answer.text(row, 6),
          reason: try answer.optionalText(row, 7), returnedTo: try answer.optionalInteger(row, 8).map(Int64.init))
      }
      entries.append(entry)
    }
    return entries
  }
}
