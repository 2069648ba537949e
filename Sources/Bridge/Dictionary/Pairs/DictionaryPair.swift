/// How one pair's dictionary is put together and read: what a new pair has to bring.
protocol DictionaryPair: Sendable {
  var languages: LanguagePair { get }
  /// The sources without which there is no dictionary.
  var needed: [String] { get }
  /// The sources that make it better.
  var helpful: [String] { get }

  /// Words, readings and ranked senses from the sources on `shelf`.
  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft

  /// What reads posts with the compiled dictionary; nil where it is for look-ups alone.
  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)?

  /// Whether the language puts the verb behind its object, always or in clauses.
  var isVerbFinal: Bool { get }
}

extension DictionaryPair {
  var isVerbFinal: Bool { false }
}

/// Every pair that the project knows, in the order in which they are built.
enum DictionaryPairs {
  static let all: [any DictionaryPair] =
    [
      ChinesePair(), EnglishPair(), JapanesePair(), SpanishPair(), FrenchPair(), PortuguesePair(), ItalianPair(),
      GermanPair(), RussianPair(), KoreanPair(),
    ] + EmojiPair.all + ScriptPair.all

  /// The pairs whose sources set-up installs unless it is told otherwise.
  static let standard: Set<String> = [
    "zh-en", "en-zh", "ja-en", "emoji-en", "emoji-zh", "hans-hant", "hant-hans",
  ]

  /// The pair of these languages, known or of imported words alone.
  static func of(_ languages: LanguagePair) -> any DictionaryPair {
    all.first { $0.languages == languages } ?? OtherPair(languages: languages)
  }
}
