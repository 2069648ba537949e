package import Postgres
package import Rules

/// The workers' signs of life, a row each, so that one that was stopped or hangs is told from one that has nothing to do.
package enum WorkerStatus {
  /// What a worker says of itself every few seconds.
  package struct Report: Sendable {
    package var worker: Int64
    package var host: String
    package var pid: Int
    package var engine: String
    package var rulebook: Int?
    package var rulebookSince: Timestamp?
    /// Where its rules come from: `folder` or `published`.
    package var follows: String?
    /// When it last kept its rules because new ones could not be used, and why.
    package var refusedAt: Timestamp?
    package var refused: String?
    package var inHand: Int
    package var written: Int
    /// Whether a batch was finished since the last report.
    package var hasFinished: Bool
    /// What keeps it from working now.
    package var problem: String?

    package init(
      worker: Int64, host: String, pid: Int, engine: String, rulebook: Int?, rulebookSince: Timestamp? = nil,
      follows: String? = nil, refusedAt: Timestamp? = nil, refused: String? = nil, inHand: Int, written: Int,
      hasFinished: Bool, problem: String?
    ) {
      self.rulebookSince = rulebookSince
      self.follows = follows
      self.refusedAt = refusedAt
      self.refused = refused
      self.worker = worker
      self.host = host
      self.pid = pid
      self.engine = engine
      self.rulebook = rulebook
      self.inHand = inHand
      self.written = written
      self.hasFinished = hasFinished
      self.problem = problem
    }
  }

  package static func report(_ report: Report, on db: borrowing Connection) throws {
    _ = try db.transaction(isAsynchronous: true) {
      try db.query(
        """
        INSERT INTO worker_status AS w
          (worker, host, pid, engine, rulebook_id, in_hand, written, finished_at, problem, problem_at, backend,
           rulebook_since, follows, reload_refused_at, reload_refused)
        VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN now() END, $9::text,
                CASE WHEN $9::text IS NOT NULL THEN now() END, pg_backend_pid(), $10, $11, $12, $13)
        ON CONFLICT (worker) DO UPDATE SET
          seen_at = now(), in_hand = excluded.in_hand, written = excluded.written, backend = excluded.backend,
          finished_at = coalesce(excluded.finished_at, w.finished_at), problem = excluded.problem,
          rulebook_id = excluded.rulebook_id, rulebook_since = excluded.rulebook_since, follows = excluded.follows,
          reload_refused_at = excluded.reload_refused_at, reload_refused = excluded.reload_refused,
          problem_at = CASE WHEN excluded.problem IS NOT NULL THEN coalesce(w.problem_at, now()) END
        """,
        [
          .integer(report.worker), .text(report.host), .integer(report.pid), .text(report.engine),
          .integer(report.rulebook), .integer(report.inHand), .integer(report.written), .bool(report.hasFinished),
          .text(report.problem), .text(report.rulebookSince?.description), .text(report.follows),
          .text(report.refusedAt?.description), .text(report.refused),
        ])
    }
  }

  /// A worker ends in good order.
  package static func leave(_ worker: Int64, on db: borrowing Connection) throws {
    try db.query("DELETE FROM worker_status WHERE worker = $1", [.integer(worker)])
  }

  /// Forgets workers that died: their connection is gone, and nothing was heard of them for a minute.
  package static func forgetDead(on db: borrowing Connection) throws {
    try db.query(
      """
      DELETE FROM worker_status w
      WHERE w.seen_at < now() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = w.backend AND a.datname = current_database())
      """)
  }

  /// Every worker that was heard of, the longest silent first.
  package static func list(on db: borrowing Connection) throws -> [QueueState.WorkerSigns] {
    let answer = try db.query(
      """
      SELECT w.worker, w.host, w.pid, w.engine, r.hash, extract(epoch FROM now() - w.seen_at)::float8,
             EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = w.backend AND a.datname = current_database()),
             extract(epoch FROM now() - w.finished_at)::float8, w.in_hand, w.written, w.problem,
             extract(epoch FROM now() - w.rulebook_since)::float8, w.follows,
             extract(epoch FROM now() - w.reload_refused_at)::float8, w.reload_refused
      FROM worker_status w LEFT JOIN rulebook r USING (rulebook_id) ORDER BY w.seen_at
      """)
    var workers: [QueueState.WorkerSigns] = []
    for row in 0..<answer.count {
      workers.append(
        QueueState.WorkerSigns(
          worker: Int64(try answer.integer(row, 0)), host: try answer.text(row, 1), pid: try answer.integer(row, 2),
          engine: try answer.text(row, 3), rulebookHash: try answer.optionalText(row, 4),
          silence: try answer.double(row, 5), isConnected: try answer.bool(row, 6),
          sinceFinish: try answer.optionalDouble(row, 7), inHand: try answer.integer(row, 8),
          written: try answer.integer(row, 9), problem: try answer.optionalText(row, 10),
          rulebookAge: try answer.optionalDouble(row, 11), follows: try answer.optionalText(row, 12),
          sinceRefusal: try answer.optionalDouble(row, 13), refusal: try answer.optionalText(row, 14)))
    }
    return workers
  }
}
