package import Postgres

extension ReviewerStore {
  /// What a reviewer may see.
  package enum Reading: Hashable, Sendable, CustomStringConvertible {
    case source(String)
    /// Every source, those to come too.
    case everySource
    /// Private messages of the sources that he sees.
    case privateMessages

    fileprivate var kind: String {
      switch self {
      case .source: "source"
      case .everySource: "every_source"
      case .privateMessages: "private"
      }
    }

    fileprivate var source: String? { if case .source(let name) = self { name } else { nil } }

    package var description: String {
      switch self {
      case .source(let name): name
      case .everySource: "every source"
      case .privateMessages: "private messages"
      }
    }
  }

  /// Lets a reviewer see something; answers whether that is new. Throws where there is no such source.
  @discardableResult
  package static func grant(_ reading: Reading, to reviewer: String, on db: borrowing Connection) throws -> Bool {
    try change("SELECT drawbridge.grant_reading($1, $2, $3)", reading, reviewer, db)
  }

  /// Takes that back, and ends the reviewer's claims; answers whether it was there. Throws where there is no such source.
  @discardableResult
  package static func revoke(_ reading: Reading, from reviewer: String, on db: borrowing Connection) throws -> Bool {
    try change("SELECT drawbridge.revoke_reading($1, $2, $3)", reading, reviewer, db)
  }

  private static func change(
    _ statement: String, _ reading: Reading, _ reviewer: String, _ db: borrowing Connection
  ) throws -> Bool {
    do {
      return try db.query(statement, [.text(reviewer), .text(reading.kind), .text(reading.source)]).bool(0, 0)
    } catch {
      guard error.sqlState == "DBR25" else { throw error }
      throw StoreError("\(error.message); repair: drawbridge queue stats lists them")
    }
  }

  /// What each reviewer may see.
  package static func readings(on db: borrowing Connection) throws -> [String: [Reading]] {
    let answer = try db.query(
      """
      SELECT g.reviewer, g.kind, s.name FROM reviewer_grant g LEFT JOIN source s USING (source_id)
      ORDER BY g.reviewer, g.kind, s.name
      """)
    var readings: [String: [Reading]] = [:]
    for row in 0..<answer.count {
      let reading: Reading =
        switch try answer.text(row, 1) {
        case "source": .source(try answer.text(row, 2))
        case "every_source": .everySource
        default: .privateMessages
        }
      readings[try answer.text(row, 0), default: []].append(reading)
    }
    return readings
  }
}
