package import Postgres

/// Posts that were set aside, and the ways back into the queue.
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

  /// Which posts go back into the queue.
  package enum Choice: Sendable {
    /// Every dead letter that was not put back yet.
    case deadLetters
    /// Every post whose newest verdict is that it could not be screened.
    case errors
    /// The current version of posts, by the platform's ids.
    case posts([String], source: String)
    /// Everything that came in within so many seconds, of one source or of all.
    case since(Double, source: String?)
  }

  /// Puts posts back into the queue, to be screened under their next pass; answers how many. What waits there already is
  /// not doubled. Throws where a named post or source is unknown.
  package static func redrive(
    _ choice: Choice, lane: PostIngest.Lane, on db: borrowing Connection
  ) throws -> Int {
    let posts: [Int64]
    switch choice {
    case .deadLetters:
      posts = try identifiers(db.query("SELECT post_id FROM dead_letter WHERE redriven_at IS NULL ORDER BY 1"))
    case .errors:
      posts = try identifiers(
        db.query(
          """
          SELECT v.post_id FROM verdict v
          WHERE v.verdict = $1 AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
          ORDER BY 1
          """, [.integer(StoredScreening.errorVerdict)]))
    case .posts(let names, let source):
      posts = try names.map { try identifier($0, source, db) }
    case .since(let seconds, let source):
      let number = try source.map { try sourceID($0, db) }
      return try db.query(
        "SELECT rescreen(now() - $1::float8 * interval '1 s', $2::integer, $3::smallint)",
        [.double(seconds), .integer(number), .integer(lane.rawValue)]
      ).integer(0, 0)
    }
    var made = 0
    for start in stride(from: 0, to: posts.count, by: 10_000) {
      let slice = Array(posts[start..<min(start + 10_000, posts.count)])
      made += try db.query("SELECT redrive($1, $2::smallint)", [.integers(slice), .integer(lane.rawValue)]).integer(
        0, 0)
    }
    return made
  }

  private static func identifiers(_ answer: consuming QueryResult) throws -> [Int64] {
    var posts: [Int64] = []
    for row in 0..<answer.count { posts.append(Int64(try answer.integer(row, 0))) }
    return posts
  }

  private static func identifier(_ name: String, _ source: String, _ db: borrowing Connection) throws -> Int64 {
    let answer = try db.query(
      """
      SELECT k.post_id FROM post_key k JOIN source s USING (source_id)
      WHERE s.name = $1 AND k.external_id = $2 AND k.post_id IS NOT NULL
      """, [.text(source), .text(name)])
    guard answer.count == 1 else { throw StoreError("there is no post \(name) of the source \(source)") }
    return Int64(try answer.integer(0, 0))
  }

  private static func sourceID(_ name: String, _ db: borrowing Connection) throws -> Int {
    let answer = try db.query("SELECT source_id FROM source WHERE name = $1", [.text(name)])
    guard answer.count == 1 else {
      throw StoreError("there is no source \(name); repair: drawbridge queue stats lists them")
    }
    return try answer.integer(0, 0)
  }
}
