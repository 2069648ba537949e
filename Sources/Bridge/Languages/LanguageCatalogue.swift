internal import Text

/// The tags that the detector can answer with, numbered so that a word's language is one byte.
enum LanguageCatalogue {
  static let tags: [String] =
    ["und", "ko", "zh-Hans", "zh-Hant", "yue", "ja"] + LanguageGroup.allCases.flatMap(\.tags)
    + languagesOfScripts.map(\.1)

  static let undetermined: UInt8 = 0
  static let korean: UInt8 = 1
  static let simplifiedChinese = number(of: "zh-Hans")
  static let traditionalChinese = number(of: "zh-Hant")
  static let cantonese = number(of: "yue")
  static let japanese = number(of: "ja")
  static let english = number(of: "en")

  /// The number of a group's first lane; the others follow.
  static func first(of group: LanguageGroup) -> Int { firsts[group.rawValue] }

  private static let firsts: [Int] = LanguageGroup.allCases.map { Int(number(of: $0.tags[0])) }

  /// The number of `tag`, which must be in the catalogue.
  static func number(of tag: String) -> UInt8 {
    guard let index = tags.firstIndex(of: tag) else { preconditionFailure("\(tag) is not in the catalogue") }
    return UInt8(index)
  }

  /// Scripts that one language has almost for itself.
  private static let languagesOfScripts: [(Script, String)] = [
    (.thai, "th"), (.hebrew, "he"), (.greek, "el"), (.bengali, "bn"), (.gujarati, "gu"), (.gurmukhi, "pa"),
    (.kannada, "kn"), (.khmer, "km"), (.lao, "lo"), (.malayalam, "ml"), (.myanmar, "my"), (.sinhala, "si"),
    (.tamil, "ta"), (.telugu, "te"), (.tibetan, "bo"), (.georgian, "ka"), (.armenian, "hy"), (.ethiopic, "am"),
  ]

  /// For each script number, the language that it decides at once; 0 where it decides nothing.
  static let ofScript: [UInt8] = {
    var table = [UInt8](repeating: undetermined, count: 256)
    for (script, tag) in languagesOfScripts { table[Int(script.rawValue)] = number(of: tag) }
    table[Int(Script.hangul.rawValue)] = korean
    table[Int(Script.hiragana.rawValue)] = japanese
    table[Int(Script.katakana.rawValue)] = japanese
    table[Int(Script.bopomofo.rawValue)] = traditionalChinese
    return table
  }()
}
