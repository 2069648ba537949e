/// A Unicode script, by ICU's number for it (the generated tables hold the same numbers).
public struct Script: RawRepresentable, Hashable, Sendable {
  /// ICU's `UScriptCode`.
  public let rawValue: UInt8

  /// The script with ICU's number `rawValue`.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let common = Script(rawValue: 0)
  package static let inherited = Script(rawValue: 1)
  package static let arabic = Script(rawValue: 2)
  package static let armenian = Script(rawValue: 3)
  package static let bengali = Script(rawValue: 4)
  package static let bopomofo = Script(rawValue: 5)
  package static let cyrillic = Script(rawValue: 8)
  package static let devanagari = Script(rawValue: 10)
  package static let ethiopic = Script(rawValue: 11)
  package static let georgian = Script(rawValue: 12)
  package static let greek = Script(rawValue: 14)
  package static let gujarati = Script(rawValue: 15)
  package static let gurmukhi = Script(rawValue: 16)
  package static let han = Script(rawValue: 17)
  package static let hangul = Script(rawValue: 18)
  package static let hebrew = Script(rawValue: 19)
  package static let hiragana = Script(rawValue: 20)
  package static let kannada = Script(rawValue: 21)
  package static let katakana = Script(rawValue: 22)
  package static let khmer = Script(rawValue: 23)
  package static let lao = Script(rawValue: 24)
  package static let latin = Script(rawValue: 25)
  package static let malayalam = Script(rawValue: 26)
  package static let myanmar = Script(rawValue: 28)
  package static let sinhala = Script(rawValue: 33)
  package static let tamil = Script(rawValue: 35)
  package static let telugu = Script(rawValue: 36)
  package static let thai = Script(rawValue: 38)
  package static let tibetan = Script(rawValue: 39)

  /// Whether words of this script stand without a blank between them, or carry particles: every edge is a word edge.
  package var hasNoWordSpaces: Bool {
    switch self {
    case .han, .hiragana, .katakana, .hangul, .thai, .lao, .khmer, .myanmar: true
    default: false
    }
  }
}
