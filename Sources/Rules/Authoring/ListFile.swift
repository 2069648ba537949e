/// Reads a long list: a line an entry, `entry[TAB attribute[SPACE attribute…]]`.
///
/// `#` begins a comment only as the first character that is not a blank; `\#` begins an entry with `#`. Attributes:
/// `lang=` (the entry's own language), `until=2026-12-31` (exclusive, UTC), `by=`, `note=`, which takes the rest of the line.
enum ListFile {
  static func read(_ text: String, file: String, into reader: inout SchemaReader) -> [Located<ListEntry>] {
    var entries: [Located<ListEntry>] = []
    var number = 0
    // CRLF is one Character to Swift, so it is named beside LF.
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      number += 1
      let place = FilePlace(file, number, 1)
      let fields = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      var word = trimmed(fields.first ?? "")
      if word.isEmpty {
        if fields.count > 1 { reader.error("empty-value", at: place, "An entry is missing before the tab.") }
        continue
      }
      if word.hasPrefix("#") { continue }
      if word.hasPrefix("\\#") { word = word.dropFirst() }
      var entry = ListEntry(text: String(word))
      if fields.count > 1 { attributes(fields[1], place, &entry, &reader) }
      entries.append(Located(value: entry, place: place))
    }
    return entries
  }

  private static func attributes(
    _ text: Substring, _ place: FilePlace, _ entry: inout ListEntry, _ reader: inout SchemaReader
  ) {
    var rest = trimmed(text.split(separator: "\t").joined(separator: " ")[...])
    while !rest.isEmpty {
      if rest.hasPrefix("note=") {
        entry.note = String(rest.dropFirst(5))
        return
      }
      let attribute = rest.prefix { $0 != " " }
      rest = trimmed(rest[attribute.endIndex...])
      let parts = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? String(parts[1]) : ""
      switch parts[0] {
      case "lang": entry.language = value
      case "by": entry.by = value
      case "until":
        entry.until = Timestamp(date: value)
        if entry.until == nil {
          reader.error("bad-value", at: place, "`until=\(value)` is not a date.", fix: "write it as `until=2026-12-31`")
        }
      default:
        reader.unknown(String(parts[0]), at: place, of: "A list line", known: ["lang", "until", "by", "note"])
      }
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\u{FEFF}" { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
