internal import Postgres
internal import Text

/// Looks through the newest verdicts on all posts, a slice of neighbouring posts a statement, so that it can be
/// interrupted, holds no snapshot for long, and shows how far it is.
struct VerdictScan {
  enum Filter {
    /// The engine could not screen the post.
    case errors
    /// A rule has a hit, in shadow or not.
    case rule(String)
    /// Stored rulebooks, by their numbers.
    case rulebooks([Int])
  }

  private let filter: Filter
  private let source: Int?
  /// The lowest post that was not looked at.
  private var start: Int64 = 0
  /// Numbers of posts in a slice: 256 blocks.
  private static let width: Int64 = 1 << 18

  init(_ filter: Filter, source: Int? = nil) {
    self.filter = filter
    self.source = source
  }

  /// The posts of the next slice that has verdicts, ascending, perhaps none of them right; nil at the end.
  mutating func next(on db: borrowing Connection) throws -> [Int64]? {
    let first = try db.query("SELECT min(post_id) FROM verdict WHERE post_id >= $1", [.integer(Int(start))])
    guard let lowest = try first.optionalInteger(0, 0).map(Int64.init) else { return nil }
    start = lowest + Self.width
    var (rule, rulebooks): (String?, [Int]) = (nil, [])
    switch filter {
    case .errors: break
    case .rule(let id): rule = id
    case .rulebooks(let numbers): rulebooks = numbers
    }
    let answer = try db.query(
      Self.sliceSQL,
      [
        .integer(Int(lowest)), .integer(Int(start)), .integer(source), .text(rule), .text(rule.map(Self.member)),
        .integers(rulebooks.map(Int64.init)), .integer(StoredScreening.errorVerdict),
      ])
    var posts: [Int64] = []
    for row in 0..<answer.count { posts.append(Int64(try answer.integer(row, 0))) }
    return posts
  }

  /// How a rule that fired stands in a screening's text.
  private static func member(_ rule: String) -> String {
    var writer = JSONWriter()
    writer.object { $0.member("id", rule) }
    return String(writer.text.dropFirst().dropLast())
  }

  private static let sliceSQL = """
    SELECT v.post_id FROM verdict v
    WHERE v.post_id >= $1 AND v.post_id < $2
      AND CASE WHEN $4::text IS NOT NULL THEN
            strpos(v.body::text, $5) > 0
            AND EXISTS (SELECT FROM json_array_elements(v.body -> 'rules') f WHERE f ->> 'id' = $4)
          WHEN cardinality($6::int8[]) > 0 THEN v.rulebook_id = ANY ($6::int8[])
          ELSE v.verdict = $7 END
      AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)
      AND ($3::integer IS NULL
           OR $3 = (SELECT p.source_id FROM post p WHERE p.post_id = v.post_id))
    ORDER BY v.post_id
    """
}
