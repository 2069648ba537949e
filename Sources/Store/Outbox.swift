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
  /// Rows of transactions that may still run are left for later, and so is everything behind them: a consumer never sees an
  /// older event after a newer one. A verdict that a later pass replaced is left out, and so are what was erased
  /// since and what was given after a person had decided about the text. Fewer
  /// than `limit` events are no sign of the end: only none are. Reads about two rows for each event that it answers.
  package static func read(
    consumer: String, after: EventID? = nil, limit: Int = 1000, keeping: Set<String> = [], on db: borrowing Connection,
    passingOver: (_ id: EventID, _ reason: String) -> Void = { _, _ in }
  ) throws -> [Event] {
    try db.query(
      "INSERT INTO outbox_cursor (consumer) VALUES ($1) ON CONFLICT DO NOTHING", [.text(consumer)])
    try checkOwner(of: consumer, on: db)
    var after = after
    while true {
      let answer = try db.query(
        readSQL,
        [
          .text(consumer), .integer(after.map { Int($0.seq) }), .integer(after.map { Int($0.post) }), .integer(limit),
        ])
      let decisions = try DecisionLine.find(in: answer, column: 9, on: db)
      var events: [Event] = []
      var (mark, passed): (EventID?, EventID?) = (nil, nil)
      for row in 0..<answer.count {
        if answer.isNull(row, 2) {
          mark = EventID(seq: Int64(try answer.integer(row, 0)), post: Int64(try answer.integer(row, 1)))
        } else {
          let id = EventID(seq: Int64(try answer.integer(row, 0)), post: Int64(try answer.integer(row, 1)))
          if let event = try event(id, answer, row, keeping, decisions, passingOver) {
            events.append(event)
          } else {
            passed = id
          }
        }
      }
      // Where everything that was looked at is gone, the next look begins behind it.
      guard events.isEmpty, let next = mark ?? passed else { return events }
      after = next
    }
  }

  /// The function walks in the order of events; what an event says beside its post is fetched by its key, row by row.
  private static let readSQL = #"""
    SELECT e.seq, e.post_id, e.kind, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), s.name, e.document, e.pass,
           coalesce(e.verdict, l.body), e.action, e.decision_id
    FROM read_outbox($1, $2, $3, $4) WITH ORDINALITY
      AS e (seq, post_id, kind, at, source_id, document, pass, verdict, decision_id, limit_id, action, place)
    LEFT JOIN LATERAL (SELECT s.name FROM source s WHERE s.source_id = e.source_id LIMIT 1) s ON true
    LEFT JOIN LATERAL (
      SELECT json_build_object(
        'rule', l.rule, 'owner', l.owner, 'cap', l.cap, 'hits', l.hits, 'posts', l.posts,
        'since', to_char(l.tripped_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) AS body
      FROM rule_limit l WHERE l.limit_id = e.limit_id LIMIT 1) l ON true
    ORDER BY e.place
    """#

  /// One line: the event, the post's identity, what happened, and the members that the platform asked to keep.
  /// Nil, and told to `passingOver`, where the stored post has no `id` by which the platform could know it.
  private static func event(
    _ id: EventID, _ answer: borrowing QueryResult, _ row: Int, _ keeping: Set<String>,
    _ decisions: [Int64: DecisionLine], _ passingOver: (EventID, String) -> Void
  ) throws -> Event? {
    let kind = try answer.text(row, 2)
    if answer.isNull(row, 4) { return try limitEvent(answer, row, id, kind) }
    let (time, source) = (try answer.text(row, 3), try answer.text(row, 4))
    let shown = StoredPost.shown(try answer.text(row, 5), keeping: keeping)
    if let reason = shown.unreadable, shown.post.id.text.isEmpty {
      passingOver(id, reason)
      return nil
    }
    let post = shown.post
    let pass = try answer.optionalInteger(row, 6)
    let body = try answer.optionalText(row, 7)
    let action = try answer.optionalText(row, 8)
    let decision = try answer.optionalInteger(row, 9).flatMap { decisions[Int64($0)] }
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
      if let action { out.member("action", action) }
      if let decision {
        if kind == "decision" { decision.write(to: &out, about: post) } else { decision.writeStanding(to: &out) }
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
    try checkOwner(of: consumer, on: db)
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
