/// Writes lexicon entries as `LexiconReader` reads them.
package enum LexiconWriter {
  /// A whole file: the line of columns, then an entry a line. Every language that has glosses or notes gets its columns,
  /// English and Chinese always.
  package static func text(of entries: [LexiconEntry]) -> String {
    let columns = columns(of: entries)
    return ([columns.joined(separator: "\t")] + entries.map { line(of: $0, columns) }).map { $0 + "\n" }.joined()
  }

  /// The columns that the entries need, in the order of the shipped files.
  package static func columns(of entries: [LexiconEntry]) -> [String] {
    func locales(_ own: (LexiconEntry) -> some Collection<String>) -> [String] {
      let others = Set(entries.flatMap { Array(own($0)) }).subtracting(["en", "zh"])
      return ["en", "zh"] + others.sorted()
    }
    return ["term", "lang", "reading"] + locales { $0.glosses.keys }.map { "gloss.\($0)" } + ["flags"]
      + locales { $0.notes.keys }.map { "note.\($0)" } + ["by", "until"]
  }

  /// One line, without its end, for a file of these columns.
  package static func line(of entry: LexiconEntry, _ columns: [String]) -> String {
    columns.map { column in
      let field = field(column, entry)
      return String(String.UnicodeScalarView(field.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }.joined(separator: "\t")
  }

  private static func field(_ column: String, _ entry: LexiconEntry) -> String {
    switch column {
    case "term": entry.terms.joined(separator: " | ")
    case "lang": entry.language
    case "reading": entry.reading
    case "flags": entry.flags.joined(separator: ",")
    case "by": entry.by
    case "until": entry.until
    case _ where column.hasPrefix("gloss."): entry.glosses[String(column.dropFirst(6))]?.joined(separator: "; ") ?? ""
    case _ where column.hasPrefix("note."): entry.notes[String(column.dropFirst(5))] ?? ""
    default: ""
    }
  }
}
