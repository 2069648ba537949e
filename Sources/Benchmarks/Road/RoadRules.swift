import FoundationEssentials
import Rules

/// The starter rules and, beside them, one list of generated terms as long as a large community's.
enum RoadRules {
  /// The rulebook of a temporary copy of `folder` with a pack of `count` terms added.
  static func load(_ folder: String, terms count: Int) throws -> Rulebook {
    let files = FileManager.default
    let copy = files.temporaryDirectory.appending(path: "drawbridge-rules-\(UInt64.random(in: 0...UInt64.max))")
    try files.copyItem(atPath: folder, toPath: copy.path)
    defer { try? files.removeItem(at: copy) }
    let entries = terms(count).joined(separator: "\n") + "\n"
    try Data(entries.utf8).write(to: copy.appending(path: "lists/generated-terms.txt"))
    try Data(pack.utf8).write(to: copy.appending(path: "packs/generated-terms.yaml"))
    return try Rulebook(folder: copy.path)
  }

  private static let pack = """
    drawbridge: 1
    pack: generated-terms
    owner: "@bench"
    lists:
      generated_terms:
        match: phrase
        file: lists/generated-terms.txt
    rules:
      - id: generated-term
        title: {en: A generated term, zh: 生成的词}
        policy: spam.solicitation
        match: {text: generated_terms}
        then: {queue: spam, score: 1}

    """

  /// Half of them words of four to six syllables that no language has, half pairs of any two of the 20,902 first
  /// unified ideographs: both share their beginnings with real text and rarely match it.
  static func terms(_ count: Int) -> [String] {
    var random = SeededRandom(seed: 20_000)
    var terms: Set<String> = []
    var ordered: [String] = []
    while ordered.count < count {
      let term = ordered.count.isMultiple(of: 2) ? word(&random) : bigram(&random)
      if terms.insert(term).inserted { ordered.append(term) }
    }
    return ordered
  }

  private static func word(_ random: inout SeededRandom) -> String {
    var word = ""
    for _ in 0..<Int.random(in: 4...6, using: &random) {
      for letters in ["bcdfghjklmnprstvwz", "aeiou"] {
        if let letter = letters.randomElement(using: &random) { word.append(letter) }
      }
    }
    return word
  }

  private static func bigram(_ random: inout SeededRandom) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<2 {
      if let scalar = Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FA5, using: &random)) { text.append(scalar) }
    }
    return String(text)
  }
}
