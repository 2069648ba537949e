import Bridge
import Testing

@Suite("Language tags")
struct LanguageTagTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var tag: String
    var range: String
    var matches: Bool
    var testDescription: String { "\(tag) \(matches ? "is" : "is not") in \(range)" }
  }

  @Test(
    "basic filtering of RFC 4647",
    arguments: [
      Example(tag: "zh", range: "zh", matches: true),
      Example(tag: "zh-Hans", range: "zh", matches: true),
      Example(tag: "zh-Latn", range: "zh", matches: true),
      Example(tag: "zh-Hant", range: "ZH-hant", matches: true),
      Example(tag: "zh", range: "zh-Hans", matches: false),
      Example(tag: "zha", range: "zh", matches: false),
      Example(tag: "en", range: "de", matches: false),
      Example(tag: "de-AT-1996", range: "de-at", matches: true),
      Example(tag: "en", range: "*", matches: true),
      Example(tag: "und", range: "*", matches: false),
      Example(tag: "und", range: "und", matches: true),
    ])
  func matches(_ example: Example) {
    #expect(LanguageTag.matches(example.tag, range: example.range) == example.matches)
  }
}
