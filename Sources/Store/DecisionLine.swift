internal import Postgres
internal import Rules
internal import Text

/// What an outbox line says of a decision, put into words when it is read, so that erasure reaches it.
struct DecisionLine: Sendable {
  private var id: Int64
  private var caseID: Int
  private var action: String
  /// The reviewer's, for colleagues; nil where it was erased.
  private var reason: String?
  private var at: Timestamp
  private var policy: String?
  private var label: String?
  private var reading: String?
  private var isBlind: Bool
  private var supersedes: Int?
  /// Why there was a case.
  private var causes: Set<String>
  private var ledBy: LeadingVerdict?
  private var words: JSON

  /// The verdict that led to the decision.
  private struct LeadingVerdict: Sendable {
    var pass: Int
    var verdict: String
    var language: String
    var body: JSON
    var rulebook: String?

    /// The rules that fired, those in shadow left out.
    var rules: [String] {
      (body["rules"]?.array ?? []).filter { $0["shadow"] != .bool(true) }.compactMap { $0["id"]?.string }
    }
  }

  /// What platforms hear where the community names no team.
  private static let unnamedTeam = "moderators"

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
      SELECT decision_id, case_id, action, reason, at, policy, label, reading, blind, supersedes, array_to_json(causes), pass,
             verdict, lang, body, rulebook, words
      FROM decision_lines($1)
      """, [.integers(ids.sorted())])
    var lines: [Int64: DecisionLine] = [:]
    for row in 0..<found.count {
      let line = try DecisionLine(found, row)
      lines[line.id] = line
    }
    return lines
  }

  private init(_ answer: borrowing QueryResult, _ row: Int) throws {
    id = Int64(try answer.integer(row, 0))
    caseID = try answer.integer(row, 1)
    action = try answer.text(row, 2)
    reason = try answer.optionalText(row, 3)
    at = Timestamp(microseconds: try answer.timestamp(row, 4))
    policy = try answer.optionalText(row, 5)
    label = try answer.optionalText(row, 6)
    reading = try answer.optionalText(row, 7)
    isBlind = try answer.bool(row, 8)
    supersedes = try answer.optionalInteger(row, 9)
    causes = Set(
      try answer.optionalText(row, 10).map { try JSONParser.parse($0).array ?? [] }?.compactMap(\.string) ?? [])
    if let pass = try answer.optionalInteger(row, 11) {
      ledBy = LeadingVerdict(
        pass: pass, verdict: StoredScreening.name(ofVerdict: try answer.integer(row, 12)),
        language: try answer.text(row, 13), body: try JSONParser.parse(try answer.text(row, 14)),
        rulebook: try answer.optionalText(row, 15))
    }
    words = try JSONParser.parse(try answer.text(row, 16))
  }

  // MARK: Lines

  /// The members of a line of kind `decision`.
  ///
  /// `reason` is the reviewer's, for the platform's own staff; what the author is told is `tell_author`. No login stands
  /// here: the team decides.
  func write(to out: inout JSONWriter, about post: Post) {
    let locales = post.locales(
      writtenIn: ledBy.flatMap { $0.language == "und" ? nil : $0.language },
      community: words["locales"]?.array?.compactMap(\.string) ?? [])
    out.member("case", caseID)
    out.member("decision", Int(id))
    out.member("action", action)
    if let label { out.member("label", label) }
    if let policy { out.member("policy", policy) }
    if let title = localized(words["policy"]?["title"], locales) { out.member("policy_title", title.text) }
    out.member("reason", reason)
    if reason == nil { out.member("reason_erased", true) }
    out.member("team", localized(words["team"], locales)?.text ?? Self.unnamedTeam)
    out.member("automated", false)
    out.member("automated_detection", !causes.isDisjoint(with: ["rule", "blind"]))
    if let reading { out.member("reading", reading) }
    out.member("blind", isBlind)
    if let supersedes { out.member("supersedes", supersedes) }
    writeLeadingVerdict(to: &out)
    if action == "allow" { return }
    writeMessage(to: &out, post, locales)
    if let appeal = localized(words["appeal"], locales) { out.member("appeal", appeal.text) }
  }

  private func writeLeadingVerdict(to out: inout JSONWriter) {
    guard let ledBy else { return }
    out.member("led_by") { out in
      out.member("pass", ledBy.pass)
      out.member("verdict", ledBy.verdict)
      out.member("rules", ledBy.rules)
      if let rulebook = ledBy.rulebook { out.member("rulebook", rulebook) }
    }
  }

  /// What stands beside a new verdict.
  func writeStanding(to out: inout JSONWriter) {
    out.member("standing") { out in
      out.member("decision", Int(id))
      out.member("action", action)
      if let label { out.member("label", label) }
      if let policy { out.member("policy", policy) }
      out.member("at", at.description)
    }
  }

  // MARK: Words

  /// What the author is told: the policy's message, or else its title.
  private func writeMessage(to out: inout JSONWriter, _ post: Post, _ locales: [String]) {
    guard let policy, let texts = words["policy"] else { return }
    guard let message = localized(texts["tell_author"], locales) ?? localized(texts["title"], locales) else { return }
    out.member("tell_author") { out in
      out.member("policy", policy)
      out.member("locale", message.locale)
      out.member("text", message.text.replacing("{match}", with: match(of: policy, post)))
    }
  }

  /// What a rule of the policy found first, as the post has it; an ellipsis where none found anything in particular.
  private func match(of policy: String, _ post: Post) -> String {
    let hits = (ledBy?.body["hits"]?.array ?? []).filter { hit in
      hit["shadow"] != .bool(true) && hit["rule"]?.string.flatMap { words["rules"]?[$0]?.string } == policy
    }
    guard let hit = hits.first, let field = hit["field"]?.string else { return "…" }
    guard field == "title" || field == "text" else { return hit["entry"]?.string ?? "…" }
    guard let start = hit["start"]?.integer, let end = hit["end"]?.integer, start <= end else { return "…" }
    return post.surface(field, start..<end) ?? "…"
  }

  private func localized(_ texts: JSON?, _ locales: [String]) -> (locale: String, text: String)? {
    guard case .object(let members)? = texts else { return nil }
    let byLocale = Dictionary(members.compactMap { member in member.value.string.map { (member.name, $0) } }) { $1 }
    return LocaleChain.text(byLocale, for: locales)
  }
}
