package import Postgres

/// Something that an operator should know of who may do what.
package enum AccessFinding: Hashable, Sendable {
  /// A login that hands posts in for every source.
  case everySource(login: String)
  /// A consumer whose cursor belongs to no login.
  case noOwner(consumer: String)
  /// Open private cases of a source that no reviewer may open.
  case unopenable(source: String, cases: Int)

  package static func list(on db: borrowing Connection) throws -> [AccessFinding] {
    let answer = try db.query("SELECT kind, name, cases FROM drawbridge.access_findings()")
    var findings: [AccessFinding] = []
    for row in 0..<answer.count {
      let name = try answer.text(row, 1)
      switch try answer.text(row, 0) {
      case "every_source": findings.append(.everySource(login: name))
      case "no_owner": findings.append(.noOwner(consumer: name))
      default: findings.append(.unopenable(source: name, cases: try answer.integer(row, 2)))
      }
    }
    return findings
  }
}
