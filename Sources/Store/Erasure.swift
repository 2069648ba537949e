package import Postgres
internal import Text

/// Forgets a member: everything that `ErasurePlace.all` lists, and the copies in other people's replies.
///
/// Only who may act as the schema's owner can do this. A slice of the member's posts goes in one transaction, everything
/// about them at once, so whoever is interrupted runs it again; nothing is left half erased.
package enum Erasure {
  /// How many of the member's posts (by the platform's id) go in one transaction.
  private static let slice = 200
  /// How often the posts that came in meanwhile are looked for again.
  private static let mostRounds = 5

  /// What stands where, by the places' names; nothing is changed.
  package static func count(_ findings: MemberFindings, on db: borrowing Connection) throws -> [(
    place: String, count: Int
  )] {
    var counts: [(place: String, count: Int)] = []
    for place in ErasurePlace.all {
      guard let count = place.count else { continue }
      counts.append((place.name, try db.query(count, findings.parameters(0..<findings.keys.count)).integer(0, 0)))
    }
    return counts + [(copies, findings.copies.count)]
  }

  /// Erases what `findings` names, and what the member wrote meanwhile. Answers what was erased, by the places' names.
  ///
  /// The chain gets an event with these numbers and nothing else; erasing again finds nothing and leaves no event.
  package static func erase(
    _ findings: MemberFindings, on db: borrowing Connection, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> [(place: String, count: Int)] {
    var counts: [String: Int] = [:]
    var findings = findings
    for _ in 0..<mostRounds {
      // Copies first: while the posts are there, an interrupted run still knows what is a copy of them.
      try eraseCopies(findings, &counts, db)
      var start = 0
      repeat {
        let end = min(start + slice, findings.keys.count)
        try eraseSlice(findings, start..<end, &counts, db)
        progress(end, findings.keys.count)
        start = end
      } while start < findings.keys.count
      let since = findings.lastPost
      findings = try find(findings.member, sources: findings.sources, after: since, on: db)
      if findings.isEmpty { break }
    }
    try log(counts, db)
    let names = ErasurePlace.all.filter { $0.count != nil }.map(\.name) + [copies]
    return names.map { ($0, counts[$0] ?? 0) }
  }

  /// Takes on the owner's rights for the rest of the session; throws where the login may not.
  package static func actAsOwner(on db: borrowing Connection) throws {
    try db.execute("SET ROLE drawbridge_owner")
  }

  private static let copies = "copies in replies"
  /// How often a slice is tried again because somebody else was in its way.
  private static let mostConflicts = 100

  // MARK: Slices

  private static func eraseSlice(
    _ findings: MemberFindings, _ range: Range<Int>, _ counts: inout [String: Int], _ db: borrowing Connection
  ) throws {
    var findings = findings
    var conflicts = 0
    while true {
      do {
        let (erased, newPosts) = try db.transaction { try eraseOnce(findings, range, db) }
        guard newPosts.isEmpty else {
          // An edit came in since: its ticket has to be locked before its key.
          for (key, post) in newPosts { findings.posts[key].append(post) }
          continue
        }
        for (name, count) in erased { counts[name, default: 0] += count }
        return
      } catch let error as PostgresError where error.isConflict && conflicts < mostConflicts {
        conflicts += 1  // a deadlock with an ingest, or a partition being exchanged
      }
    }
  }

  /// One transaction, in the order in which a worker locks too: tickets, keys, cases. Answers newer posts of the keys,
  /// in which case nothing was done.
  private static func eraseOnce(
    _ findings: MemberFindings, _ range: Range<Int>, _ db: borrowing Connection
  ) throws -> (erased: [String: Int], newPosts: [(key: Int, post: Int64)]) {
    // Against retention, which would bring back what it copied before.
    try db.query("SELECT drawbridge.take_lock('partitions', 'SHARE')")
    let parameters = findings.parameters(range)
    try db.query(ErasurePlace.takeLeasesBack, parameters)
    let newPosts = try lockKeys(findings, range, db)
    if !newPosts.isEmpty { return ([:], newPosts) }
    var erased: [String: Int] = [:]
    for place in ErasurePlace.all {
      erased[place.name, default: 0] += try db.query(place.erase, parameters).affected
    }
    return (erased, [])
  }

  /// Holds the keys, so that no edit, deletion or new case of them comes in between.
  private static func lockKeys(
    _ findings: MemberFindings, _ range: Range<Int>, _ db: borrowing Connection
  ) throws -> [(key: Int, post: Int64)] {
    let answer = try db.query(
      """
      SELECT u.n, k.post_id FROM unnest($1::int8[], $2::text[]) WITH ORDINALITY AS u (source_id, external_id, n)
      JOIN post_key k ON k.source_id = u.source_id AND k.external_id = u.external_id
      ORDER BY k.source_id, k.external_id FOR UPDATE OF k
      """, Array(findings.parameters(range).prefix(2)))
    var newPosts: [(key: Int, post: Int64)] = []
    for row in 0..<answer.count {
      guard let post = try answer.optionalInteger(row, 1).map(Int64.init) else { continue }
      let key = range.lowerBound + (try answer.integer(row, 0)) - 1
      if post > findings.lastPost, !findings.posts[key].contains(post) { newPosts.append((key, post)) }
    }
    return newPosts
  }

  // MARK: Copies

  /// Takes `reply_to` out of the posts that answer the member: its id leads to the member as its text does.
  private static func eraseCopies(
    _ findings: MemberFindings, _ counts: inout [String: Int], _ db: borrowing Connection
  ) throws {
    for start in stride(from: 0, to: findings.copies.count, by: slice) {
      let posts = Array(findings.copies[start..<min(start + slice, findings.copies.count)])
      counts[copies, default: 0] += try db.transaction {
        try db.query("SELECT drawbridge.take_lock('partitions', 'SHARE')")
        let answer = try db.query(
          "SELECT post_id, document FROM post WHERE post_id = ANY ($1::int8[]) ORDER BY post_id FOR UPDATE",
          [.integers(posts)])
        var (ids, documents): ([Int64], [String]) = ([], [])
        for row in 0..<answer.count {
          ids.append(Int64(try answer.integer(row, 0)))
          documents.append(withoutReply(try answer.text(row, 1)))
        }
        return try db.query(
          """
          UPDATE post p SET document = u.document::json FROM unnest($1::int8[], $2::text[]) AS u (post_id, document)
          WHERE p.post_id = u.post_id
          """, [.integers(ids), .texts(documents)]
        ).affected
      }
    }
  }

  /// The document without `reply_to`, everything else as it was. One that nobody can read may hold the copy anywhere, so
  /// nothing of it stays.
  private static func withoutReply(_ document: String) -> String {
    guard case .object(let members)? = try? JSONParser.parse(document) else { return "{}" }
    var writer = JSONWriter()
    writer.object { out in
      for member in members where member.name != "reply_to" { out.member(member.name, member.value) }
    }
    return writer.text
  }

  private static func log(_ counts: [String: Int], _ db: borrowing Connection) throws {
    let erased = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    if erased.isEmpty { return }
    var writer = JSONWriter()
    writer.object { out in for (name, count) in erased { out.member(name, count) } }
    try db.query(
      "INSERT INTO event (kind, actor, acted_through, detail) VALUES ('erased', actor(), acted_through(), $1::json)",
      [.text(writer.text)])
  }
}
