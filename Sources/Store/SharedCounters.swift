package import Postgres
package import Rules

/// Counters that all workers share, in PostgreSQL: what `MemoryCounters` is within one process.
///
/// A batch adds its hits and commits, and only then reads its windows: of two workers with posts of one window at the same
/// moment, the one that commits later sees both.
package struct SharedCounters: CounterStore {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package func count(_ hits: [CounterHit]) async throws -> [Int] {
    try await database.with { try Self.count(hits, on: $0) }
  }

  /// The same on a connection at hand: one statement adds, one reads.
  package static func count(_ hits: [CounterHit], on db: borrowing Connection) throws -> [Int] {
    if hits.isEmpty { return [] }
    try add(hits, db)
    return try read(hits, db)
  }

  /// Deletes what has left every window, in slices; answers how many hits went.
  package static func tidy(on db: borrowing Connection) throws -> Int {
    var gone = 0
    while true {
      let count = try db.query(
        """
        DELETE FROM counter_hit WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM counter_hit WHERE expires_at < now() LIMIT 10000))
        """
      ).affected
      gone += count
      if count < 10_000 { return gone }
    }
  }

  // MARK: Statements

  /// A hit is kept for its window and an hour more: for posts that come late. A crash of the server may forget it, as it
  /// forgets the lease of the batch, which is then taken and counted again.
  private static func add(_ hits: [CounterHit], _ db: borrowing Connection) throws {
    let added = hits.filter { $0.value != nil }
    if added.isEmpty { return }
    _ = try db.transaction(isAsynchronous: true) {
      try db.queryPrepared(
        """
        INSERT INTO counter_hit (counter, key_high, key_low, at, post_id, value, reply_author, expires_at)
        SELECT counter, key_high, key_low, at, post_id, value, reply_author,
               now() + (within + 3600) * interval '1 s'
        FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::text[], $8::float8[])
             AS u (counter, key_high, key_low, at, post_id, value, reply_author, within)
        ORDER BY counter, key_high, key_low, at, post_id, value
        ON CONFLICT DO NOTHING
        """,
        [
          .integers(added.map(\.fingerprint)), .integers(added.map { Int64(bitPattern: $0.key.high) }),
          .integers(added.map { Int64(bitPattern: $0.key.low) }), .integers(added.map(\.at.microseconds)),
          .integers(added.map(\.order)), .integers(added.map { $0.value ?? 0 }), .texts(added.map(\.replyAuthor)),
          .doubles(added.map(\.within.inSeconds)),
        ])
    }
  }

  private struct Name: Hashable {
    var fingerprint: Int64
    var key: CounterHit.Key
  }

  /// Each window once, as wide as the batch needs it; what is counted in it is counted as memory counts.
  private static func read(_ hits: [CounterHit], _ db: borrowing Connection) throws -> [Int] {
    var places: [Name: Int] = [:]
    var names: [Name] = []
    var starts: [Int64] = []
    var ends: [Int64] = []
    let windows = hits.map { hit in
      let name = Name(fingerprint: hit.fingerprint, key: hit.key)
      let (start, end) = ((hit.at - hit.within).microseconds, hit.at.microseconds)
      if let place = places[name] {
        starts[place] = min(starts[place], start)
        ends[place] = max(ends[place], end)
        return place
      }
      places[name] = names.count
      names.append(name)
      starts.append(start)
      ends.append(end)
      return names.count - 1
    }
    let answer = try db.queryPrepared(
      """
      SELECT w.n, h.at, h.post_id, h.value
      FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[]) WITH ORDINALITY
           AS w (counter, key_high, key_low, first, last, n)
      CROSS JOIN LATERAL (
        SELECT h.at, h.post_id, h.value FROM counter_hit h
        WHERE h.counter = w.counter AND h.key_high = w.key_high AND h.key_low = w.key_low
          AND h.at > w.first AND h.at <= w.last
        ORDER BY h.at DESC, h.post_id DESC, h.value DESC LIMIT 5000) h
      ORDER BY w.n, h.at, h.post_id, h.value
      """,
      [
        .integers(names.map(\.fingerprint)), .integers(names.map { Int64(bitPattern: $0.key.high) }),
        .integers(names.map { Int64(bitPattern: $0.key.low) }), .integers(starts), .integers(ends),
      ])
    var entries = [[WindowEntry]](repeating: [], count: names.count)
    for row in 0..<answer.count {
      entries[try answer.integer(row, 0) - 1].append(
        WindowEntry(
          at: Timestamp(microseconds: Int64(try answer.integer(row, 1))), order: Int64(try answer.integer(row, 2)),
          value: Int64(try answer.integer(row, 3))))
    }
    let counted = entries.map { Window(sorted: $0) }
    return zip(hits, windows).map { hit, place in counted[place].count(endingWith: hit) }
  }
}
