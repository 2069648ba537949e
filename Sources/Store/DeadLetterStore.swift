package import Postgres

/// Posts that were set aside; `Redrive` puts them back.
package enum DeadLetterStore {
  /// One post that was set aside.
  package struct DeadLetter: Sendable {
    package var post: Int64
    package var source: String
    package var externalID: String
    package var pass: Int
    package var attempts: Int
    package var reason: String
    package var at: String
    /// When it was put back into the queue; nil where it was not.
    package var redrivenAt: String?
  }

  /// The newest first; those that were put back only where `isWhole`.
  package static func list(isWhole: Bool, limit: Int, on db: borrowing Connection) throws -> [DeadLetter] {
    let answer = try db.query(
      """
      SELECT d.post_id, s.name, p.external_id, d.pass, d.attempts, d.reason,
             to_char(d.at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(d.redriven_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM dead_letter d JOIN post p USING (post_id) JOIN source s USING (source_id)
      WHERE d.redriven_at IS NULL OR $1 ORDER BY d.at DESC, d.post_id LIMIT $2
      """, [.bool(isWhole), .integer(limit)])
    var letters: [DeadLetter] = []
    for row in 0..<answer.count {
      letters.append(
        DeadLetter(
          post: Int64(try answer.integer(row, 0)), source: try answer.text(row, 1), externalID: try answer.text(row, 2),
          pass: try answer.integer(row, 3), attempts: try answer.integer(row, 4), reason: try answer.text(row, 5),
          at: try answer.text(row, 6), redrivenAt: try answer.optionalText(row, 7)))
    }
    return letters
  }
}
