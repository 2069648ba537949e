import Bridge

/// Which languages a text is in: shares and spans lie in it, confidence is a probability.
struct LanguageTarget: FuzzTarget {
  static let name = "languages"
  private static let detector = LanguageDetector()

  static func run(_ bytes: [UInt8]) {
    let scalars = FoldTarget.scalars(bytes)
    let detection = detector.detect(scalars)
    expect((0...1).contains(detection.confidence), "confidence \(detection.confidence)")
    expect(!detection.tag.isEmpty, "no tag")
    var last = 0
    for span in detector.spans(scalars) {
      expect(span.range.lowerBound >= last && span.range.upperBound <= scalars.count, "span \(span.range)")
      last = span.range.upperBound
    }
  }
}
