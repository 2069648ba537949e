internal import Foundation

/// Which roles may use what of the schema, as the schema's own files say.
package enum Permissions {
  /// The roles that may use the table, view or function that PostgreSQL's message names, the least one first; the owner's where
  /// nobody else may. Nil where the message names nothing of the schema.
  package static func roles(refused message: String) -> [String]? {
    let words = message.split(separator: " ")
    guard message.hasPrefix("permission denied for "), words.count == 5 else { return nil }
    let name = String(words[4].split(separator: ".").last ?? "")
    guard isKnown(name) else { return nil }
    let found = grants.filter { $0.names.contains(name) }.flatMap(\.roles)
    let roles = order.filter(found.contains)
    return roles.isEmpty ? ["drawbridge_owner"] : roles
  }

  private static let order = ["ingest", "consumer", "reviewer", "operator", "author", "worker"].map {
    "drawbridge_" + $0
  }

  private static func isKnown(_ name: String) -> Bool {
    SchemaFile.all.contains { $0.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains(Substring(name)) }
  }

  /// `GRANT … ON … TO …;` of the files that are applied again, without what stands in parentheses.
  private static let grants: [(names: Set<String>, roles: [String])] = SchemaFile.repeatable.flatMap { file in
    file.text.split(separator: ";").compactMap { statement in
      guard let start = statement.range(of: "GRANT ") else { return nil }
      var depth = 0
      let plain = String(
        statement[start.lowerBound...].filter { letter in
          if letter == "(" { depth += 1 }
          defer { if letter == ")" { depth -= 1 } }
          return depth == 0
        })
      guard let on = plain.range(of: " ON "), let to = plain.range(of: " TO ", range: on.upperBound..<plain.endIndex)
      else {
        return nil
      }
      func names(_ text: Substring) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      }
      return (Set(names(plain[on.upperBound..<to.lowerBound])), names(plain[to.upperBound...]))
    }
  }
}
