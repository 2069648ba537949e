package import Postgres
internal import Rules

/// Puts posts back into the queue, to be screened once more under their next pass.
///
/// Only the current text of a post is screened again. What a person decided stands: it is passed over unless it is asked
/// for, and then the platform hears the new verdict beside the decision that stands. What waits in the queue already is
/// not doubled, so a second run is safe.
package struct Redrive: Sendable {
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
    /// Every post whose newest verdict has a hit of this rule, in shadow or not.
    case rule(String, source: String?)
    /// Every post whose newest verdict came from the stored rulebook whose hash begins so, or from another form of it: with
    /// other entries added in a hurry, or with other dictionaries.
    case rulebook(String, source: String?)
  }

  /// What became of the posts that were asked for.
  package struct Outcome: Sendable, Equatable {
    /// Posts that are in the queue again.
    package var redriven = 0
    /// Posts that were passed over, because a person decided about them.
    package var skippedDecided = 0
    /// Those of the redriven that a person decided about.
    package var decided = 0
  }

  package var choice: Choice
  package var lane: PostIngest.Lane
  /// Whether posts that a person decided about are screened too.
  package var isEvenDecided: Bool

  package init(_ choice: Choice, lane: PostIngest.Lane, isEvenDecided: Bool = false) {
    self.choice = choice
    self.lane = lane
    self.isEvenDecided = isEvenDecided
  }

  /// Does it; `progress` hears how many posts are in the queue again by now. Throws where a named post, source, rule or
  /// rulebook is unknown. Where verdicts are looked through, that is a slice of them a statement.
  package func run(on db: borrowing Connection, progress: (Int) -> Void = { _ in }) throws -> Outcome {
    var outcome = Outcome()
    switch choice {
    case .deadLetters:
      try add(
        identifiers(db.query("SELECT post_id FROM dead_letter WHERE redriven_at IS NULL ORDER BY 1")), &outcome, db)
    case .errors: try scan(VerdictScan(.errors), &outcome, db, progress)
    case .posts(let names, let source):
      try add(names.map { try Self.identifier($0, source, db) }, &outcome, db)
    case .since(let seconds, let source):
      let number = try source.map { try Self.sourceID($0, db) }
      try add(
        db.query(
          """
          SELECT redriven, skipped_decided, decided
          FROM rescreen(now() - $1::float8 * interval '1 s', $2::integer, $3::smallint, $4)
          """, [.double(seconds), .integer(number), .integer(lane.rawValue), .bool(isEvenDecided)]), to: &outcome)
    case .rule(let rule, let source):
      let number = try source.map { try Self.sourceID($0, db) }
      let found = try scan(VerdictScan(.rule(rule), source: number), &outcome, db, progress)
      if !found { try Self.checkRule(rule, db) }
    case .rulebook(let hash, let source):
      let entry = try RulebookStore.find(hash, on: db)
      let number = try source.map { try Self.sourceID($0, db) }
      try scan(
        VerdictScan(.rulebooks(RulebookStore.forms(of: entry.number, on: db).map(\.number)), source: number), &outcome,
        db, progress)
    }
    return outcome
  }

  // MARK: Steps

  /// Redrives what `scan` finds; answers whether it found anything.
  @discardableResult
  private func scan(
    _ scan: VerdictScan, _ outcome: inout Outcome, _ db: borrowing Connection, _ progress: (Int) -> Void
  ) throws -> Bool {
    var hasFound = false
    var scan = scan
    while let posts = try scan.next(on: db) {
      hasFound = hasFound || !posts.isEmpty
      try add(posts, &outcome, db)
      progress(outcome.redriven)
    }
    return hasFound
  }

  private func add(_ posts: [Int64], _ outcome: inout Outcome, _ db: borrowing Connection) throws {
    let slice = 10_000
    for start in stride(from: 0, to: posts.count, by: slice) {
      let part = Array(posts[start..<min(start + slice, posts.count)])
      try add(
        db.query(
          "SELECT redriven, skipped_decided, decided FROM redrive($1, $2::smallint, $3)",
          [.integers(part), .integer(lane.rawValue), .bool(isEvenDecided)]), to: &outcome)
    }
  }

  private func add(_ answer: consuming QueryResult, to outcome: inout Outcome) throws {
    outcome.redriven += try answer.integer(0, 0)
    outcome.skippedDecided += try answer.integer(0, 1)
    outcome.decided += try answer.integer(0, 2)
  }

  private func identifiers(_ answer: consuming QueryResult) throws -> [Int64] {
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

  /// Throws where no stored rulebook has the rule: then it is a slip of the pen, and not a rule without hits.
  private static func checkRule(_ rule: String, _ db: borrowing Connection) throws {
    if try db.query("SELECT EXISTS (SELECT FROM rulebook WHERE words -> 'rules' ? $1)", [.text(rule)]).bool(0, 0) {
      return
    }
    let known = try db.query(
      """
      SELECT k FROM (SELECT words FROM rulebook ORDER BY rulebook_id DESC LIMIT 1) r, jsonb_object_keys(r.words -> 'rules') k
      """)
    let nearest = Suggestion.nearest(to: rule, among: try (0..<known.count).map { try known.text($0, 0) })
    throw StoreError(
      "no stored rulebook has a rule \(rule)" + (nearest.map { "; did you mean \($0)?" } ?? "")
        + "; repair: drawbridge rules stats lists the rules that had hits")
  }
}
