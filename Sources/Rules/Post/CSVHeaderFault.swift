/// The header of a CSV file does not name what a post needs: said once, since no line below it can be read.
package struct CSVHeaderFault: Error, CustomStringConvertible {
  private let problem: String

  init(_ problem: String) { self.problem = problem }

  package var description: String { "the header line \(problem)" }

  /// The names of `cells`, a byte order mark before them left out.
  static func check(_ cells: [String]) throws(CSVHeaderFault) -> [String] {
    var names = cells
    if let first = names.first, first.hasPrefix("\u{FEFF}") { names[0] = String(first.unicodeScalars.dropFirst()) }
    if !names.contains("id") {
      if names.count == 1, let sign = [";", "\t", "|"].first(where: { names[0].contains($0) }) {
        throw CSVHeaderFault(
          "has no column `id`: its columns are separated by \(sign == "\t" ? "tabs" : "`\(sign)`"), and ours by commas; "
            + "repair: save the file with commas")
      }
      throw CSVHeaderFault("has no column `id`, and every post needs one; repair: name the columns id,text,…")
    }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw CSVHeaderFault("has the column `\(name.prefix(60))` twice; repair: rename one")
    }
    return names
  }
}
