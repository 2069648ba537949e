package import Postgres

extension Audit {
  /// What a check of the whole chain found.
  package struct Report: Sendable {
    /// Events that a seal covers, and those that wait for the next one.
    package var events = 0
    package var unsealed = 0
    package var seals = 0
    /// Seals whose events retention has taken away; what is checked begins behind them.
    package var retired = 0
    package var firstDay: String?
    package var lastDay: String?
    package var head: Head?
    package var decisions = 0
    /// Decisions whose reason was erased: their digest stands, and says nothing any more.
    package var erasedNotes = 0
    /// What is wrong and where; empty where everything holds.
    package var faults: [String] = []
  }

  /// Computes every seal anew from the rows, and compares decisions and their reasons with what was sealed.
  ///
  /// In slices, at constant memory here and in the server, under one snapshot, so that retention may go on meanwhile;
  /// `progress` hears of every slice.
  package static func verify(
    against mark: HeadMark? = nil, on db: borrowing Connection, progress: (_ events: Int) -> Void = { _ in }
  ) throws -> Report {
    try db.transaction {
      try db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
      return try report(mark, db, progress)
    }
  }

  private static func report(
    _ mark: HeadMark?, _ db: borrowing Connection, _ progress: (_ events: Int) -> Void
  ) throws -> Report {
    var report = Report()
    report.head = try newestHead(on: db)
    report.retired = try db.query("SELECT retired_seals()").integer(0, 0)
    try checkSeals(&report, db, progress)
    try checkEdges(&report, db)
    try checkDecisions(&report, db)
    try checkNotes(&report, db)
    if let mark { try check(mark, &report, db) }
    return report
  }

  // MARK: Seals

  private static func checkSeals(
    _ report: inout Report, _ db: borrowing Connection, _ progress: (Int) -> Void
  ) throws {
    let slice = 50
    while true {
      let answer = try db.query(sealSQL, [.integer(report.seals), .integer(report.retired), .integer(slice)])
      for row in 0..<answer.count {
        report.seals += 1
        let (id, day) = (try answer.integer(row, 0), try answer.text(row, 1))
        if id != report.seals {
          report.faults.append("seal \(report.seals) is missing: the next one is \(id)")
          report.seals = id
        }
        if try !answer.bool(row, 3) {
          report.faults.append("seal \(id) of \(day) does not begin where the one before ends")
        }
        if try !answer.bool(row, 4) { report.faults.append("seal \(id) of \(day) has another head than it must have") }
        if id <= report.retired { continue }
        let (sealed, found) = (try answer.integer(row, 2), try answer.integer(row, 5))
        if found != sealed {
          report.faults.append("seal \(id) of \(day) covers \(sealed) events, and \(found) are there")
        } else if try !answer.bool(row, 6) {
          report.faults.append("seal \(id) of \(day): an event was changed after it was sealed")
        }
        report.events += found
        report.firstDay = report.firstDay ?? day
        report.lastDay = day
      }
      progress(report.events)
      if answer.count < slice { return }
    }
  }

  /// seal, day, events, whether it joins on, whether its head is right, events found, whether their digest is right.
  private static let sealSQL = """
    SELECT s.seal_id, s.day::text, s.events,
           CASE WHEN s.epoch = b.epoch THEN s.from_xid = b.to_xid ELSE s.from_xid = '0' AND s.epoch > coalesce(b.epoch, 0) END
             AND s.from_xid < s.to_xid,
           seal_head(b.head, s) = s.head, coalesce(f.events, 0), coalesce(f.digest = s.digest, false)
    FROM (SELECT * FROM seal WHERE seal_id > $1 ORDER BY seal_id LIMIT $3) s
    LEFT JOIN seal b ON b.seal_id = s.seal_id - 1
    LEFT JOIN LATERAL digest_events(s.form, s.epoch, s.from_xid, s.to_xid) f ON s.seal_id > $2
    ORDER BY s.seal_id
    """

