package import Postgres
internal import Text

/// Everything that is kept about a member, for the member: one JSON object a line.
///
/// What others wrote stays out: reviewers' names, and of other people's posts all but the copy of the member's.
package enum AuthorExport {
  private static let slice = 200

  /// Calls `line` with the posts (revisions, verdicts, reports), the cases (with what was decided and why), and the
  /// copies in replies.
  package static func write(
    _ findings: MemberFindings, on db: borrowing Connection, line: (String) throws -> Void
  ) throws {
    let posts = findings.posts.flatMap { $0 }.sorted()
    for part in pieces(posts) {
      try each(db.query(postSQL, [.integers(part)])) { try line(try post($0, $1)) }
    }
    for start in stride(from: 0, to: findings.keys.count, by: slice) {
      let keys = findings.parameters(start..<min(start + slice, findings.keys.count))
      try each(db.query(caseSQL, [keys[0], keys[1]])) { try line(try reviewCase($0, $1)) }
    }
    for part in pieces(findings.copies) {
      try each(db.query(copySQL, [.integers(part)])) { try line(try copy($0, $1)) }
    }
  }

  private static func pieces(_ posts: [Int64]) -> [[Int64]] {
    stride(from: 0, to: posts.count, by: slice).map { Array(posts[$0..<min($0 + slice, posts.count)]) }
  }

  private static func each(
    _ answer: consuming QueryResult, _ body: (borrowing QueryResult, Int) throws -> Void
  ) throws {
    for row in 0..<answer.count { try body(answer, row) }
  }

  // MARK: Lines

  private static let postSQL = #"""
    SELECT s.name, p.external_id, to_char(p.received_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), coalesce(k.post_id = p.post_id, false),
           coalesce(k.withdrawn, false), p.document, p.warnings,
           (SELECT json_agg(json_build_object('pass', v.pass, 'decided_at', v.decided_at, 'screening', v.body) ORDER BY v.pass)
            FROM verdict v WHERE v.post_id = p.post_id),
           (SELECT json_agg(json_build_object('at', r.at, 'reports', r.reports) ORDER BY r.pass)
            FROM post_report r WHERE r.post_id = p.post_id),
           (SELECT json_agg(json_build_object('at', d.at, 'reason', d.reason) ORDER BY d.pass)
            FROM dead_letter d WHERE d.post_id = p.post_id),
           (SELECT count(*) FROM counter_hit h WHERE h.post_id = p.post_id)
    FROM post p JOIN source s USING (source_id)
    LEFT JOIN post_key k ON k.source_id = p.source_id AND k.external_id = p.external_id
    WHERE p.post_id = ANY ($1::int8[]) ORDER BY p.post_id
    """#

  private static func post(_ answer: borrowing QueryResult, _ row: Int) throws -> String {
    let (source, id, time) = (try answer.text(row, 0), try answer.text(row, 1), try answer.text(row, 2))
    let (isCurrent, isWithdrawn) = (try answer.bool(row, 3), try answer.bool(row, 4))
    let document = try json(answer, row, 5)
    let (warnings, verdicts) = (try json(answer, row, 6), try json(answer, row, 7))
    let (reports, deadLetters) = (try json(answer, row, 8), try json(answer, row, 9))
    let counted = try answer.integer(row, 10)
    return line { out in
      out.member("kind", "post")
      out.member("source", source)
      out.member("id", id)
      out.member("received_at", time)
      out.member("current", isCurrent)
      out.member("withdrawn", isWithdrawn)
      out.member("post", document)
      out.member("warnings", warnings)
      out.member("verdicts", verdicts)
      out.member("reports", reports)
      out.member("dead_letters", deadLetters)
      out.member("counted_hits", counted)
    }
  }

  private static let caseSQL = #"""
    SELECT c.case_id, s.name, c.external_id, c.state, c.queue, to_char(c.opened_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           to_char(c.closed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           (SELECT json_agg(json_build_object('decision', d.decision_id, 'action', d.action, 'policy', d.policy,
                              'label', d.label, 'decided_at', d.decided_at, 'reason', n.body, 'supersedes', d.supersedes)
                            ORDER BY d.decision_id)
            FROM decision d LEFT JOIN note n USING (note_id) WHERE d.case_id = c.case_id),
           (SELECT json_agg(json_build_object('action', d.action, 'policy', d.policy, 'label', d.label, 'release_at', d.release_at,
                              'reason', d.reason))
            FROM decision_draft d WHERE d.case_id = c.case_id), array_to_json(c.causes)
    FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
    JOIN review_case c USING (source_id, external_id) JOIN source s USING (source_id) ORDER BY c.case_id
    """#

  private static func reviewCase(_ answer: borrowing QueryResult, _ row: Int) throws -> String {
    let number = try answer.integer(row, 0)
    let (source, id) = (try answer.text(row, 1), try answer.text(row, 2))
    let (state, queue) = (try answer.text(row, 3), try answer.text(row, 4))
    let (opened, closed) = (try answer.text(row, 5), try answer.optionalText(row, 6))
    let (decisions, staged) = (try json(answer, row, 7), try json(answer, row, 8))
    let causes = try json(answer, row, 9)
    return line { out in
      out.member("kind", "case")
      out.member("case", number)
      out.member("source", source)
      out.member("id", id)
      out.member("state", state)
      out.member("causes", causes)
      out.member("queue", queue)
      out.member("opened_at", opened)
      out.member("closed_at", closed)
      out.member("decisions", decisions)
      out.member("staged", staged)
    }
  }

  private static let copySQL = """
    SELECT s.name, p.external_id, p.document FROM post p JOIN source s USING (source_id)
    WHERE p.post_id = ANY ($1::int8[]) ORDER BY p.post_id
    """

  private static func copy(_ answer: borrowing QueryResult, _ row: Int) throws -> String {
    let (source, id) = (try answer.text(row, 0), try answer.text(row, 1))
    let reply = try json(answer, row, 2)["reply_to"] ?? .null
    return line { out in
      out.member("kind", "copy")
      out.member("source", source)
      out.member("in_post", id)
      out.member("reply_to", reply)
    }
  }

  // MARK: JSON

  /// A column of JSON; an empty array where it is null. What our reader cannot read is given out as the text that it is.
  private static func json(_ answer: borrowing QueryResult, _ row: Int, _ column: Int) throws -> JSON {
    guard let text = try answer.optionalText(row, column) else { return .array([]) }
    return (try? JSONParser.parse(text)) ?? .string(text)
  }

  private static func line(_ members: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.object(members)
    return writer.text
  }
}
