package import Text

/// Languages that share a script, and so are told apart by the pieces of their words.
///
/// A language's place in `tags` is its lane in every row of the model. A new language is one more tag here, one more
/// list for the trainer, and a training.
package enum LanguageGroup: Int, CaseIterable, Sendable {
  case latin, cyrillic, arabic, devanagari

  /// The lanes' languages; at most 32.
  package var tags: [String] {
    switch self {
    case .latin:
      [
        "en", "es", "fr", "de", "pt", "vi", "id", "it", "tr", "nl", "pl", "sv", "cs", "ro", "hu", "da", "nb", "fi",
        "sk",
        "hr", "sl", "lt", "lv", "et", "ms", "tl", "ca", "sw", "zh-Latn", "hi-Latn", "ru-Latn", "ar-Latn",
      ]
    case .cyrillic: ["ru", "uk", "bg", "sr", "mk", "be", "mn"]
    case .arabic: ["ar", "fa", "ur", "ps"]
    case .devanagari: ["hi", "mr"]
    }
  }

  /// The group of a script; nil where no words of a script are learned.
  package init?(_ script: Script) {
    switch script {
    case .latin: self = .latin
    case .cyrillic: self = .cyrillic
    case .arabic: self = .arabic
    case .devanagari: self = .devanagari
    default: return nil
    }
  }
}
