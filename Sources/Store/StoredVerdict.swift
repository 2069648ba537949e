package import Postgres
package import Rules
package import Text

/// A verdict as it was given, with everything needed to give it once more.
package struct StoredVerdict: Sendable {
  package var post: Post
  package var postID: Int64
  package var pass: Int
  package var verdict: String
  package var score: Double
  package var decidedAt: Timestamp
  /// The rulebook; nil where the engine could not screen the post.
  package var rulebook: RulebookStore.Entry?
  /// What counters and limits said then.
  package var aids: ScreeningAids
  /// The screening's JSON.
  package var body: JSON

  /// The newest verdict on the post that the platform calls `id`, or that of `pass`; nil where there is none that this login
  /// may read.
  package static func find(
    _ id: String, source: String, pass: Int? = nil, on db: borrowing Connection
  ) throws -> StoredVerdict? {
    let answer = try db.query(
      """
      SELECT s.post_id, s.document, s.warnings, s.received_at, s.pass, s.verdict, s.score::float8, s.decided_at, s.body,
             r.rulebook_id, r.hash, r.engine, r.created_at, s.reports
      FROM drawbridge.stored_verdict($1, $2, $3) s LEFT JOIN rulebook r USING (rulebook_id)
      """, [.text(source), .text(id), .integer(pass)])
    guard answer.count == 1 else { return nil }
    let (document, warnings) = (try answer.bytes(0, 1), try answer.optionalText(0, 2))
    var post: Post
    do {
      post = try StoredPost.read(document, warnings: warnings)
    } catch {
      throw StoreError("the stored post \(id) of \(source) cannot be read: \(error)")
    }
    let decidedAt = Timestamp(microseconds: try answer.timestamp(0, 7))
    post.receivedAt = Timestamp(microseconds: try answer.timestamp(0, 3))
    post.takenAt = decidedAt
    post.reports = try answer.optionalInteger(0, 13) ?? post.reports
    let body = try JSONParser.parse(try answer.text(0, 8))
    var stored = StoredVerdict(
      post: post, postID: Int64(try answer.integer(0, 0)), pass: try answer.integer(0, 4),
      verdict: StoredScreening.name(ofVerdict: try answer.integer(0, 5)), score: try answer.double(0, 6),
      decidedAt: decidedAt, aids: aids(body), body: body)
    if let number = try answer.optionalInteger(0, 9) {
      stored.rulebook = RulebookStore.Entry(
        number: number, hash: try answer.text(0, 10), engine: try answer.text(0, 11),
        storedAt: Timestamp(microseconds: try answer.timestamp(0, 12)))
    }
    return stored
  }

  private static func aids(_ body: JSON) -> ScreeningAids {
    var aids = ScreeningAids()
    if case .object(let counts)? = body["counts"] {
      aids.counts = CounterReading(
        stored: Dictionary(counts.compactMap { count in count.value.integer.map { (count.name, $0) } }) { $1 })
    }
    for rule in body["rules"]?.array ?? [] {
      guard let id = rule["id"]?.string, let cap = rule["limited"]?.string.flatMap(Verdict.init(name:)) else {
        continue
      }
      aids.limits.past[id] = .init(cap: cap)
    }
    return aids
  }
}
