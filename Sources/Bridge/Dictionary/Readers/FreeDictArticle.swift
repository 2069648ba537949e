/// One article of a FreeDict dictionary: a headword and what it is translated by.
///
///     Hund /hˈʊnt/ <masc, n, sg>
///      [zool.] dog <n>, dawg <n>
///       "Schlafende Hunde soll man nicht wecken."  - Let sleeping dogs lie.
///      see: {Hunde}
struct FreeDictArticle {
  struct Translation {
    var text: String
    /// `n`, `v`, `adj`; empty where none is named.
    var part: String
    var flags: SenseFlags
    /// A label names a field (`[mach.]`) or a register that a post seldom means.
    var isSpecial: Bool
  }

  var headword: String
  var part: String
  /// In the article's order.
  var translations: [Translation]

  private static let mostTranslations = 10

  /// The first line of an article.
  struct Head {
    fileprivate let item: Item

    var word: String { item.text }

    /// Nil where there is no headword.
    init?(_ first: ArraySlice<UInt8>) {
      var item = Item(first)
      item.cutPronunciation()
      if item.text.isEmpty { return nil }
      self.item = item
    }
  }

  /// Nil where no headword or no translation is in it.
  init?(_ lines: [ArraySlice<UInt8>]) {
    guard let first = lines.first, let head = Head(first) else { return nil }
    self.init(head, lines.dropFirst())
  }

  /// Nil where no translation is among the `lines` after the first.
  init?(_ first: Head, _ lines: ArraySlice<ArraySlice<UInt8>>) {
    let head = first.item
    headword = head.text
    part = head.part
    translations = []
    for line in lines where Self.isTranslation(line) {
      var special = head.isSpecial
      for field in Self.fields(of: line) {
        let item = Self.Item(field)
        special = special || item.isSpecial && item.startsWithLabel
        guard !item.text.isEmpty, translations.count < Self.mostTranslations else { continue }
        translations.append(
          Translation(
            text: item.text, part: item.part.isEmpty ? part : item.part, flags: item.flags.union(head.flags),
            isSpecial: special || item.isSpecial))
      }
    }
    if translations.isEmpty { return nil }
  }

  private static let asides = ["\"", "Note", "Synonym", "Antonym", "see:", "- ", "„", "{"].map { Array($0.utf8) }
  private static let asideStarts = Set(asides.compactMap(\.first))

  /// Examples, notes and references stand far to the right or name themselves.
  private static func isTranslation(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 }
    guard let first = text.first, text.startIndex - line.startIndex < 3 else { return false }
    return !asideStarts.contains(first) || !asides.contains { text.starts(with: $0) }
  }

  /// The translations of a line, at commas and semicolons outside brackets; a number at its front is left out.
  private static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var rest = line.drop { $0 == 0x20 }
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    if !digits.isEmpty, rest.dropFirst(digits.count).first == 0x2E { rest = rest.dropFirst(digits.count + 1) }
    var depth = 0
    return rest.split { byte in
      if byte == 0x28 || byte == 0x5B || byte == 0x3C { depth += 1 }
      if byte == 0x29 || byte == 0x5D || byte == 0x3E { depth = max(0, depth - 1) }
      return depth == 0 && (byte == 0x2C || byte == 0x3B)
    }
  }

  /// A headword or a translation with its tags `<n>` and labels `[coll.]` taken off; what stands in round brackets is left
  /// out.
  fileprivate struct Item {
    var text = ""
    var part = ""
    var flags: SenseFlags = []
    var isSpecial = false
    var startsWithLabel = false

    init(_ field: ArraySlice<UInt8>) {
      var out: [UInt8] = []
      var rest = field
      while let byte = rest.first {
        if byte == 0x3C || byte == 0x5B || byte == 0x28,
          let close = rest.firstIndex(of: byte == 0x28 ? 0x29 : byte + 2)
        {
          if out.allSatisfy({ $0 == 0x20 }) && byte == 0x5B { startsWithLabel = true }
          take(byte, String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self))
          rest = rest[(close + 1)...]
          continue
        }
        if byte != 0x20 || out.last.map({ $0 != 0x20 }) ?? false { out.append(byte) }
        rest = rest.dropFirst()
      }
      text = String(decoding: out, as: UTF8.self).trimmed
    }

    private mutating func take(_ bracket: UInt8, _ inside: String) {
      if bracket == 0x3C {
        for tag in inside.split(whereSeparator: { $0 == "," || $0 == " " }) {
          if let known = FreeDictArticle.parts[String(tag)] { part = known }
        }
      } else if bracket == 0x5B {
        if let known = FreeDictArticle.registers[inside] {
          flags.formUnion(known)
        } else if inside.hasSuffix("."), !FreeDictArticle.plainLabels.contains(inside) {
          isSpecial = true
        }
      }
    }

    /// Takes `/hˈaʊs/` off the end.
    mutating func cutPronunciation() {
      if let slash = text.firstRange(of: " /")?.lowerBound { text = String(text[..<slash]).trimmed }
    }
  }

  private static let parts = [
    "n": "n", "s": "n", "v": "v", "vi": "v", "vt": "v", "adj": "adj", "adv": "adv", "prep": "pr", "pron": "prn",
    "conj": "cnj", "int": "ij", "interj": "ij", "num": "num", "art": "det",
  ]

  private static let registers: [String: SenseFlags] = [
    "coll.": .colloquial, "ugs.": .colloquial, "slang": .slang, "Slang": .slang, "vulg.": .vulgar, "vulgar": .vulgar,
    "pej.": .derogatory, "obs.": .archaic, "veraltet": .archaic, "archaic": .archaic, "dated": .archaic,
    "poet.": .literary, "geh.": .literary, "formal": .literary, "euphem.": .euphemism,
  ]

  private static let plainLabels: Set<String> = [
    "Br.", "Am.", "Austr.", "Ös.", "Schw.", "Süddt.", "Norddt.", "fig.", "übtr.", "humor.", "cook.", "zool.", "bot.",
    "anat.",
    "med.", "soc.", "school", "sport", "psych.", "comp.", "ornith.", "pol.",
  ]
}
