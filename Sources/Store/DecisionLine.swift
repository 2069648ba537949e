internal import Postgres
internal import Rules
internal import Text

/// What an outbox line says of a decision, rendered when it is read, so that erasure reaches it.
struct DecisionLine: Sendable {
  var id: Int64
  var caseID: Int
  var action: String
  /// Nil where it was erased.
  var reason: String?
  var actor: String
  var at: String

  /// The decisions that stand in a column of an outbox answer, by their numbers; one statement for all of them.
  static func find(
    in answer: borrowing QueryResult, column: Int, on db: borrowing Connection
  ) throws -> [Int64: DecisionLine] {
    var ids: Set<Int64> = []
    for row in 0..<answer.count {
      if let id = try answer.optionalInteger(row, column) { ids.insert(Int64(id)) }
    }
    if ids.isEmpty { return [:] }
    let found = try db.query(
      """
      SELECT d.decision_id, d.case_id, d.action, n.body, d.actor,
             to_char(d.decided_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      FROM decision d LEFT JOIN note n USING (note_id) WHERE d.decision_id = ANY ($1::int8[])
      """, [.integers(ids.sorted())])
    var lines: [Int64: DecisionLine] = [:]
    for row in 0..<found.count {
      let id = Int64(try found.integer(row, 0))
      lines[id] = DecisionLine(
        id: id, caseID: try found.integer(row, 1), action: try found.text(row, 2),
        reason: try found.optionalText(row, 3), actor: try found.text(row, 4), at: try found.text(row, 5))
    }
    return lines
  }

  /// The members of a line of kind `decision`.
  func write(to out: inout JSONWriter, about post: Post) {
    out.member("case", caseID)
    out.member("action", action)
    out.member("reason", reason)
    if reason == nil { out.member("reason_erased", true) }
    out.member("actor", actor)
  }

  /// What stands beside a new verdict.
  func writeStanding(to out: inout JSONWriter) {
    out.member("standing") { out in
      out.member("decision", Int(id))
      out.member("action", action)
      out.member("at", at)
    }
  }
}
