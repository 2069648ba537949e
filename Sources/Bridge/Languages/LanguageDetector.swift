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
  package func spans(_ scalars: [UInt32]) -> [LanguageSpan] {
    var reading = PostReading(scalars, model, preference)
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
      if let language = plain.language(bytes.span, range) { return LanguageCatalogue.tags[Int(language)] }
      guard let scalars = Self.scalars(bytes, range) else { return nil }
      return detector.tag(scalars)
    }

    /// Writes the spans of the text whose UTF-8 is `bytes[range]` as `start:end:tag` items, the same as `detect` gives;
    /// false where it is no UTF-8.
    package mutating func writeSpans(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) -> Bool {
      let start = output.count
      let isPlain = plain.spans(bytes.span, range) { range, language in
        Self.write(range, LanguageCatalogue.tags[Int(language)], from: start, &output)
      }
      if isPlain { return true }
      guard let scalars = Self.scalars(bytes, range) else { return false }
      for span in detector.spans(scalars) { Self.write(span.range, span.tag, from: start, &output) }
      return true
    }

    private static func write(_ range: Range<Int>, _ tag: String, from start: Int, _ output: inout [UInt8]) {
      if output.count > start { output.append(0x20) }
      write(range.lowerBound, &output)
      output.append(0x3A)
      write(range.upperBound, &output)
      output.append(0x3A)
      output.append(contentsOf: tag.utf8)
    }

    private static func write(_ number: Int, _ output: inout [UInt8]) {
      if number >= 10 { write(number / 10, &output) }
      output.append(UInt8(0x30 + number % 10))
    }

    private static func scalars(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt32]? {
      guard JSONParser.isValidUTF8(bytes, range) else { return nil }
      return UTF8Scalars.decode(bytes.span, range)
    }
  }
}
