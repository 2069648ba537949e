internal import Text

/// What the signs of a text tell, whatever its words: its scripts, its capitals. Read only where a rule asks.
enum TextShape {
  /// The scripts that have a tenth of the letters outside links or more, by their names in small letters, the most used first.
  static func scripts(of text: String) -> [String] {
    var counts: [Script: Int] = [:]
    var letters = 0
    for scalar in Links.removed(from: text).unicodeScalars where scalar.properties.isAlphabetic {
      let script = ScalarTraits(of: scalar.value).script
      if script == .common || script == .inherited { continue }
      counts[script, default: 0] += 1
      letters += 1
    }
    return counts.filter { $0.value * 10 >= letters }.map { (name: names[$0.key] ?? "other", count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }.map(\.name)
  }

  /// What rules call the scripts.
  static let names: [Script: String] = [
    .arabic: "arabic", .armenian: "armenian", .bengali: "bengali", .bopomofo: "bopomofo", .cyrillic: "cyrillic",
    .devanagari: "devanagari", .ethiopic: "ethiopic", .georgian: "georgian", .greek: "greek", .gujarati: "gujarati",
    .gurmukhi: "gurmukhi", .han: "han", .hangul: "hangul", .hebrew: "hebrew", .hiragana: "hiragana",
    .kannada: "kannada", .katakana: "katakana", .khmer: "khmer", .lao: "lao", .latin: "latin",
    .malayalam: "malayalam", .myanmar: "myanmar", .sinhala: "sinhala", .tamil: "tamil", .telugu: "telugu",
    .thai: "thai", .tibetan: "tibetan",
  ]

  /// The share of capitals among the letters that could be one; nil where there is none.
  static func capitals(of text: String) -> Double? {
    var (large, all) = (0, 0)
    for scalar in text.unicodeScalars {
      if scalar.properties.isUppercase { large += 1 }
      if scalar.properties.isUppercase || scalar.properties.isLowercase { all += 1 }
    }
    return all == 0 ? nil : Double(large) / Double(all)
  }
}
