internal import Text

/// Tells which languages a post is in, and where.
///
/// Scripts that one language has for itself answer at once; kana makes the Han around it Japanese; Han is Simplified or
/// Traditional by its characters; Latin, Cyrillic, Arabic and Devanagari words go through the `LanguageModel`. Links, names,
/// Latin hashtags, digits and emoji say nothing. Deterministic; linear in the length of the text.
package struct LanguageDetector: Sendable {
  private let model: LanguageModel
  private let preference: LanguagePreference

  /// A detector with the model that is part of the program, or another.
  package init(_ model: LanguageModel = .builtIn, preference: LanguagePreference = .none) {
    self.model = model
    self.preference = preference
  }

  /// The languages of `text`, with spans in its Unicode scalars.
  package func detect(_ text: String) -> Detection { detect(text.unicodeScalars.map(\.value)) }

  /// The languages of the text with these scalars.
  package func detect(_ scalars: [UInt32]) -> Detection {
    var reading = PostReading(scalars, model, preference)
    return reading.detection()
  }

  /// Only the post's tag, the same as `detect` gives.
  package func tag(_ scalars: [UInt32]) -> String {
    var reading = PostReading(scalars, model, preference)
    return reading.tag()
  }

  /// Only the post's spans, the same as `detect` gives.
  package func spans(_ text: String) -> [LanguageSpan] {
    var reading = PostReading(text.unicodeScalars.map(\.value), model, preference)
    return reading.spansAlone()
  }

  /// A reader of tags with buffers of its own, for one thread that reads many texts.
  package func tagReader() -> TagReader { TagReader(self, PlainReading(model, preference)) }

  /// Reads one text after another and keeps its buffers.
  package struct TagReader: ~Copyable {
    private let detector: LanguageDetector
    private var plain: PlainReading

    fileprivate init(_ detector: LanguageDetector, _ plain: PlainReading) {
      self.detector = detector
      self.plain = plain
    }

    /// The tag of the text whose UTF-8 is `bytes[range]`, the same as `detect` gives; nil where it is no UTF-8.
    package mutating func tag(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
      if let language = plain.language(bytes, range) { return LanguageCatalogue.tags[Int(language)] }
      guard JSONParser.isValidUTF8(bytes, range) else { return nil }
      return detector.tag(String(decoding: bytes[range], as: UTF8.self).unicodeScalars.map(\.value))
    }
  }
}
