/// What Unihan says of single characters.
struct UnihanReadings {
  struct Character {
    var definition: String?
    var mandarin: String?
  }

  private(set) var characters: [UInt32: Character] = [:]
  /// How often a character is read so in a corpus of modern Mandarin: toned reading to count (kHanyuPinlu).
  private(set) var frequencies: [UInt32: [String: Int]] = [:]
  private(set) var malformed = 0

  init() {}

  init(_ text: SourceText) {
    text.forEachLine { line in
      guard let first = line.first, first != 0x23 else { return }
      let fields = line.split(separator: 0x09, maxSplits: 2)
      guard fields.count == 3, fields[0].starts(with: [0x55, 0x2B]),
        let scalar = UInt32(String(decoding: fields[0].dropFirst(2), as: UTF8.self), radix: 16)
      else {
        malformed += 1
        return
      }
      let value = { String(decoding: fields[2], as: UTF8.self) }
      switch String(decoding: fields[1], as: UTF8.self) {
      case "kDefinition": characters[scalar, default: Character()].definition = value()
      case "kMandarin":
        characters[scalar, default: Character()].mandarin = value().split(separator: " ").first.map(String.init)
      case "kHanyuPinlu": frequencies[scalar] = Self.counts(value())
      default: break
      }
    }
  }

  /// Reads `xíng(404) háng(65)`.
  private static func counts(_ value: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for part in value.split(separator: " ") {
      let pieces = part.split(separator: "(")
      guard pieces.count == 2, let count = Int(pieces[1].dropLast()) else { continue }
      counts[String(pieces[0]), default: 0] += count
    }
    return counts
  }
}
