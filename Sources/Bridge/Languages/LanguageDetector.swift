internal import Text

/// Tells which languages a post is in, and where.
///
/// Scripts that one language has for itself answer at once; kana makes the Han around it Japanese; Han is Simplified or
/// Traditional by its characters; Latin, Cyrillic, Arabic and Devanagari words go through a `ScriptModel`. Links, names,
/// Latin hashtags, digits and emoji say nothing. Deterministic; linear in the length of the text.
package struct LanguageDetector: Sendable {
  package init() {}

  /// The languages of `text`, with spans in its Unicode scalars.
  package func detect(_ text: String) -> Detection { detect(text.unicodeScalars.map(\.value)) }

  /// The languages of the text with these scalars.
  package func detect(_ scalars: [UInt32]) -> Detection {
    var reading = PostReading(scalars)
    return reading.detection()
  }

  /// Only the post's tag, the same as `detect` gives.
  package func tag(_ scalars: [UInt32]) -> String {
    var reading = PostReading(scalars)
    return reading.tag()
  }
}