  /// Events that stand where no seal looks: before the last seal and in none of them, or in one that was retired.
  private static func checkEdges(_ report: inout Report, _ db: borrowing Connection) throws {
    let answer = try db.query(
      """
      WITH last AS (SELECT epoch, to_xid FROM seal ORDER BY seal_id DESC LIMIT 1)
      SELECT (SELECT count(*) FROM event e, last l WHERE (e.epoch, e.xid) < (l.epoch, l.to_xid)),
             (SELECT count(*) FROM event e
              WHERE NOT EXISTS (SELECT FROM last l WHERE (e.epoch, e.xid) < (l.epoch, l.to_xid)))
      """)
    let covered = try answer.integer(0, 0)
    report.unsealed = try answer.integer(0, 1)
    if covered != report.events {
      report.faults.append("\(covered) events stand before the last seal, and the seals cover \(report.events)")
    }
    if report.retired > report.seals {
      report.faults.append("retention says that it went up to seal \(report.retired), and there are \(report.seals)")
    }
  }

  // MARK: Decisions

  private static func checkDecisions(_ report: inout Report, _ db: borrowing Connection) throws {
    report.decisions = try db.query("SELECT count(*) FROM decision").integer(0, 0)
    let answer = try db.query(
      """
      SELECT coalesce(d.decision_id, e.decision_id), d.decision_id IS NULL, e.event_id IS NULL
      FROM decision d FULL JOIN (SELECT * FROM event WHERE kind = 'decided') e ON e.decision_id = d.decision_id
      WHERE (d.case_id, d.post_id, d.action, d.actor, d.acted_through, d.decided_at, d.note_digest, d.policy, d.label,
             d.rulebook_id::text, d.verdict_pass::text, d.reading, d.supersedes::text)
        IS DISTINCT FROM (e.case_id, e.post_id, e.detail ->> 'action', e.actor, e.acted_through, e.at, e.note_digest,
             e.detail ->> 'policy', e.detail ->> 'label', e.detail ->> 'rulebook', e.detail ->> 'pass',
             e.detail ->> 'reading', e.detail ->> 'supersedes')
      ORDER BY 1 LIMIT 20
      """)
    for row in 0..<answer.count {
      let id = try answer.optionalInteger(row, 0).map(String.init) ?? "without a number"
      report.faults.append(
        try answer.bool(row, 1)
          ? "decision \(id) was taken out: its event is there"
          : try answer.bool(row, 2)
            ? "decision \(id) has no event" : "decision \(id) is not what its event says")
    }
  }

  private static func checkNotes(_ report: inout Report, _ db: borrowing Connection) throws {
    report.erasedNotes = try db.query(
      "SELECT count(*) FROM decision d LEFT JOIN note n USING (note_id) WHERE n.body IS NULL"
    ).integer(0, 0)
    let answer = try db.query(
      """
      SELECT d.decision_id FROM decision d JOIN note n USING (note_id)
      WHERE n.body IS NOT NULL AND note_digest(n.salt, n.body) <> d.note_digest ORDER BY 1 LIMIT 20
      """)
    for row in 0..<answer.count {
      report.faults.append("the reason of decision \(try answer.integer(row, 0)) was changed")
    }
  }

  // MARK: A head from outside

  private static func check(_ mark: HeadMark, _ report: inout Report, _ db: borrowing Connection) throws {
    let found = try db.query(
      """
      SELECT count(*), count(*) FILTER (WHERE $2::text IS NULL OR day::text = $2) FROM seal
      WHERE starts_with(encode(head, 'hex'), $1)
      """, [.text(mark.digits), .text(mark.day)])
    if try found.integer(0, 1) == 1 { return }
    let reason =
      if try found.integer(0, 0) == 0 {
        "it is no head of this chain: what came before it was changed, or it is another database's"
      } else if try found.integer(0, 1) == 0 { "it is a head of another day" } else { "more than one head begins so" }
    report.faults.append("against \(mark.day.map { $0 + ":" } ?? "")\(mark.digits): \(reason)")
  }
}
