/// Reads one definition of CC-CEDICT: splits it into senses, takes its labels as flags, cleans its references.
enum SenseReader {
  /// `(slang) to cheer sb on; to support 加油[jia1 you2]` gives two senses flagged slang, without the bracket.
  static func senses(in definition: String) -> [CedictEntry.Sense] {
    var leading: SenseFlags = []
    return parts(of: definition).enumerated().compactMap { position, part in
      var (text, flags) = withoutLabels(part)
      if position == 0 { leading = labelsAtFront(of: part) }
      flags.formUnion(leading)
      flags.formUnion(kind(of: text))
      let target = target(of: text)
      text = cleaned(text)
      return text.isEmpty ? nil : CedictEntry.Sense(text: text, flags: flags, target: target)
    }
  }

  /// Cuts at semicolons that stand outside brackets.
  private static func parts(of definition: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    for scalar in definition.unicodeScalars {
      if scalar == "(" || scalar == "[" { depth += 1 }
      if scalar == ")" || scalar == "]" { depth = max(0, depth - 1) }
      if scalar == ";" && depth == 0 {
        parts.append(current.trimmed)
        current = ""
      } else {
        current.unicodeScalars.append(scalar)
      }
    }
    parts.append(current.trimmed)
    return parts.filter { !$0.isEmpty }
  }

  private static let labels: [String: SenseFlags] = [
    "slang": .slang, "Internet slang": .slang, "internet slang": .slang, "neologism": .slang, "vulgar": .vulgar,
    "coarse": .vulgar, "taboo": .vulgar, "taboo curse": .vulgar, "offensive": [.vulgar, .derogatory],
    "derog.": .derogatory, "derogatory": .derogatory, "pejorative": .derogatory, "disparaging": .derogatory,
    "racist": .derogatory, "contemptuous": .derogatory, "literary": .literary, "classical": .literary,
    "archaic": .archaic, "old": .archaic, "old usage": .archaic, "old term": .archaic, "obsolete": .archaic,
    "dialect": .dialect, "dialectal": .dialect, "Tw": .dialect, "HK": .dialect, "Cantonese": .dialect,
    "Macau": .dialect, "bound form": .boundForm, "coll.": .colloquial, "colloquial": .colloquial,
    "euphemism": .euphemism, "jocular": .colloquial,
  ]

  /// The flags of `(slang, vulgar)`; nil where the bracket says something else.
  private static func label(_ inside: Substring) -> SenseFlags? {
    var flags: SenseFlags = []
    for word in inside.split(separator: ",") {
      guard let flag = labels[String(word).trimmed] else { return nil }
      flags.formUnion(flag)
    }
    return flags.isEmpty ? nil : flags
  }

  /// The text without its bracketed labels, and what they said.
  private static func withoutLabels(_ text: String) -> (String, SenseFlags) {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return (text, []) }
    var rest = text[...]
    var out = ""
    var flags: SenseFlags = []
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      out += rest[..<open]
      if let found = label(rest[rest.index(after: open)..<close]) {
        flags.formUnion(found)
        rest = rest[rest.index(after: close)...]
        if out.isEmpty || out.hasSuffix(" ") { rest = rest.drop { $0 == " " } }
      } else {
        out += rest[open...close]
        rest = rest[rest.index(after: close)...]
      }
    }
    return ((out + rest).trimmed, flags)
  }

  private static func labelsAtFront(of text: String) -> SenseFlags {
    var rest = text[...]
    var flags: SenseFlags = []
    while rest.hasPrefix("("), let close = rest.firstIndex(of: ")"),
      let found = label(rest[rest.index(after: rest.startIndex)..<close])
    {
      flags.formUnion(found)
      rest = rest[rest.index(after: close)...].drop { $0 == " " }
    }
    return flags
  }

  private static func kind(of text: String) -> SenseFlags {
    if text.hasPrefix("CL:") || text.hasPrefix("also pr.") || text.hasPrefix("Taiwan pr.")
      || text.hasPrefix("see also ")
      || text.hasPrefix("also written ") || text.hasPrefix("pr. [")
    {
      return .aside
    }
    if text.hasPrefix("surname ") { return .surname }
    if text.hasPrefix("used in ") || text.hasPrefix("component of ") { return .usedIn }
    if text.hasPrefix("abbr. for ") { return .abbreviation }
    if text.hasPrefix("see ") || text.hasPrefix("same as ") || text.hasPrefix("equivalent of ") { return .variant }
    guard end(of: "variant of ", in: text) != nil else { return [] }
    return text.hasPrefix("old ") || text.hasPrefix("archaic ") ? [.variant, .archaic] : .variant
  }

  /// The word after "variant of", "see", "abbr. for", "used in": `臺|台[tai2]` is 台, tai2.
  private static func target(of text: String) -> (form: String, reading: String?)? {
    for lead in ["variant of ", "abbr. for ", "used in ", "see ", "same as ", "equivalent of "] {
      guard let end = end(of: lead, in: text) else { continue }
      let rest = text[end...]
      let form = rest.prefix { !" [,;()".contains($0) }
      guard let first = form.unicodeScalars.first, first.value >= 0x2E80 else { return nil }
      let after = rest[form.endIndex...]
      let reading = after.hasPrefix("[") ? after.dropFirst().prefix { $0 != "]" } : nil
      return (String(form.split(separator: "|").last ?? form), reading.map(String.init))
    }
    return nil
  }

  /// Where `lead` ends, if it begins within the first 14 bytes: "(Tw) variant of ", "old variant of ".
  private static func end(of lead: String, in text: String) -> String.Index? {
    var index = text.utf8.startIndex
    for _ in 0..<14 {
      if index == text.utf8.endIndex { return nil }
      if text.utf8[index...].starts(with: lead.utf8) { return text.utf8.index(index, offsetBy: lead.utf8.count) }
      text.utf8.formIndex(after: &index)
    }
    return nil
  }

  /// References as a reader wants them: `臺灣|台湾[Tai2 wan1]` is 台湾.
  static func cleaned(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "|") }) else { return text }
    var out: [Unicode.Scalar] = []
    var inBracket = false
    for scalar in text.unicodeScalars {
      if scalar == "[", let last = out.last, last.value >= 0x2E80 || last == " " {
        inBracket = true
      } else if inBracket {
        if scalar == "]" { inBracket = false }
      } else if scalar == "|" {
        while let last = out.last, last.value >= 0x2E80 { out.removeLast() }
      } else {
        out.append(scalar)
      }
    }
    return String(String.UnicodeScalarView(out)).trimmed
  }
}
