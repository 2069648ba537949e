package import Postgres

/// What of a member stands in the database: the posts by the platform's ids, all their revisions, and copies elsewhere.
package struct MemberFindings: Sendable {
  /// The platform's id of the member.
  package let member: String
  /// The sources in which the member was looked for, or found where none was named.
  package internal(set) var sources: [Source]
  /// One post of the platform's, whatever its revisions.
  package internal(set) var keys: [Key] = []
  /// The numbers of the revisions, for each key.
  package internal(set) var posts: [[Int64]] = []
  /// Other people's posts that hold a copy in `reply_to`.
  package internal(set) var copies: [Int64] = []
  /// The newest post that was looked at.
  var lastPost: Int64 = 0
  /// Digests of the member's texts, by which a copy without a name is known.
  var texts: Set<String> = []

  package struct Source: Sendable, Hashable {
    package var id: Int
    package var name: String
  }

  package struct Key: Sendable {
    package var source: Int
    package var externalID: String
    /// What two ids differ by: their bytes (é and e + ◌́ are two ids).
    fileprivate var identity: [UInt8] { Array("\(source):".utf8) + Array(externalID.utf8) }
  }

  /// Whether nothing was found.
  package var isEmpty: Bool { keys.isEmpty && copies.isEmpty }

  /// The parameters of an `ErasurePlace`, for some of the keys.
  func parameters(_ range: Range<Int>) -> [Parameter] {
    [
      .integers(keys[range].map { Int64($0.source) }), .texts(keys[range].map(\.externalID)),
      .integers(posts[range].flatMap { $0 }), .texts([member]), .integers(sources.map { Int64($0.id) }),
    ]
  }

  /// Leaves only the sources in `found`, where there are any: an id of one source is not an id of another.
  fileprivate mutating func narrow(to found: Set<Int>) throws {
    if found.isEmpty { return }
    sources = sources.filter { found.contains($0.id) }
    if sources.count > 1 { throw Erasure.AmbiguousMember(sources: sources.map(\.name)) }
  }

  fileprivate mutating func addKeys(_ found: [Key]) {
    var known = Set(keys.map(\.identity))
    for key in found where known.insert(key.identity).inserted {
      keys.append(key)
      posts.append([])
    }
  }
}

extension Erasure {
  /// The member's id is known in more than one source: whose member is meant must be said.
  package struct AmbiguousMember: Error, Sendable, CustomStringConvertible {
    package var sources: [String]

    package var description: String {
      "the id is known in the sources \(sources.joined(separator: ", ")); repair: say whose member it is with --source"
    }
  }

  /// How many posts are looked at by one statement.
  private static let window = 20_000

  /// Looks through all posts for what is the member's, slice by slice, twice: for the posts under the member's id, and
  /// then for those posts' other revisions and for copies in replies. Throws where `source` does not exist, and
  /// `AmbiguousMember` where none is named and the member is found in several.
  package static func find(
    _ member: String, source: String? = nil, on db: borrowing Connection, progress: (_ posts: Int) -> Void = { _ in }
  ) throws -> MemberFindings {
    let answer = try db.query(
      "SELECT source_id, name FROM source WHERE $1::text IS NULL OR name = $1 ORDER BY name", [.text(source)])
    var sources: [MemberFindings.Source] = []
    for row in 0..<answer.count {
      sources.append(.init(id: try answer.integer(row, 0), name: try answer.text(row, 1)))
    }
    if let source, sources.isEmpty {
      throw StoreError("there is no source `\(source)`; repair: drawbridge queue stats lists them")
    }
    return try find(member, sources: sources, after: 0, on: db, progress: progress)
  }

