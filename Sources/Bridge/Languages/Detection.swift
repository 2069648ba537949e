internal import Text

/// A stretch of a text in one language.
package struct LanguageSpan: Sendable, Hashable {
  /// Where it stands, in raw Unicode scalars: from its first letter to its last, with what stands between.
  package var range: Range<Int>
  /// Its language.
  package var tag: String

  package init(range: Range<Int>, tag: String) {
    self.range = range
    self.tag = tag
  }
}

/// A language that a text may be in.
package struct LanguageGuess: Sendable, Hashable {
  package var tag: String
  /// 0…1; all languages together make 1.
  package var confidence: Double

  package init(tag: String, confidence: Double) {
    self.tag = tag
    self.confidence = confidence
  }
}

/// How much of a text is in one language.
package struct LanguageShare: Sendable, Hashable {
  package var tag: String
  /// 0…1, by letters.
  package var share: Double

  package init(tag: String, share: Double) {
    self.tag = tag
    self.share = share
  }
}

/// What languages a post is in, and where.
package struct Detection: Sendable, Hashable {
  /// The post's language, or `und`.
  package var tag: String
  /// How sure that is, 0…1; 0 for `und`.
  package var confidence: Double
  /// Best first, at most five. They may name a language where `tag` is `und` because the post is too short.
  package var candidates: [LanguageGuess]
  /// Largest first; they sum to 1. Where there is no letter, `und` has it all.
  package var shares: [LanguageShare]
  /// Ascending, without overlap. What is no language (links, names, digits, emoji) lies outside.
  package var spans: [LanguageSpan]
  /// How many letters the text has outside links, names and Latin hashtags.
  package var letters: Int

  /// What a text without letters gets.
  package static let nothing = Detection(
    tag: LanguageTag.undetermined, confidence: 0, candidates: [],
    shares: [LanguageShare(tag: LanguageTag.undetermined, share: 1)], spans: [], letters: 0)

  package init(
    tag: String, confidence: Double, candidates: [LanguageGuess], shares: [LanguageShare], spans: [LanguageSpan],
    letters: Int
  ) {
    self.tag = tag
    self.confidence = confidence
    self.candidates = candidates
    self.shares = shares
    self.spans = spans
    self.letters = letters
  }

  /// Below this confidence a language is a guess among candidates.
  package static let sure = 0.6

  /// The language for a person to read: `en (confidence 0.98)`; where it is a guess, the candidates: `id or ms (confidence
  /// 0.52, 0.41)`; `und`.
  package var summary: String {
    guard isKnown else { return tag }
    let likely = confidence < Self.sure ? candidates.prefix(3).filter { $0.confidence >= 0.1 } : []
    let guesses = likely.isEmpty ? [LanguageGuess(tag: tag, confidence: confidence)] : Array(likely)
    let tags = guesses.map(\.tag).joined(separator: " or ")
    return "\(tags) (confidence \(guesses.map { JSONWriter.decimal($0.confidence, 2) }.joined(separator: ", ")))"
  }

  /// Whether the post's language is known.
  package var isKnown: Bool { tag != LanguageTag.undetermined }

  /// The summed share of the languages that lie in the language range `range`.
  package func share(of range: String) -> Double {
    var sum = 0.0
    for entry in shares where LanguageTag.matches(entry.tag, range: range) { sum += entry.share }
    return sum
  }
}
