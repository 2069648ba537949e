package import Postgres
package import Rules
internal import Text

/// Rulebooks beside the verdicts that they gave, so that any verdict can be replayed.
package enum RulebookStore {
  /// What makes up a state of the engine beside the rules.
  package struct Versions: Sendable {
    package var dictionary: String?
    package var model: String?
    package var engine: String

    package init(dictionary: String?, model: String?, engine: String) {
      self.dictionary = dictionary
      self.model = model
      self.engine = engine
    }
  }

  /// The number of this state in the database, stored where it is new; its hash is SHA-256 over files and versions.
  package static func register(_ rulebook: Rulebook, _ versions: Versions, on db: borrowing Connection) throws -> Int {
    let words = RulebookWords(rulebook.community, rulebook.rules)
    let parameters: [Parameter] = [
      .text(text(of: rulebook.files)), .text(versions.dictionary), .text(versions.model), .text(versions.engine),
    ]
    let hash = "encode(sha256(convert_to(concat_ws(E'\\x1f', $1::text, $2::text, $3::text, $4::text), 'UTF8')), 'hex')"
    try db.query(
      """
      INSERT INTO rulebook (hash, files, dictionary, model, engine, words, base)
      SELECT \(hash), $1::json, $2, $3, $4, $5::jsonb, encode(sha256(convert_to($6, 'UTF8')), 'hex')
      ON CONFLICT (hash) DO NOTHING
      """, parameters + [.text(words.text), .text(baseText(of: rulebook.files))])
    return try db.query("SELECT rulebook_id FROM rulebook WHERE hash = \(hash)", parameters).integer(0, 0)
  }

  /// Reads the words of rulebooks that an older program stored out of their files; answers how many. The owner's work, done
  /// when a database is brought to this schema.
  @discardableResult
  static func fillWords(on db: borrowing Connection) throws -> Int {
    let missing = try db.query("SELECT rulebook_id FROM rulebook WHERE words IS NULL ORDER BY 1")
    for row in 0..<missing.count {
      let number = try missing.integer(row, 0)
      let stored = try files(number, on: db)
      try db.query(
        """
        UPDATE rulebook SET words = $2::jsonb, base = encode(sha256(convert_to($3, 'UTF8')), 'hex') WHERE rulebook_id = $1
        """, [.integer(number), .text(RulebookWords(of: stored).text), .text(baseText(of: stored.texts))])
    }
    return missing.count
  }

  private static func text(of files: [String: String]) -> String {
    var writer = JSONWriter()
    writer.object { out in for (path, text) in files.sorted(by: { $0.key < $1.key }) { out.member(path, text) } }
    return writer.text
  }

  /// The files without what was added in a hurry: the same for every form of one rulebook.
  private static func baseText(of files: [String: String]) -> String {
    text(of: files.filter { $0.key != RuleFiles.additions })
  }
}

extension RulebookWords {
  fileprivate var text: String {
    var writer = JSONWriter()
    writer.json(json)
    return writer.text
  }
}
