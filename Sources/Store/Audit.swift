package import Postgres

/// The chain over the events: sealing it, its heads, and whether it still says what it said.
package enum Audit {
  /// A head of the chain: who keeps it can tell later whether anything before it was changed.
  package struct Head: Sendable, Hashable, CustomStringConvertible {
    package var seal: Int
    /// The day of the seal, in UTC.
    package var day: String
    /// SHA-256 in hexadecimal.
    package var digest: String
    /// The events of this seal alone.
    package var events: Int

    /// As the log prints it and `audit verify --against` takes it.
    package var description: String { "\(day):\(digest)" }
  }

  /// Seals the events that no running transaction can come before; nil where there was nothing new, or somebody else is
  /// at it. Writers are never waited for, nor do they wait.
  @discardableResult
  package static func seal(on db: borrowing Connection) throws -> Head? {
    try heads(of: db.query("SELECT seal_id, day::text, encode(head, 'hex'), events FROM drawbridge.seal_events()")).last
  }

  /// Seconds since the oldest event happened that no seal covers; nil where all are sealed. One row is read.
  package static func unsealedFor(on db: borrowing Connection) throws -> Double? {
    try db.query("SELECT extract(epoch FROM now() - drawbridge.unsealed_since())::float8").optionalDouble(0, 0)
  }

  /// The newest head, or nil before the first seal.
  package static func newestHead(on db: borrowing Connection) throws -> Head? {
    try heads(
      of: db.query(
        "SELECT seal_id, day::text, encode(head, 'hex'), events FROM seal ORDER BY seal_id DESC LIMIT 1")
    ).last
  }

  /// The last head of each day, the newest `days` of them, in their order, with the day's events.
  package static func dailyHeads(days: Int, on db: borrowing Connection) throws -> [Head] {
    try heads(
      of: db.query(
        """
        SELECT max(s.seal_id), s.day::text,
               (SELECT encode(h.head, 'hex') FROM seal h WHERE h.seal_id = max(s.seal_id)), sum(s.events)::bigint
        FROM seal s GROUP BY s.day ORDER BY s.day DESC LIMIT $1
        """, [.integer(days)])
    ).reversed()
  }

  private static func heads(of answer: consuming QueryResult) throws -> [Head] {
    var heads: [Head] = []
    for row in 0..<answer.count {
      heads.append(
        Head(
          seal: try answer.integer(row, 0), day: try answer.text(row, 1), digest: try answer.text(row, 2),
          events: try answer.integer(row, 3)))
    }
    return heads
  }
}

/// A head as a person types it: `DAY:HEX`, or the first 16 digits of HEX or more.
package struct HeadMark: Sendable, Hashable {
  package var day: String?
  package var digits: String

  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let digits = parts.last?.lowercased() else { return nil }
    let isHex = digits.utf8.allSatisfy { $0 &- 0x30 < 10 || (0x61...0x66).contains($0) }
    guard isHex, (16...64).contains(digits.utf8.count) else { return nil }
    if parts.count == 2 {
      guard parts[0].utf8.count == 10, parts[0].utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2D }) else { return nil }
      day = parts[0]
    }
    self.digits = digits
  }
}
