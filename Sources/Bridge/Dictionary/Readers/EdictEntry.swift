/// One line of EDICT: a headword, its kana, its senses with their labels.
struct EdictEntry {
  struct Sense {
    var text: String
    var flags: SenseFlags
    /// Where the sense stands among the entry's numbered meanings, from 0.
    var meaning: Int
  }

  var form: String
  /// In kana.
  var reading: String
  var senses: [Sense] = []
  /// How it is inflected.
  var classes: JapaneseClass = []
  /// One of the 20,000 words marked (P).
  var isCommon = false
  /// Usually written in kana.
  var isKana = false

  /// Reads `食べる [たべる] /(v1,vt) (1) to eat/…/(P)/`; nil where the line has another shape.
  init?(line: ArraySlice<UInt8>) {
    guard let slash = line.firstIndex(of: 0x2F), slash > line.startIndex, line.last == 0x2F else { return nil }
    let head = String(decoding: line[..<slash], as: UTF8.self).split(separator: " ")
    guard let form = head.first, head.count <= 2 else { return nil }
    self.form = String(form)
    reading = self.form
    if head.count == 2 {
      guard head[1].hasPrefix("["), head[1].hasSuffix("]") else { return nil }
      reading = String(head[1].dropFirst().dropLast())
    }
    var reader = LabelReader()
    for part in line[(slash + 1)...].split(separator: 0x2F) {
      reader.read(String(decoding: part, as: UTF8.self), into: &self)
    }
    guard !senses.isEmpty else { return nil }
  }

  /// Takes the labels at the front of each part: kinds of word, numbers, registers. A register holds until the next number.
  private struct LabelReader {
    private var flags: SenseFlags = []
    private var meaning = -1

    mutating func read(_ part: String, into entry: inout EdictEntry) {
      var rest = part[...]
      while rest.hasPrefix("("), let close = rest.firstIndex(of: ")") {
        let label = rest[rest.index(after: rest.startIndex)..<close]
        guard take(label, into: &entry) else { break }
        rest = rest[rest.index(after: close)...].drop { $0 == " " }
      }
      // {comp}: the field that the sense belongs to.
      if rest.hasPrefix("{"), let close = rest.firstIndex(of: "}") {
        rest = rest[rest.index(after: close)...].drop { $0 == " " }
      }
      guard !rest.isEmpty else { return }
      meaning = max(meaning, 0)
      entry.senses.append(Sense(text: String(rest), flags: flags, meaning: meaning))
    }

    /// Whether the bracket was a label.
    private mutating func take(_ label: Substring, into entry: inout EdictEntry) -> Bool {
      if label == "P" {
        entry.isCommon = true
        return true
      }
      if Int(label) != nil {
        meaning += 1
        flags = []
        return true
      }
      var isLabel = false
      for word in label.split(separator: ",") {
        if let flag = EdictEntry.registers[String(word)] {
          flags.formUnion(flag)
          isLabel = true
        } else if EdictEntry.kinds.contains(String(word)) || word.hasPrefix("v") || word.hasPrefix("adj") {
          entry.classes.formUnion(JapaneseClass(label: word))
          isLabel = true
        } else if word == "uk" {
          entry.isKana = true
          isLabel = true
        }
      }
      return isLabel
    }
  }

  private static let registers: [String: SenseFlags] = [
    "sl": .slang, "net-sl": .slang, "m-sl": .slang, "vulg": .vulgar, "X": .vulgar, "derog": .derogatory,
    "col": .colloquial, "fam": .colloquial, "chn": .colloquial, "arch": .archaic, "obs": .archaic, "obsc": .archaic,
    "rare": .archaic, "poet": .literary, "abbr": .abbreviation, "sens": .derogatory, "euph": .euphemism, "oK": .archaic,
    "ok": .archaic, "oik": .archaic, "ik": [], "iK": [], "io": [], "hon": [], "hum": [], "pol": [], "on-mim": [],
    "id": [], "proverb": [], "yoji": [], "gikun": [], "male": [], "fem": [], "joc": .colloquial, "ateji": [], "eK": [],
  ]

  private static let kinds: Set<String> = [
    "n", "pn", "adv", "adv-to", "aux", "aux-v", "aux-adj", "conj", "ctr", "exp", "int", "n-adv", "n-pr", "n-pref",
    "n-suf", "n-t", "num", "pref", "prt", "suf", "unc", "cop", "cop-da", "on",
  ]
}

/// How a Japanese word is inflected, as a set: which endings lead back to it.
struct JapaneseClass: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  static let ichidan = JapaneseClass(rawValue: 1 << 0)
  static let godan = JapaneseClass(rawValue: 1 << 1)
  static let suru = JapaneseClass(rawValue: 1 << 2)
  static let kuru = JapaneseClass(rawValue: 1 << 3)
  static let adjective = JapaneseClass(rawValue: 1 << 4)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The class of EDICT's `v5k`, `adj-i`, `vs`.
  init(label: Substring) {
    switch label {
    case "adj-i", "adj-ix": self = .adjective
    case "vk": self = .kuru
    case _ where label.hasPrefix("v1"): self = .ichidan
    case _ where label.hasPrefix("v5"): self = .godan
    case _ where label.hasPrefix("vs"): self = .suru
    default: self = []
    }
  }

  /// As it lies in an entry's flags.
  var flags: SenseFlags { SenseFlags(rawValue: rawValue << 19) }

  init(_ flags: SenseFlags) { self.init(rawValue: flags.rawValue >> 19 & 0x1F) }
}
