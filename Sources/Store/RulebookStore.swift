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
    var writer = JSONWriter()
    writer.object { out in for (path, text) in rulebook.files.sorted(by: { $0.key < $1.key }) { out.member(path, text) }
    }
    let parameters: [Parameter] = [
      .text(writer.text), .text(versions.dictionary), .text(versions.model), .text(versions.engine),
    ]
    let hash = "encode(sha256(convert_to(concat_ws(E'\\x1f', $1::text, $2::text, $3::text, $4::text), 'UTF8')), 'hex')"
    try db.query(
      """
      INSERT INTO rulebook (hash, files, dictionary, model, engine)
      SELECT \(hash), $1::json, $2, $3, $4 ON CONFLICT (hash) DO NOTHING
      """, parameters)
    return try db.query("SELECT rulebook_id FROM rulebook WHERE hash = \(hash)", parameters).integer(0, 0)
  }
}
