internal import Rules
internal import Text
package import Postgres

/// What the platform hears: verdicts, decisions and withdrawals, and rules that went past their limits, in order, at least once,
/// each with a stable id.
package enum Outbox {
  /// An event's id: the outbox row and the post in it, 0 where it is about no post.
  package struct EventID: Sendable, Hashable, CustomStringConvertible {
    package var seq: Int64
    package var post: Int64

    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let seq = Int64(parts[0]), let post = Int64(parts[1]), seq > 0, post >= 0 else {
        return nil
      }
      self.seq = seq
      self.post = post
    }

    init(seq: Int64, post: Int64) {
      self.seq = seq
      self.post = post
    }

    package var description: String { "\(seq).\(post)" }
  }

  /// One event as a line of JSON.
  package struct Event: Sendable {
    package var id: EventID
    package var line: String
  }

  /// Up to `limit` events behind `after`, or behind what `consumer` acknowledged last.
  ///
  /// Rows of transactions that may still run are left for later, and so is everything behind them: an event never comes
  /// to stand before one that was read already. A verdict that a later pass replaced is left out, and so is what was
  /// erased since.
  package static func read(
    consumer: String, after: EventID? = nil, limit: Int = 1000, keeping: Set<String> = [], on db: borrowing Connection
  ) throws -> [Event] {
    try db.query(
      "INSERT INTO outbox_cursor (consumer) VALUES ($1) ON CONFLICT DO NOTHING", [.text(consumer)])
    // A restored dump begins a new epoch before anything of it is read.
    let epoch = try db.query("SELECT current_epoch()").integer(0, 0)
    var after = after
    while true {
      let answer = try db.query(
        readSQL,
        [
          .text(consumer), .integer(after.map { Int($0.seq) }), .integer(after.map { Int($0.post) }), .integer(limit),
          .integer(epoch),
        ])
      var events: [Event] = []
      var lastRow: Int64?
      for row in 0..<answer.count {
        if answer.isNull(row, 2) {
          lastRow = Int64(try answer.integer(row, 0))
        } else {
          events.append(try event(answer, row, keeping))
        }
      }
      // A stretch of rows with nothing left in them is stepped over.
      guard events.isEmpty, let lastRow, lastRow != after?.seq else { return events }
      after = EventID(seq: lastRow, post: Int64.max)
    }
  }

  /// The last row of the answer has no kind and says up to where was looked.
  private static let readSQL = #"""
    WITH cursor AS (
      SELECT coalesce(o.epoch, c.epoch) AS epoch, coalesce(o.xid, c.xid) AS xid, coalesce(o.seq, c.seq) AS seq,
             CASE WHEN o.seq IS NULL THEN c.post_id ELSE $3::bigint END AS post_id
      FROM outbox_cursor c LEFT JOIN outbox o ON o.seq = $2::bigint WHERE c.consumer = $1
    ), batch AS MATERIALIZED (
      SELECT o.*, c.seq AS at_seq, c.post_id AS at_post
      FROM cursor c CROSS JOIN LATERAL (
        SELECT * FROM outbox o
        WHERE (o.epoch, o.xid, o.seq) >= (c.epoch, c.xid, c.seq)
          AND (o.epoch < $5 OR o.xid < pg_snapshot_xmin(pg_current_snapshot()))
        ORDER BY o.epoch, o.xid, o.seq LIMIT 50) o
    ), single AS (
      SELECT b.epoch, b.xid, b.seq, b.kind, b.at, b.action, b.decision_id, b.at_seq, b.at_post, v.post_id, v.pass, v.body
      FROM batch b CROSS JOIN LATERAL unnest(b.lo, b.hi, b.pass) AS t (lo, hi, pass)
      JOIN verdict v ON v.post_id BETWEEN t.lo AND t.hi AND v.pass = t.pass
      WHERE b.kind = 'verdict' AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
      UNION ALL
      SELECT b.epoch, b.xid, b.seq, b.kind, b.at, b.action, b.decision_id, b.at_seq, b.at_post, p.post_id, NULL, NULL
      FROM batch b CROSS JOIN LATERAL unnest(b.lo, b.hi) AS t (lo, hi) JOIN post p ON p.post_id BETWEEN t.lo AND t.hi
      WHERE b.kind = 'no_verdict' AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = p.post_id)
      UNION ALL
      SELECT b.epoch, b.xid, b.seq, b.kind, b.at, b.action, b.decision_id, b.at_seq, b.at_post, t.post_id, NULL, NULL
      FROM batch b CROSS JOIN LATERAL unnest(b.lo) AS t (post_id)
      WHERE b.kind NOT IN ('verdict', 'no_verdict')
    ), event AS (
      SELECT e.epoch, e.xid, e.seq, e.post_id, e.kind, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, s.name,
             p.document, e.pass, e.body, coalesce(d.action, e.action) AS action, d.case_id, n.body AS reason, d.actor
      FROM single e JOIN post p USING (post_id) JOIN source s USING (source_id)
      LEFT JOIN decision d USING (decision_id) LEFT JOIN note n USING (note_id)
      WHERE e.seq <> e.at_seq OR e.post_id > e.at_post
      UNION ALL
      SELECT b.epoch, b.xid, b.seq, 0, b.kind, to_char(b.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), NULL, NULL, NULL,
             json_build_object('rule', l.rule, 'owner', l.owner, 'cap', l.cap, 'hits', l.hits, 'posts', l.posts,
                               'since', to_char(l.tripped_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
             NULL, NULL, NULL, NULL
      FROM batch b JOIN rule_limit l USING (limit_id) WHERE b.kind = 'rule_limited' AND b.seq <> b.at_seq
    ), mark AS (
      SELECT epoch, xid, seq, 9223372036854775807 AS post_id, NULL, NULL, NULL, NULL::json, NULL::smallint, NULL::json,
             NULL, NULL::bigint, NULL, NULL
      FROM batch ORDER BY epoch DESC, xid DESC, seq DESC LIMIT 1
    ), listed AS (
      (SELECT * FROM event ORDER BY epoch, xid, seq, post_id LIMIT $4) UNION ALL SELECT * FROM mark
    )
    SELECT seq, post_id, kind, at, name, document, pass, body, action, case_id, reason, actor
    FROM listed ORDER BY epoch, xid, seq, post_id
    """#

  /// One line: the event, the post's identity, what happened, and the members that the platform asked to keep.
  private static func event(
    _ answer: borrowing QueryResult, _ row: Int, _ keeping: Set<String>
  ) throws -> Event {
    let id = EventID(seq: Int64(try answer.integer(row, 0)), post: Int64(try answer.integer(row, 1)))
    let kind = try answer.text(row, 2)
    if answer.isNull(row, 4) { return try limitEvent(answer, row, id, kind) }
    let (time, source) = (try answer.text(row, 3), try answer.text(row, 4))
    let post = try StoredPost.read(try answer.text(row, 5), keeping: keeping)
    let pass = try answer.optionalInteger(row, 6)
    let body = try answer.optionalText(row, 7)
    let action = try answer.optionalText(row, 8)
    let caseID = try answer.optionalInteger(row, 9)
    let (reason, actor) = (try answer.optionalText(row, 10), try answer.optionalText(row, 11))
    var out = JSONWriter()
    out.object { out in
      out.member("event", id.description)
      out.member("kind", kind)
      out.member("at", time)
      out.member("source", source)
      out.member("id", post.id.json)
      if let revision = post.revision { out.member("revision", revision.json) }
      if let pass { out.member("pass", pass) }
      if let body, let screening = try? JSONParser.parse(body), case .object(let members) = screening {
        for member in members { out.member(member.name, member.value) }
      }
      if let caseID { out.member("case", caseID) }
      if let action { out.member("action", action) }
      if caseID != nil {
        out.member("reason", reason)
        if reason == nil { out.member("reason_erased", true) }
        out.member("actor", actor)
      }
      if !post.kept.isEmpty { out.member("kept", .object(post.kept)) }
    }
    return Event(id: id, line: out.text)
  }

  /// An event that is about a rule, not a post: who is to look, what the rule did, and what it can do at most until somebody has
  /// said `drawbridge rules acknowledge`.
  private static func limitEvent(
    _ answer: borrowing QueryResult, _ row: Int, _ id: EventID, _ kind: String
  ) throws -> Event {
    let limit = try JSONParser.parse(try answer.text(row, 7))
    let time = try answer.text(row, 3)
    let cap = limit["cap"]?.integer.flatMap { Verdict(rawValue: $0) } ?? .queue
    var out = JSONWriter()
    out.object { out in
      out.member("event", id.description)
      out.member("kind", kind)
      out.member("at", time)
      out.member("rule", limit["rule"]?.string)
      out.member("owner", limit["owner"]?.string)
      out.member("since", limit["since"]?.string)
      out.member("cap", cap.name)
      out.member("hits", limit["hits"]?.integer ?? 0)
      out.member("posts", limit["posts"]?.integer ?? 0)
    }
    return Event(id: id, line: out.text)
  }

  /// Moves the consumer's cursor to `event`, never backwards. Throws where there is no such event.
  package static func acknowledge(consumer: String, _ event: EventID, on db: borrowing Connection) throws {
    let row = try db.query("SELECT 1 FROM outbox WHERE seq = $1", [.integer(Int(event.seq))])
    guard row.count == 1 else { throw StoreError("there is no event \(event)") }
    try db.query(
      """
      INSERT INTO outbox_cursor AS c (consumer, epoch, xid, seq, post_id)
      SELECT $1, epoch, xid, seq, $3 FROM outbox WHERE seq = $2
      ON CONFLICT (consumer) DO UPDATE
        SET epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq, post_id = excluded.post_id, acknowledged_at = now()
        WHERE (excluded.epoch, excluded.xid, excluded.seq, excluded.post_id) > (c.epoch, c.xid, c.seq, c.post_id)
      """, [.text(consumer), .integer(Int(event.seq)), .integer(Int(event.post))])
  }
}
