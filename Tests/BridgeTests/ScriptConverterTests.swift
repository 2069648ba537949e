import Bridge
import Testing

@Suite("Simplified and Traditional characters")
struct ScriptConverterTests {
  private static func converter(_ target: ScriptConverter.Target) throws -> ScriptConverter? {
    let sources = try SourceFolder([
      "opencc/STCharacters.txt": "头\t頭\n发\t發 髮\n干\t幹 乾\n长\t長\n了\t了 瞭\n丽\t麗\n",
      "opencc/STPhrases.txt": "头发\t頭髮\n干杯\t乾杯\n干杯的头发\t乾杯之髮\nbroken\n",
      "opencc/TSCharacters.txt": "頭\t头\n髮\t发\n發\t发\n麼\t么\n",
      "opencc/TSPhrases.txt": "什麼\t什么\n幺麼\t幺麽\n",
      "opencc/CJK_Compatibility_Ideographs.txt": "\u{F900}\t豈\n\u{2F800}\t丽\n",
    ])
    try sources.build("hans", into: "hant")
    try sources.build("hant", into: "hans")
    return ScriptConverter(to: target, try sources.open())
  }

  @Test(
    "the longest word first, else the character",
    arguments: [
      ("头发长了，干杯", "頭髮長了，乾杯"), ("发", "發"), ("头发发", "頭髮發"), ("干杯的头发", "乾杯之髮"), ("干杯的头", "乾杯的頭"), ("杯", "杯"),
      ("", ""), ("Hello, 头发 123 😀👨‍👩‍👧 カメラ е\u{301}\0\n", "Hello, 頭髮 123 😀👨‍👩‍👧 カメラ е\u{301}\0\n"),
      ("\u{F900}", "豈"), ("\u{2F800}长", "麗長"),
    ])
  func traditional(_ text: String, _ expected: String) throws {
    let converted = try #require(try Self.converter(.hant)).converted(text)
    #expect(Array(converted.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("and back", arguments: [("頭髮", "头发"), ("什麼", "什么"), ("麼", "么"), ("幺麼", "幺麽"), ("头发", "头发")])
  func simplified(_ text: String, _ expected: String) throws {
    #expect(try #require(try Self.converter(.hans)).converted(text) == expected)
  }

  @Test("without tables there is none")
  func missing() { #expect(ScriptConverter(to: .hant, .none) == nil) }
}
