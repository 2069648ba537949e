internal import Text

/// Which scripts a language can be written in, for `--from`.
enum LanguageScripts {
  /// Whether a word of `script` can be read as `language`.
  static func allow(_ script: Script, in language: String) -> Bool {
    let primary = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
    if language.lowercased().hasSuffix("-latn") { return script == .latin }
    switch script {
    case .han: return ["zh", "ja", "ko", "yue"].contains(primary)
    case .katakana, .hiragana: return primary == "ja"
    case .bopomofo: return primary == "zh"
    case .cyrillic: return cyrillic.contains(primary)
    case .arabic: return arabic.contains(primary)
    case .devanagari: return devanagari.contains(primary)
    case .latin:
      return !["zh", "ja", "ko", "yue"].contains(primary) && !cyrillic.contains(primary) && !arabic.contains(primary)
        && !devanagari.contains(primary) && !hasOwnScript(primary)
    default:
      let own = LanguageCatalogue.ofScript[Int(script.rawValue)]
      return LanguageCatalogue.tags[Int(own)] == primary
    }
  }

  private static let cyrillic: Set<String> = ["ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn"]
  private static let arabic: Set<String> = ["ar", "fa", "ur", "ps", "ckb", "ug"]
  private static let devanagari: Set<String> = ["hi", "mr", "ne", "sa"]

  private static func hasOwnScript(_ primary: String) -> Bool {
    LanguageCatalogue.ofScript.contains { $0 != 0 && LanguageCatalogue.tags[Int($0)] == primary }
  }
}
