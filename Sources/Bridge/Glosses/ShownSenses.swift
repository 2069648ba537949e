/// Which senses of a word a reader sees, and how.
struct ShownSenses {
  /// Short, the likeliest first.
  private(set) var glosses: [String] = []
  /// The same, in full.
  private(set) var senses: [GlossSense] = []

  /// How many are shown, beside those that a moderator must not miss.
  static let most = 5

  /// The first senses of a key, and every slang, vulgar or derogatory one.
  init(of key: Int, in dictionary: PairDictionary) {
    self.init(dictionary.rankedSenses(of: key), in: dictionary)
  }

  init(_ ranked: [RankedSense], in dictionary: PairDictionary) {
    for (place, sense) in ranked.enumerated() {
      guard place < Self.most || !sense.flags.isDisjoint(with: .sensitive) else { continue }
      let shown = dictionary.shown(sense)
      senses.append(shown)
      glosses.append(Self.short(shown.text))
    }
  }

  /// A sense without its asides in round brackets, unless it is nothing but an aside.
  static func short(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
    var out = String.UnicodeScalarView()
    var depth = 0
    for scalar in text.unicodeScalars {
      if scalar == "(" { depth += 1 }
      if depth == 0 && scalar == "," && out.last == " " { out.removeLast() }
      if depth == 0 && !(scalar == " " && (out.last ?? " ") == " ") { out.append(scalar) }
      if scalar == ")" { depth = max(0, depth - 1) }
    }
    while let last = out.last, last == " " || last == "," { out.removeLast() }
    return out.isEmpty ? label(text) : String(out)
  }

  /// The beginning of an explanation, as a label: `(modal particle indicating suggestion)` is `(modal particle)`.
  private static func label(_ text: String) -> String {
    let words = text.split(separator: " ")
    let kept = words.prefix { !explaining.contains($0.drop { $0 == "(" }.lowercased()) }.prefix(3)
    guard kept.count < words.count else { return text }
    let start = (kept.isEmpty ? words.prefix(4) : kept).joined(separator: " ")
    let bare = start.trimmingPrefix("(").filter { !"(),;".contains($0) }
    return "(\(bare)\(kept.isEmpty ? "…" : ""))"
  }

  private static let explaining: Set<String> = [
    "indicating", "indicates", "indicate", "used", "expressing", "showing", "similar", "placed", "equivalent",
    "denoting",
    "marking", "after", "before", "in", "to", "for", "that", "which", "with", "introducing", "attached", "coming",
  ]
}
