package import Postgres
package import Rules
internal import Text

/// The reviewers' cases: what waits, who holds it, what was decided.
package enum CaseStore {
  /// One case as a list shows it.
  package struct Summary: Sendable {
    package var id: Int64
    package var source: String
    package var externalID: String
    package var state: String
    /// Empty while it is hidden.
    package var verdict: String
    package var queue: String
    package var priority: Priority
    package var language: String
    package var isEdited: Bool
    /// Whether it is to be judged, or was, without knowing what the rules made of it.
    package var isBlind: Bool
    /// Whether that is still hidden.
    package var isHidden: Bool { isBlind && state == "open" }
    /// Why it is there: rule, error, reported, blind, sample, appeal; sorted.
    package var causes: [String]
    /// Whether the rules, or a failure of the engine, led to it and the newest screening found nothing any more.
    package var isNoLongerHit: Bool {
      !isHidden && (verdict == "allow" || verdict == "label") && !Set(causes).isDisjoint(with: ["rule", "error"])
    }
    /// Whether the post is a private message: its text is shown only where it is asked for, and the event says so.
    package var isPrivate: Bool
    /// Times as RFC 3339 in UTC; nil where there is none.
    package var openedAt: String
    package var dueAt: String?
    /// Seconds until the case is due, negative where that has passed.
    package var dueIn: Double?
    package var claimedBy: String?
    package var claimedUntil: String?
    /// The post as JSON, from which a list shows the beginning; a private message is without its text.
    package var document: String
  }

  /// A case with its post, as it stands and as it first came, and its newest screening.
  package struct Detail: Sendable {
    package var summary: Summary
    package var postID: Int64
    package var version: Int
    /// The text that first led to the case, where the post was edited since.
    package var firstDocument: String?
    /// The screening's JSON; nil where the current text waits to be screened.
    package var screening: String?
    package var deadLetterReason: String?
    package var rulebookHash: String?
    package var decision: Decision?
    /// Whether the text of a private message is here.
    package var isOpen = false
    /// Whether there is a text that is not shown.
    package var isClosed: Bool { summary.isPrivate && !isOpen }
  }

  /// What was decided, by whom.
  package struct Decision: Sendable {
    package var id: Int64
    package var action: String
    /// Nil where it was erased.
    package var reason: String?
    package var actor: String
    package var actedThrough: String
    package var decidedAt: String
    /// Whether the person who decided did not know what the rules had made of the post.
    package var isBlind: Bool
    package var policy: String?
    package var label: String?
    /// `read` by a reader of the language, or `aided`.
    package var reading: String?
    /// The decision about the same text that it takes the place of.
    package var supersedes: Int64?
  }

  /// Which cases a list asks for.
  package struct Filter: Sendable {
    package var queue: String?
    /// A language range.
    package var language: String?
    package var state: String
    package var limit: Int

    package init(queue: String? = nil, language: String? = nil, state: String = "open", limit: Int = 50) {
      self.queue = queue
      self.language = language
      self.state = state
      self.limit = limit
    }
  }

  /// The cases that this login sees, in the order of work: the most urgent first, then the earliest due.
  package static func list(_ filter: Filter, on db: borrowing Connection) throws -> [Summary] {
    let answer = try db.query(
      """
      SELECT \(summaryColumns)
      FROM visible_case c
      WHERE c.state = $1 AND ($2::text IS NULL OR c.queue = $2)
        AND ($3::text IS NULL OR lower(c.lang) = lower($3) OR lower(c.lang) LIKE lower($3) || '-%')
      ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id LIMIT $4
      """, [.text(filter.state), .text(filter.queue), .text(filter.language), .integer(filter.limit)])
    var cases: [Summary] = []
    for row in 0..<answer.count { cases.append(try summary(answer, row)) }
    return cases
  }

  /// How many open cases each queue has.
  package static func counts(on db: borrowing Connection) throws -> [(queue: String, count: Int)] {
    let answer = try db.query("SELECT queue, count(*) FROM visible_case WHERE state = 'open' GROUP BY 1 ORDER BY 1")
    var counts: [(String, Int)] = []
    for row in 0..<answer.count { counts.append((try answer.text(row, 0), try answer.integer(row, 1))) }
    return counts
  }

  /// The case with this number, or nil where this login sees none. Of a private message the text is empty.
  package static func detail(_ id: Int64, on db: borrowing Connection) throws -> Detail? {
    let answer = try db.query(
      """
      SELECT \(summaryColumns), c.post_id, c.version, c.first_document, c.screening, c.dead_letter_reason, c.rulebook_hash
      FROM visible_case c WHERE c.case_id = $1
      """, [.integer(Int(id))])
    guard answer.count == 1 else { return nil }
    return Detail(
      summary: try summary(answer, 0), postID: Int64(try answer.integer(0, 18)), version: try answer.integer(0, 19),
      firstDocument: try answer.optionalText(0, 20), screening: try answer.optionalText(0, 21),
      deadLetterReason: try answer.optionalText(0, 22), rulebookHash: try answer.optionalText(0, 23),
      decision: try decision(ofCase: id, on: db))
  }

  /// The same with the text of a private message; the event says who opened it.
  package static func open(_ id: Int64, on db: borrowing Connection) throws -> Detail? {
    guard var detail = try detail(id, on: db) else { return nil }
    guard detail.summary.isPrivate else { return detail }
    let answer = try db.query(
      "SELECT document, first_document, screening FROM drawbridge.open_private($1)", [.integer(Int(id))])
    guard answer.count == 1 else { return nil }
    detail.summary.document = try answer.text(0, 0)
    detail.firstDocument = try answer.optionalText(0, 1)
    detail.screening = try answer.optionalText(0, 2)
    detail.isOpen = true
    return detail
  }

  private static let time = #"'YYYY-MM-DD"T"HH24:MI:SS"Z"'"#

  private static let summaryColumns = """
    c.case_id, c.source, c.external_id, c.state, c.verdict, c.queue, c.priority, c.lang, c.edited,
    to_char(c.opened_at, \(time)), to_char(c.due_at, \(time)), extract(epoch FROM c.due_at - now())::float8,
    CASE WHEN c.claimed_until >= now() AND c.state = 'open' THEN c.claimed_by END,
    CASE WHEN c.claimed_until >= now() AND c.state = 'open' THEN to_char(c.claimed_until, \(time)) END,
    c.document, c.blind, array_to_json(c.causes), c.visibility = 'private'
    """

  private static func summary(_ answer: borrowing QueryResult, _ row: Int) throws -> Summary {
    Summary(
      id: Int64(try answer.integer(row, 0)), source: try answer.text(row, 1), externalID: try answer.text(row, 2),
      state: try answer.text(row, 3),
      verdict: try answer.optionalInteger(row, 4).map { StoredScreening.name(ofVerdict: $0) } ?? "",
      queue: try answer.text(row, 5), priority: Priority(rawValue: try answer.integer(row, 6)) ?? .normal,
      language: try answer.text(row, 7), isEdited: try answer.bool(row, 8), isBlind: try answer.bool(row, 15),
      causes: try JSONParser.parse(try answer.text(row, 16)).array?.compactMap(\.string) ?? [],
      isPrivate: try answer.bool(row, 17),
      openedAt: try answer.text(row, 9),
      dueAt: try answer.optionalText(row, 10), dueIn: try answer.optionalDouble(row, 11),
      claimedBy: try answer.optionalText(row, 12), claimedUntil: try answer.optionalText(row, 13),
      document: try answer.text(row, 14))
  }

  /// The newest decision about a case; nil where there is none.
  package static func decision(ofCase id: Int64, on db: borrowing Connection) throws -> Decision? {
    let answer = try db.query(
      """
      SELECT d.decision_id, d.action, d.reason, d.actor, d.acted_through, to_char(d.decided_at, \(time)), d.blind,
             d.policy, d.label, d.reading, d.supersedes
      FROM visible_decision d
      WHERE d.case_id = $1 ORDER BY d.decision_id DESC LIMIT 1
      """, [.integer(Int(id))])
    guard answer.count == 1 else { return nil }
    return Decision(
      id: Int64(try answer.integer(0, 0)), action: try answer.text(0, 1),
      reason: try answer.optionalText(0, 2), actor: try answer.text(0, 3), actedThrough: try answer.text(0, 4),
      decidedAt: try answer.text(0, 5), isBlind: try answer.bool(0, 6), policy: try answer.optionalText(0, 7),
      label: try answer.optionalText(0, 8), reading: try answer.optionalText(0, 9),
      supersedes: try answer.optionalInteger(0, 10).map(Int64.init))
  }

  // MARK: Acting

  /// A case that its reviewer holds until the lease ends.
  package struct Claim: Sendable {
    package var id: Int64
    package var token: String
    package var until: String
    package var version: Int
  }

  /// Claims the case `id`, or the next one of `queue` (of any queue where nil), for `seconds`, 3,600 at most; nil where
  /// there is none to claim. Throws `StoreError` where this person holds 20 cases.
  package static func claim(
    _ id: Int64?, queue: String? = nil, seconds: Double = 600, on db: borrowing Connection
  ) throws -> Claim? {
    try explaining(id ?? 0) {
      let answer = try db.query(
        """
        SELECT case_id, claim_token::text, to_char(claimed_until, \(time)), version
        FROM drawbridge.claim_case($1, $2, $3 * interval '1 s')
        """, [.integer(id.map(Int.init)), .text(queue), .double(seconds)])
      guard answer.count == 1 else { return nil }
      return Claim(
        id: Int64(try answer.integer(0, 0)), token: try answer.text(0, 1), until: try answer.text(0, 2),
        version: try answer.integer(0, 3))
    }
  }

  /// What a reviewer can decide.
  package enum Action: String, Sendable, CaseIterable { case allow, label, warn, remove }

  /// What is said beside an action, and what of it was read.
  package struct Ruling: Sendable {
    /// For colleagues.
    package var reason: String
    /// Nil for the one that the case shows.
    package var policy: String?
    /// Of the community's labels; nil for the one that a rule gave.
    package var label: String?
    /// The version of the post that the person read; nil for the one recorded with the claim.
    package var shown: Int?

    package init(reason: String, policy: String? = nil, label: String? = nil, shown: Int? = nil) {
      self.reason = reason
      self.policy = policy
      self.label = label
      self.shown = shown
    }

    func parameters(_ id: Int64, _ action: Action, _ token: String?) -> [Parameter] {
      [
        .integer(Int(id)), .text(token), .text(action.rawValue), .text(reason), .text(policy), .text(label),
        .integer(shown),
      ]
    }
  }

  /// Decides a claimed case; returns the decision's number. Without a token it is this login's claim that counts. Throws
  /// `StoreError` with the repair where the claim does not hold any more, the post was edited, or nothing is called so.
  package static func decide(
    _ id: Int64, _ action: Action, token: String?, _ ruling: Ruling, on db: borrowing Connection
  ) throws -> Int64 {
    try explaining(id) {
      let answer = try db.query(
        "SELECT drawbridge.decide_case($1, $2::uuid, $3, $4, $5, $6, $7::integer)",
        ruling.parameters(id, action, token))
      return Int64(try answer.integer(0, 0))
    }
  }

  package static func decide(
    _ id: Int64, _ action: Action, token: String?, reason: String, on db: borrowing Connection
  ) throws -> Int64 {
    try decide(id, action, token: token, Ruling(reason: reason), on: db)
  }

  /// Records with the claim of the acting person that this version of the post was shown to them.
  package static func noteShown(_ id: Int64, version: Int, on db: borrowing Connection) throws {
    // Auditors look too, and hold no claims.
    let may = try db.query("SELECT has_function_privilege('drawbridge.show_case(bigint, integer)', 'EXECUTE')")
    guard try may.bool(0, 0) else { return }
    try db.query("SELECT drawbridge.show_case($1, $2::integer)", [.integer(Int(id)), .integer(version)])
  }

  /// Shows what the rules made of an open case that was to be judged blind, from now on and to everybody; the event says
  /// so. Answers whether that was hidden.
  @discardableResult
  package static func reveal(_ id: Int64, on db: borrowing Connection) throws -> Bool {
    try db.query("SELECT drawbridge.reveal_case($1)", [.integer(Int(id))]).bool(0, 0)
  }

  /// Says, in a private cluster, who acts in this session.
  package static func act(as name: String, on db: borrowing Connection) throws {
    try db.query("SELECT set_config('drawbridge.acting_as', $1, false)", [.text(name)])
  }
}
