package import Postgres
package import Rules
internal import Text

/// Takes posts out of the queue and writes back what became of them.
///
/// A ticket names a block of posts. Taking one leases it: `visible_at` moves into the future, `attempts` goes up.
/// Finishing deletes it where `attempts` and `worker` are still ours, in the transaction that writes the verdicts; that
/// fence makes the effect happen once, whoever dies when.
package struct TicketQueue: Sendable {
  /// Who takes; different for each process.
  package let worker: Int64
  /// Seconds until somebody else may take what this one took.
  package let lease: Double
  /// About how many posts a take aims at; 500 is the knee of the curve (Queue.md).
  package let batch: Int
  /// Seconds that the second retry of a suspect waits longer than the lease; doubled each time, up to 300 of them.
  package let retry: Double

  /// Taken this often without a finish, a ticket is split into single posts; taken twice, it is taken alone.
  package static let suspectAfter = 2
  /// A single post taken this often without a finish becomes a dead letter.
  static let mostAttempts = 5

  package init(
    worker: Int64 = Int64.random(in: 1...Int64.max), lease: Double = 30, batch: Int = 500, retry: Double = 1
  ) {
    self.worker = worker
    self.lease = lease
    self.batch = max(1, batch)
    self.retry = retry
  }

  /// A leased ticket with its posts.
  package struct Ticket: Sendable {
    package var lane: Int
    package var source: Int
    package var lo: Int64
    package var hi: Int64
    package var pass: Int
    package var attempts: Int
    /// Whether the platform is to hear its verdicts even where a person decided: somebody asked for it.
    package var isEvenDecided = false
    package var posts: [QueuedPost] = []
    package var key: TicketKey { TicketKey(lane: lane, source: source, lo: lo, attempts: attempts) }
  }

  /// A post as it waits in the queue.
  package struct QueuedPost: Sendable {
    package var id: Int64
    package var document: [UInt8]
    package var warnings: String?
    /// How often it was reported by now, where it is looked at again for that.
    package var reports: Int?
    /// When it was taken in, and when it was taken now, by the database's clock.
    package var receivedAt: Timestamp
    package var takenAt: Timestamp
  }

  // MARK: Take

  /// Leases the next tickets of `lane`, about `batch` posts of them, or one suspect alone; empty where nothing is visible.
  ///
  /// At most `most` tickets a source are looked at: what is looked at is locked, so this follows the size of tickets.
  /// `from` is the lowest id worth looking at, `source` the only source to serve. With `suspects` false those are left
  /// for later: a process that dies must not take two with it, or the innocent share the fate of the culprit. A paused
  /// source is passed over, and so
  /// is one with `max_inflight` posts or more under lease (two takes at the same moment may pass that by a batch).
  /// Documents of 32 MiB come at most: what is over goes back at once, and a single ticket over that is split into its posts.
  /// `synchronous_commit` is off for this transaction: a lease that a crash of the server forgets is only taken again.
  package func take(
    lane: Int, from hint: Int64 = 0, most: Int? = nil, source: Int? = nil, suspects: Bool = true,
    on db: borrowing Connection
  ) throws -> [Ticket] {
    try db.transaction(isAsynchronous: true) {
      let answer = try db.queryPrepared(
        Self.takeSQL,
        [
          .integer(lane), .integer(batch), .double(lease), .integer(worker), .integer(hint), .integer(most ?? batch),
          .integer(source), .double(retry), .bool(suspects),
        ])
      var (tickets, whole) = try Self.read(answer, lane)
      if whole == 0, let large = tickets.first, large.posts.count > 1 {
        try split(large.key, posts: large.posts.map(\.id), attempts: large.attempts - 1, on: db)
        tickets.removeFirst()
      }
      try giveBack(tickets.dropFirst(whole).map(\.key), on: db)
      return Array(tickets.prefix(whole))
    }
  }

  /// The tickets of an answer, and how many of them came with all their posts.
  private static func read(_ answer: borrowing QueryResult, _ lane: Int) throws -> (tickets: [Ticket], whole: Int) {
    var tickets: [Ticket] = []
    var whole: Int?
    for row in 0..<answer.count {
      let source = try answer.integer(row, 0)
      let lo = Int64(try answer.integer(row, 1))
      if tickets.last?.lo != lo || tickets.last?.source != source {
        tickets.append(
          Ticket(
            lane: lane, source: source, lo: lo, hi: Int64(try answer.integer(row, 2)),
            pass: try answer.integer(row, 3), attempts: try answer.integer(row, 4),
            isEvenDecided: try answer.bool(row, 11)))
      }
      guard let id = try answer.optionalInteger(row, 5) else { continue }
      let isHere = !answer.isNull(row, 6)
      if !isHere { whole = whole ?? tickets.count - 1 }
      let post = QueuedPost(
        id: Int64(id), document: isHere ? try answer.bytes(row, 6) : [], warnings: try answer.optionalText(row, 7),
        reports: try answer.optionalInteger(row, 8),
        receivedAt: Timestamp(microseconds: try answer.timestamp(row, 9)),
        takenAt: Timestamp(microseconds: try answer.timestamp(row, 10)))
      tickets[tickets.count - 1].posts.append(post)
    }
    return (tickets, whole ?? tickets.count)
  }

  private static let takeSQL: StaticString = """
    WITH visible AS MATERIALIZED (
      SELECT t.lane, t.source_id, t.lo, t.n, t.attempts
      FROM source s CROSS JOIN LATERAL (
        SELECT * FROM ticket t
        WHERE t.lane = $1 AND t.source_id = s.source_id AND t.lo >= $5 AND t.visible_at <= now()
          AND (t.attempts < 2 OR $9)
        ORDER BY t.lo FOR UPDATE SKIP LOCKED LIMIT $6) t
      WHERE NOT s.paused AND ($7::integer IS NULL OR s.source_id = $7)
        AND (s.max_inflight IS NULL OR s.max_inflight > (
          SELECT coalesce(sum(i.n), 0) FROM generate_series(0, 2) AS l (lane)
          JOIN ticket i ON i.lane = l.lane AND i.source_id = s.source_id
          WHERE i.worker IS NOT NULL AND i.visible_at > now()))
    ), ranked AS (
      SELECT *, row_number() OVER w AS place, sum(n) OVER w - n AS before, first_value(attempts >= 2) OVER w AS begins_suspect
      FROM visible WINDOW w AS (ORDER BY lo, source_id)
    ), chosen AS (
      SELECT * FROM ranked
      WHERE CASE WHEN begins_suspect THEN place = 1 ELSE attempts < 2 AND before < $2 END
    ), taken AS (
      UPDATE ticket t SET attempts = t.attempts + 1, worker = $4,
        visible_at = now() + $3 * interval '1 s'
          + CASE WHEN t.attempts < 2 THEN 0 ELSE least(2 ^ t.attempts, 300) * $8 * (0.5 + random()) END * interval '1 s'
      FROM chosen c WHERE (t.lane, t.source_id, t.lo) = (c.lane, c.source_id, c.lo)
      RETURNING t.source_id, t.lo, t.hi, t.pass, t.attempts, t.even_decided
    )
    SELECT t.source_id, t.lo, t.hi, t.pass, t.attempts, p.post_id,
           -- Bytes as they are sent; only what is compressed or stored aside has to be opened to be measured.
           CASE WHEN coalesce(sum(
             CASE WHEN pg_column_size(p.document) > 1900 OR pg_column_compression(p.document) IS NOT NULL
                  THEN octet_length(p.document::text) ELSE pg_column_size(p.document) END
             ) OVER (ORDER BY t.lo, t.source_id, p.post_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) < 33554432
           THEN p.document END,
           p.warnings,
           CASE WHEN t.pass > 0 THEN
             (SELECT r.reports FROM post_report r WHERE (r.post_id, r.pass) = (p.post_id, t.pass)) END,
           p.received_at, now(), t.even_decided
    FROM taken t LEFT JOIN post p ON p.post_id BETWEEN t.lo AND t.hi AND p.source_id = t.source_id
    ORDER BY t.lo, t.source_id, p.post_id
    """

  /// Holds what is in hand for another lease from now on; answers how many of `tickets` are still ours.
  package func extend(_ tickets: [TicketKey], on db: borrowing Connection) throws -> Int {
    if tickets.isEmpty { return 0 }
    return try db.transaction(isAsynchronous: true) {
      try db.query(
        """
        UPDATE ticket t SET visible_at = now() + $6 * interval '1 s'
        FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS f (lane, source_id, lo, attempts)
        WHERE t.lane = f.lane AND t.source_id = f.source_id AND t.lo = f.lo AND t.attempts = f.attempts AND t.worker = $5
        """, TicketKey.parameters(tickets) + [.integer(worker), .double(lease)]
      ).affected
    }
  }

  // MARK: Finish

  /// A finish came too late: somebody else holds the tickets, and nothing of this batch was written.
  package struct LeaseLost: Error {}

  /// Writes the verdicts of `tickets`, opens cases, tells the outbox and deletes the tickets, in one synchronous commit.
  package func finish(_ tickets: [ScreenedTicket], rulebook: Int?, on db: borrowing Connection) throws {
    if tickets.isEmpty { return }
    var rows = CopyRows()
    for ticket in tickets {
      for post in ticket.posts {
        post.screening.append(to: &rows, post: post.id, pass: ticket.pass, rulebook: rulebook)
      }
    }
    try db.transaction {
      try fence(tickets.map(\.key), db)
      try db.copy(Self.copySQL, rows)
      try openCases(tickets, db)
      try settleCases(tickets, db)
      for isEvenDecided in [false, true] {
        try tellPlatform(tickets.filter { $0.isEvenDecided == isEvenDecided }, isEvenDecided, db)
      }
    }
  }

  /// One outbox row for the verdicts of these tickets.
  private func tellPlatform(_ tickets: [ScreenedTicket], _ isEvenDecided: Bool, _ db: borrowing Connection) throws {
    if tickets.isEmpty { return }
    try db.queryPrepared(
      """
      SELECT tell_platform('verdict', $1::int8[], $2::int8[], $3::int8[]::smallint[], p_even_decided => $4)
      """,
      [
        .integers(tickets.map(\.lo)), .integers(tickets.map(\.hi)), .integers(tickets.map { Int64($0.pass) }),
        .bool(isEvenDecided),
      ])
  }

  private static let copySQL = """
    COPY verdict (post_id, pass, rulebook_id, verdict, score, priority, lang, confidence, body)
    FROM STDIN (FORMAT binary)
    """

  /// Deletes the tickets where they are still ours; throws `LeaseLost` where one is not.
  private func fence(_ tickets: [TicketKey], _ db: borrowing Connection) throws {
    let deleted = try db.queryPrepared(
      """
      DELETE FROM ticket t USING unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS f (lane, source_id, lo, attempts)
      WHERE t.lane = f.lane AND t.source_id = f.source_id AND t.lo = f.lo AND t.attempts = f.attempts AND t.worker = $5
      """, TicketKey.parameters(tickets) + [.integer(worker)]
    ).affected
    if deleted != tickets.count { throw LeaseLost() }
  }

  // MARK: Returning, splitting, burying

  /// Gives back what was taken and could not be begun or written through no fault of its own: visible after `delay`
  /// seconds, the attempt taken back.
  package func giveBack(_ tickets: [TicketKey], after delay: Double = 0, on db: borrowing Connection) throws {
    if tickets.isEmpty { return }
    try db.query(
      """
      UPDATE ticket t SET visible_at = now() + $6 * interval '1 s', attempts = t.attempts - 1, worker = NULL
      FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS f (lane, source_id, lo, attempts)
      WHERE t.lane = f.lane AND t.source_id = f.source_id AND t.lo = f.lo AND t.attempts = f.attempts AND t.worker = $5
      """, TicketKey.parameters(tickets) + [.integer(worker), .double(delay)])
  }

  /// What a ticket that was taken too often needs.
  package enum Remedy: Sendable { case screen, split, bury }

  /// What is to be done with `ticket`: screened; split, where one post of many may be the culprit; buried, where a
  /// single post was tried often enough.
  package func remedy(for ticket: Ticket) -> Remedy {
    if ticket.attempts <= Self.suspectAfter { return .screen }
    if ticket.posts.count > 1 { return .split }
    return ticket.attempts > Self.mostAttempts ? .bury : .screen
  }

  /// Replaces a ticket by one for each of its posts, so that 499 neighbours of a culprit go through at once.
  package func split(_ ticket: Ticket, on db: borrowing Connection) throws {
    try split(ticket.key, posts: ticket.posts.map(\.id), attempts: Self.suspectAfter, on: db)
  }

  /// The same for a ticket of which the database refuses a verdict: its posts are under no suspicion of killing workers,
  /// so they are taken together again.
  package func split(_ ticket: ScreenedTicket, on db: borrowing Connection) throws {
    try split(ticket.key, posts: ticket.posts.map(\.id), attempts: 0, on: db)
  }

  private func split(_ key: TicketKey, posts: [Int64], attempts: Int, on db: borrowing Connection) throws {
    let made = try db.query(
      """
      WITH whole AS (
        DELETE FROM ticket t USING unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS f (lane, source_id, lo, attempts)
        WHERE t.lane = f.lane AND t.source_id = f.source_id AND t.lo = f.lo AND t.attempts = f.attempts AND t.worker = $5
        RETURNING t.*
      )
      INSERT INTO ticket (lane, source_id, lo, hi, pass, n, attempts, queued_at, announced, even_decided)
      SELECT w.lane, w.source_id, p, p, w.pass, 1, $6::smallint, w.queued_at, w.announced, w.even_decided
      FROM whole w CROSS JOIN unnest($7::int8[]) p
      """,
      TicketKey.parameters([key]) + [.integer(worker), .integer(attempts), .integers(posts)]
    ).affected
    if made != posts.count { throw LeaseLost() }
  }

  /// Sets a post aside that killed its workers, and opens a case: what could not be screened, a person must see.
  package func bury(_ ticket: Ticket, reason: String, on db: borrowing Connection) throws {
    try bury(ScreenedTicket(ticket) { _ in StoredScreening(error: reason) }, attempts: ticket.attempts - 1, reason, db)
  }

  /// The same for a post whose verdict the database refuses, for `reason`.
  package func bury(_ ticket: ScreenedTicket, reason: String, on db: borrowing Connection) throws {
    var failed = ticket
    for index in failed.posts.indices { failed.posts[index].screening = StoredScreening(error: reason) }
    try bury(failed, attempts: ticket.key.attempts, reason, db)
  }

  private func bury(_ ticket: ScreenedTicket, attempts: Int, _ reason: String, _ db: borrowing Connection) throws {
    try db.transaction {
      try fence([ticket.key], db)
      let posts = ticket.posts.map(\.id)
      try db.query(
        """
        INSERT INTO dead_letter (post_id, pass, attempts, reason)
        SELECT p, $2::smallint, $3::smallint, $4 FROM unnest($1::int8[]) p ON CONFLICT DO NOTHING
        """, [.integers(posts), .integer(ticket.pass), .integer(attempts), .text(reason)])
      try openCases([ticket], db)
      try db.query(
        """
        SELECT tell_platform('dead_letter', $1::int8[], $1::int8[], $2::int8[]::smallint[])
        """, [.integers(posts), .integers(posts.map { _ in Int64(ticket.pass) })])
    }
  }

  /// Tickets that wait or are leased, and the posts in them.
  package static func depth(on db: borrowing Connection) throws -> (tickets: Int, posts: Int) {
    let answer = try db.query("SELECT count(*), coalesce(sum(n), 0)::bigint FROM ticket")
    return (try answer.integer(0, 0), try answer.integer(0, 1))
  }

  /// Tickets that a draining worker still has to see gone: all but those of paused sources.
  package static func remaining(on db: borrowing Connection) throws -> Int {
    try db.query("SELECT count(*) FROM ticket JOIN source USING (source_id) WHERE NOT paused").integer(0, 0)
  }
}

extension StoredScreening {
  /// Packs the row of the table `verdict` for `post`.
  package func append(to rows: inout CopyRows, post: Int64, pass: Int, rulebook: Int?) {
    rows.row(columns: 9)
    rows.append(post)
    rows.append(Int16(pass))
    if let rulebook { rows.append(Int32(rulebook)) } else { rows.appendNull() }
    rows.append(Int16(verdict))
    rows.append(Float(score))
    rows.append(Int16(priority.rawValue))
    rows.append(language)
    rows.append(Float(confidence))
    rows.append(body)
  }
}
