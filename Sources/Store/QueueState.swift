package import Postgres

/// The queue, its workers and what holds them up, as one look at the database tells.
package struct QueueState: Sendable {
  /// One lane of the queue.
  package struct Lane: Sendable {
    package var lane: Int
    package var tickets: Int
    package var posts: Int
    /// Posts under a lease.
    package var leased: Int
    /// Posts that could be taken now.
    package var visible: Int
    /// Seconds since the oldest ticket that could be taken now came in or could be taken again.
    package var oldest: Double?

    package var name: String {
      ["urgent", "live", "backfill"].indices.contains(lane) ? ["urgent", "live", "backfill"][lane] : "\(lane)"
    }
  }

  /// A session of the server that others wait for.
  package struct Session: Sendable {
    package var pid: Int?
    package var application: String
    package var state: String
    /// Since its transaction began.
    package var seconds: Double
    /// How many transactions began since; for a replication slot, the bytes of WAL that it keeps.
    package var distance: Int
  }

  /// A worker's newest sign of life.
  package struct WorkerSigns: Sendable {
    package var worker: Int64
    package var host: String
    package var pid: Int
    package var engine: String
    package var rulebookHash: String?
    /// Seconds since it was heard of.
    package var silence: Double
    /// Whether its connection to the database stands.
    package var isConnected: Bool
    /// Seconds since it finished a batch.
    package var sinceFinish: Double?
    package var inHand: Int
    package var written: Int
    package var problem: String?
    /// Seconds since it took its rules.
    package var rulebookAge: Double?
    /// Where its rules come from: `folder` or `published`.
    package var follows: String?
    /// Seconds since it refused new rules, and why; nil where it has taken rules since.
    package var sinceRefusal: Double?
    package var refusal: String?
  }

  package var lanes: [Lane] = []
  /// Dead letters that nobody has put back into the queue.
  package var deadLetters = 0
  package var openCases = 0
  /// Dead rows of the ticket table that wait for VACUUM, as the server estimates.
  package var deadTicketRows = 0
  /// The oldest snapshot of this database: dead rows younger than it cannot go.
  package var snapshot: Session?
  /// The oldest writing transaction of the server: the outbox gives nothing that was written since.
  package var writer: Session?
  /// The replication slot that lies back farthest.
  package var slot: Session?
  package var workers: [WorkerSigns] = []
  /// Seconds since the oldest event happened that no seal covers; nil where all are sealed.
  package var unsealed: Double?

  package var visible: Int { lanes.reduce(0) { $0 + $1.visible } }
  package var oldestVisible: Double? { lanes.compactMap(\.oldest).max() }

  /// Looks once. Reads the ticket table, the live cases and the server's sessions; some milliseconds.
  package static func read(on db: borrowing Connection) throws -> QueueState {
    var state = QueueState()
    let lanes = try db.query(
      "SELECT lane, tickets, posts, leased, visible, oldest FROM drawbridge.queue_lanes()")
    for row in 0..<lanes.count {
      state.lanes.append(
        Lane(
          lane: try lanes.integer(row, 0), tickets: try lanes.integer(row, 1), posts: try lanes.integer(row, 2),
          leased: try lanes.integer(row, 3), visible: try lanes.integer(row, 4),
          oldest: try lanes.optionalDouble(row, 5)))
    }
    let counts = try db.query("SELECT dead_letters, cases, dead_rows FROM drawbridge.queue_counts()")
    state.deadLetters = try counts.integer(0, 0)
    state.openCases = try counts.integer(0, 1)
    state.deadTicketRows = try counts.integer(0, 2)
    let sessions = try db.query(
      "SELECT role, pid, coalesce(application, ''), coalesce(state, ''), coalesce(seconds, 0), transactions FROM server_state()"
    )
    for row in 0..<sessions.count {
      let session = Session(
        pid: try sessions.optionalInteger(row, 1), application: try sessions.text(row, 2),
        state: try sessions.text(row, 3), seconds: try sessions.double(row, 4), distance: try sessions.integer(row, 5))
      switch try sessions.text(row, 0) {
      case "snapshot": state.snapshot = session
      case "writer": state.writer = session
      default: state.slot = session
      }
    }
    state.workers = try WorkerStatus.list(on: db)
    state.unsealed = try Audit.unsealedFor(on: db)
    return state
  }
}

extension TicketQueue {
  /// How much of a lane waits for one source.
  package struct SourceDepth: Sendable {
    package var lane: Int
    package var source: Int
    package var weight: Int
    /// Posts of its first 10,000 visible tickets.
    package var posts: Int

    package init(lane: Int, source: Int, weight: Int, posts: Int) {
      self.lane = lane
      self.source = source
      self.weight = weight
      self.posts = posts
    }
  }

  /// The sources that have something to take, by lane; walks 10,000 tickets a source at most.
  package static func depths(on db: borrowing Connection) throws -> [SourceDepth] {
    let answer = try db.query(
      """
      SELECT l.lane, s.source_id, s.weight, d.posts
      FROM generate_series(0, 2) AS l (lane) CROSS JOIN source s CROSS JOIN LATERAL (
        SELECT sum(n)::bigint AS posts FROM (
          SELECT n FROM ticket t
          WHERE t.lane = l.lane AND t.source_id = s.source_id AND t.visible_at <= now() ORDER BY t.lo LIMIT 10000) t) d
      WHERE NOT s.paused AND d.posts > 0
      ORDER BY 1, 2
      """)
    var depths: [SourceDepth] = []
    for row in 0..<answer.count {
      depths.append(
        SourceDepth(
          lane: try answer.integer(row, 0), source: try answer.integer(row, 1), weight: try answer.integer(row, 2),
          posts: try answer.integer(row, 3)))
    }
    return depths
  }
}
