import Glibc
package import Postgres
package import Rules

/// How long things are kept, by class, and the doing of it.
///
/// Posts nobody had to look at go first. What a case is about stays until nobody can appeal any more, and goes then with
/// the case and the words of its decision. Events hold no text and stay longest; they go by whole seals, and the chain
/// of heads stays.
package struct Retention: Sendable, Equatable {
  /// How long a post without a case is kept, with its verdicts and its key.
  package var clean = Seconds.days(30)
  /// How long a closed case is kept, with its post and the reason of its decision.
  package var cases = Seconds.days(180)
  /// How long events and decisions are kept.
  package var events = Seconds.days(730)

  package init() {}

  /// The settings `retain_clean`, `retain_cases` and `retain_events`, each a duration such as `30d`. Throws where one is
  /// none, or where a class would be forgotten before what needs it.
  package static func settings(_ setting: (_ name: String) throws -> String?) throws -> Retention {
    var retention = Retention()
    for (name, path) in [
      ("retain_clean", \Retention.clean), ("retain_cases", \.cases), ("retain_events", \.events),
    ] as [(String, WritableKeyPath<Retention, Seconds>)] {
      guard let text = try setting(name) else { continue }
      guard let span = try? Seconds.read(text, in: .retention) else {
        let range = ClosedRange<Seconds>.retention.shown
        throw StoreError("the setting `\(name)` is a duration \(range), such as 30d, not `\(text)`")
      }
      retention[keyPath: path] = span
    }
    guard retention.clean <= retention.cases else {
      throw StoreError(
        "`retain_clean` is longer than `retain_cases`: a post would outlast the case that says why it stayed; "
          + "repair: make retain_cases at least as long")
    }
    guard retention.cases <= retention.events else {
      throw StoreError(
        "`retain_cases` is longer than `retain_events`: a case would outlast the record of its decision; "
          + "repair: make retain_events at least as long")
    }
    return retention
  }

  // MARK: What the owner allows

  /// The same, each class kept at least as long as the owner of the database has set: the database refuses less.
  package func allowed(on db: borrowing Connection) throws -> Retention {
    let answer = try db.query(
      """
      SELECT (extract(epoch FROM retain_clean) * 1000000)::bigint, (extract(epoch FROM retain_cases) * 1000000)::bigint,
             (extract(epoch FROM retain_events) * 1000000)::bigint FROM drawbridge.setting
      """)
    var allowed = self
    allowed.clean = max(clean, Seconds(microseconds: Int64(try answer.integer(0, 0))))
    allowed.cases = max(cases, Seconds(microseconds: Int64(try answer.integer(0, 1))))
    allowed.events = max(events, Seconds(microseconds: Int64(try answer.integer(0, 2))))
    return allowed
  }

  /// In a private cluster, where whoever writes the settings owns the database, makes these times what it allows.
  package func permitWherePrivate(on db: borrowing Connection) throws {
    let isPrivate = try db.query(
      """
      SELECT is_private AND (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) FROM drawbridge.setting
      """)
    if try isPrivate.bool(0, 0) { try permit(on: db) }
  }

  /// Makes these times what the database allows, from now on. For the owner of the database.
  package func permit(on db: borrowing Connection) throws {
    try db.query(
      """
      UPDATE drawbridge.setting SET retain_clean = $1 * interval '1 s', retain_cases = $2 * interval '1 s',
        retain_events = $3 * interval '1 s'
      """, [.double(clean.inSeconds), .double(cases.inSeconds), .double(events.inSeconds)])
  }

  /// Something that is due, or that was done.
  package struct Step: Sendable, Equatable {
    package enum Kind: String, Sendable { case posts, outbox, keys, cases, events }
    package var kind: Kind
    /// The partition, where it is about one.
    package var partition: Int?
    /// How many went (or are to go, where that is known before).
    package var gone: Int?
    /// How many stay in the partition, because a case keeps them.
    package var kept: Int?
    /// Why it was not done.
    package var waits: String?

    package init(
      kind: Kind, partition: Int? = nil, gone: Int? = nil, kept: Int? = nil, waits: String? = nil
    ) {
      self.kind = kind
      self.partition = partition
      self.gone = gone
      self.kept = kept
      self.waits = waits
    }
  }

  // MARK: Due

  /// What `apply` would do now.
  package func due(on db: borrowing Connection) throws -> [Step] { try allowed(on: db).dueNow(db) }

  private func dueNow(_ db: borrowing Connection) throws -> [Step] {
    var steps = try duePartitions(db).map { Step(kind: $0.kind, partition: $0.number) }
    let cases = try db.query(
      "SELECT count(*) FROM review_case WHERE state <> 'open' AND closed_at < now() - $1 * interval '1 s'",
      [.double(cases.inSeconds)]
    ).integer(0, 0)
    if cases > 0 { steps.append(Step(kind: .cases, gone: cases)) }
    let events = try db.query(
      """
      SELECT coalesce(sum(s.events), 0)::bigint FROM seal s
      WHERE s.seal_id > drawbridge.retired_seals() AND s.last_at < now() - $1 * interval '1 s'
      """, [.double(events.inSeconds)]
    ).integer(0, 0)
    if events > 0 { steps.append(Step(kind: .events, gone: events)) }
    return steps
  }

  private func duePartitions(_ db: borrowing Connection) throws -> [(kind: Step.Kind, number: Int)] {
    let answer = try db.query(
      "SELECT kind, number FROM drawbridge.due_partitions($1 * interval '1 s')", [.double(clean.inSeconds)])
    var partitions: [(kind: Step.Kind, number: Int)] = []
    for row in 0..<answer.count {
      partitions.append((try answer.text(row, 0) == "post" ? .posts : .outbox, try answer.integer(row, 1)))
    }
    return partitions
  }

  // MARK: Doing

  /// Does what is due, in short transactions; answers what was done and what has to wait. Safe beside any number of
  /// workers, and again at any time. What the owner of the database keeps longer is kept longer.
  package func apply(on db: borrowing Connection) throws -> [Step] { try allowed(on: db).applyNow(db) }

  private func applyNow(_ db: borrowing Connection) throws -> [Step] {
    var steps: [Step] = []
    let cases = try repeated {
      try db.query("SELECT drawbridge.retire_cases($1 * interval '1 s', 500)", [.double(self.cases.inSeconds)]).integer(
        0, 0)
    }
    if cases > 0 { steps.append(Step(kind: .cases, gone: cases)) }
    var highest: Int?
    for (kind, number) in try duePartitions(db) {
      let step = kind == .posts ? try thin(number, db) : try dropOutbox(number, db)
      if kind == .posts, step.gone ?? 0 > 0 { highest = number }
      steps.append(step)
    }
    if let highest {
      let keys = try dropKeys(below: Int64(highest + 1) << 32, db)
      steps.append(Step(kind: .keys, gone: keys))
    }
    let events = try repeated {
      let answer = try db.query(
        "SELECT events FROM drawbridge.retire_events($1 * interval '1 s', 100)", [.double(self.events.inSeconds)])
      return answer.count == 0 ? 0 : try answer.integer(0, 0)
    }
    if events > 0 { steps.append(Step(kind: .events, gone: events)) }
    return steps
  }

  /// Calls `slice` until it finds nothing more; the sum of its answers.
  private func repeated(_ slice: () throws -> Int) throws -> Int {
    var sum = 0
    while case let gone = try slice(), gone > 0 { sum += gone }
    return sum
  }

  private func thin(_ number: Int, _ db: borrowing Connection) throws -> Step {
    var step = Step(kind: .posts, partition: number)
    let isDone = try withLockTimeout(db) {
      let answer = try db.query(
        "SELECT kept, dropped, waits FROM drawbridge.thin_posts($1, $2 * interval '1 s')",
        [.integer(number), .double(cases.inSeconds)])
      (step.kept, step.gone) = (try answer.optionalInteger(0, 0), try answer.optionalInteger(0, 1))
      step.waits = try answer.optionalText(0, 2)
    }
    if !isDone { step.waits = "somebody reads it" }
    return step
  }

  /// Drops a partition of the outbox that every consumer has read, or that is older than any case.
  private func dropOutbox(_ number: Int, _ db: borrowing Connection) throws -> Step {
    var step = Step(kind: .outbox, partition: number)
    let isDone = try withLockTimeout(db) {
      let answer = try db.query("SELECT drawbridge.drop_outbox($1)", [.integer(number)])
      if let consumer = try answer.optionalText(0, 0) {
        step.waits = "the consumer \(consumer) has not acknowledged it"
      }
    }
    if !isDone { step.waits = "somebody reads it" }
    return step
  }

  /// Deletes the keys of posts that are gone, in slices of pages, so that ingest never waits long.
  private func dropKeys(below post: Int64, _ db: borrowing Connection) throws -> Int {
    let pages = 500
    var gone = 0
    for part in 0..<8 {
      var page = 0
      while let count = try db.query(
        "SELECT drawbridge.drop_keys($1, $2, $3, $4)",
        [.integer(part), .integer(page), .integer(pages), .integer(post)]
      ).optionalInteger(0, 0) {
        gone += count
        page += pages
      }
    }
    return gone
  }

  /// Runs `body` in a transaction that waits two seconds at most for a lock, so that nobody queues long behind it; tries
  /// again, and answers false where the lock was never to be had.
  private func withLockTimeout(_ db: borrowing Connection, _ body: () throws -> Void) throws -> Bool {
    for attempt in 1...5 {
      do {
        try db.transaction {
          try db.execute("SET LOCAL lock_timeout = '2s'")
          try body()
        }
        return true
      } catch let error as PostgresError where error.isConflict {
        if attempt < 5 { usleep(useconds_t(attempt) * 100_000) }
      }
    }
    return false
  }
}