  static func find(
    _ member: String, sources: [MemberFindings.Source], after first: Int64, on db: borrowing Connection,
    progress: (_ posts: Int) -> Void = { _ in }
  ) throws -> MemberFindings {
    var findings = MemberFindings(member: member, sources: sources)
    let all = Parameter.integers(sources.map { Int64($0.id) })
    var seen = 0
    findings.lastPost = try eachWindow(after: first, db) { low, high, count in
      let answer = try db.query(ownSQL, [.integer(low), .integer(high), all, .text(member)])
      for row in 0..<answer.count {
        findings.addKeys([.init(source: try answer.integer(row, 0), externalID: try answer.text(row, 1))])
        findings.texts.insert(try answer.text(row, 2))
      }
      seen += count
      progress(seen)
    }
    try findings.narrow(to: Set(findings.keys.map(\.source)))
    let keys = findings.parameters(0..<findings.keys.count)
    let ids = Parameter.integers(findings.sources.map { Int64($0.id) })
    let texts = Parameter.texts(findings.texts.sorted())
    _ = try eachWindow(after: first, db) { low, high, count in
      let revisions = try db.query(revisionsSQL, [.integer(low), .integer(high), keys[0], keys[1]])
      for row in 0..<revisions.count {
        findings.posts[try revisions.integer(row, 0) - 1].append(Int64(try revisions.integer(row, 1)))
      }
      let copies = try db.query(
        copiesSQL, [.integer(low), .integer(high), ids, .text(member), keys[1], texts])
      for row in 0..<copies.count { findings.copies.append(Int64(try copies.integer(row, 0))) }
      seen += count
      progress(seen)
    }
    if findings.keys.isEmpty { try findings.narrow(to: try sourcesOfCopies(findings, db)) }
    return findings
  }

  private static func sourcesOfCopies(_ findings: MemberFindings, _ db: borrowing Connection) throws -> Set<Int> {
    let answer = try db.query(
      "SELECT DISTINCT source_id FROM post WHERE post_id = ANY ($1::int8[])", [.integers(findings.copies)])
    var sources: Set<Int> = []
    for row in 0..<answer.count { sources.insert(try answer.integer(row, 0)) }
    return sources
  }

  /// Calls `body` with the bounds of one stretch of posts after another, and how many each holds; answers the last.
  private static func eachWindow(
    after first: Int64, _ db: borrowing Connection, _ body: (_ low: Int64, _ high: Int64, _ count: Int) throws -> Void
  ) throws -> Int64 {
    var low = first
    while true {
      let answer = try db.query(
        """
        SELECT max(post_id), count(*) FROM (SELECT post_id FROM post WHERE post_id > $1 ORDER BY post_id LIMIT $2) p
        """, [.integer(low), .integer(window)])
      guard let high = try answer.optionalInteger(0, 0).map(Int64.init) else { return low }
      try body(low, high, try answer.integer(0, 1))
      low = high
    }
  }

  private static let ownSQL = """
    SELECT source_id, external_id, encode(sha256(convert_to(coalesce(document ->> 'text', ''), 'UTF8')), 'hex')
    FROM post WHERE post_id > $1 AND post_id <= $2 AND source_id = ANY ($3::int8[]) AND author_id = $4
    """

  private static let revisionsSQL = """
    SELECT k.n, p.post_id FROM unnest($3::int8[], $4::text[]) WITH ORDINALITY AS k (source_id, external_id, n)
    JOIN post p ON p.source_id = k.source_id AND p.external_id = k.external_id
    WHERE p.post_id > $1 AND p.post_id <= $2 ORDER BY p.post_id
    """

  /// A copy names the member, or one of the member's posts, or names nobody and has the same text.
  private static let copiesSQL = """
    SELECT p.post_id FROM post p CROSS JOIN LATERAL (
      SELECT document #>> '{reply_to,id}' AS id, document #>> '{reply_to,author}' AS author,
             document #>> '{reply_to,text}' AS text OFFSET 0) r
    WHERE p.post_id > $1 AND p.post_id <= $2 AND p.source_id = ANY ($3::int8[]) AND p.document::text LIKE '%"reply_to":%'
      AND p.external_id <> ALL ($5::text[])
      AND (r.author = $4 OR r.id = ANY ($5::text[])
           OR r.author IS NULL AND encode(sha256(convert_to(r.text, 'UTF8')), 'hex') = ANY ($6::text[]))
    ORDER BY p.post_id
    """
}
