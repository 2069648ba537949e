package import Postgres
package import Rules
internal import Text

/// What rules did, and what people made of it.
package enum RuleHistory {
  /// What one rule did in one language.
  package struct Row: Sendable {
    package var rule: String
    package var language: String
    package var hits: Int
    /// Hits without effect, because the rule was in shadow.
    package var shadowHits: Int
    /// Hits that people decided about: right where they acted on the post.
    package var decided: Precision
    /// Those of them that somebody judged without knowing of the hit. Only they say how precise the rule is: whoever is
    /// shown a rule's opinion tends to share it.
    package var precision: Precision
    /// The latest hit.
    package var lastAt: Timestamp
  }

  /// Hits and reviewers' outcomes within the last `seconds`, of `rule` or of all, by rule and language. The newest verdict
  /// on a post and the latest decision about it count.
  package static func rows(
    since seconds: Double, rule: String? = nil, on db: borrowing Connection
  ) throws -> [Row] {
    let answer = try db.query(
      """
      SELECT rule, lang, hits, shadow, acted, decided, blind_acted, blind_decided, last_at
      FROM drawbridge.rule_stats($1, $2)
      """, [.double(seconds), .text(rule)])
    var rows: [Row] = []
    for row in 0..<answer.count {
      rows.append(
        Row(
          rule: try answer.text(row, 0), language: try answer.text(row, 1), hits: try answer.integer(row, 2),
          shadowHits: try answer.integer(row, 3),
          decided: Precision(right: try answer.integer(row, 4), reviewed: try answer.integer(row, 5)),
          precision: Precision(right: try answer.integer(row, 6), reviewed: try answer.integer(row, 7)),
          lastAt: Timestamp(microseconds: try answer.timestamp(row, 8))))
    }
    return rows
  }

  // MARK: Approvals

  /// Who approved a rule in a language.
  package struct Approval: Sendable {
    package var language: String
    package var by: String
    package var at: Timestamp
    package var reason: String
  }

  package static func approvals(of rule: String, on db: borrowing Connection) throws -> [Approval] {
    let answer = try db.query(
      "SELECT lang, approved_by, approved_at, reason FROM rule_approval WHERE rule = $1 ORDER BY lang", [.text(rule)])
    var approvals: [Approval] = []
    for row in 0..<answer.count {
      approvals.append(
        Approval(
          language: try answer.text(row, 0), by: try answer.text(row, 1),
          at: Timestamp(microseconds: try answer.timestamp(row, 2)), reason: try answer.text(row, 3)))
    }
    return approvals
  }

  /// Somebody takes it upon themselves that `rule` acts in `language`.
  package static func approve(
    _ rule: String, in language: String, reason: String, on db: borrowing Connection
  ) throws {
    try db.query("SELECT drawbridge.approve_rule($1, $2, $3)", [.text(rule), .text(language), .text(reason)])
  }

  // MARK: Posts

  /// Calls `body` with the posts that came in within the last `seconds`, in their order, and what people decided about
  /// each. Stored posts that cannot be read are passed over: answers how many.
  package static func eachPost(
    since seconds: Double, on db: borrowing Connection, _ body: (Post, Backtest.Outcome?) throws -> Void
  ) throws -> Int {
    var unreadable = 0
    var outcomes: [Int64: Backtest.Outcome] = [:]
    let decisions = try db.query(
      "SELECT DISTINCT ON (post_id) post_id, action FROM decision ORDER BY post_id, decision_id DESC")
    for row in 0..<decisions.count {
      outcomes[Int64(try decisions.integer(row, 0))] = try decisions.text(row, 1) == "allow" ? .allowed : .actedOn
    }
    var last = try db.query(
      "SELECT coalesce(min(post_id), 0) - 1 FROM visible_post WHERE received_at > now() - $1 * interval '1 s'",
      [.double(seconds)]
    ).integer(0, 0)
    while true {
      let answer = try db.query(
        """
        SELECT post_id, document, warnings, received_at FROM visible_post
        WHERE post_id > $1 AND received_at > now() - $2 * interval '1 s' ORDER BY post_id LIMIT 2000
        """, [.integer(last), .double(seconds)])
      for row in 0..<answer.count {
        last = try answer.integer(row, 0)
        let (document, warnings) = (try answer.bytes(row, 1), try answer.optionalText(row, 2))
        guard var post = try? StoredPost.read(document, warnings: warnings) else {
          unreadable += 1
          continue
        }
        post.receivedAt = Timestamp(microseconds: try answer.timestamp(row, 3))
        post.takenAt = post.receivedAt
        try body(post, outcomes[Int64(last)])
      }
      if answer.count < 2000 { return unreadable }
    }
  }
}
