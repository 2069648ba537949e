/// How many terminal columns a text takes, by East Asian width (UAX #11); ambiguous characters count as one.
package enum DisplayWidth {
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += ScalarTraits(of: scalar).columns }
    return width
  }

  /// `text` with blanks behind it up to `columns`.
  package static func padded(_ text: String, to columns: Int) -> String {
    let missing = columns - of(text)
    return missing > 0 ? text + String(repeating: " ", count: missing) : text
  }

  /// The longest beginning of `text` that fits `columns`, with … where something was cut.
  package static func truncated(_ text: String, to columns: Int) -> String {
    if of(text) <= columns { return text }
    var out = String.UnicodeScalarView()
    var width = 1
    for scalar in text.unicodeScalars {
      width += ScalarTraits(of: scalar).columns
      if width > columns { break }
      out.append(scalar)
    }
    return String(out) + "…"
  }
}
