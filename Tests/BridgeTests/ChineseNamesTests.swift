@testable import Bridge
import Testing

@Suite("Chinese numbers and names")
struct ChineseNamesTests {
  private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test(
    "a number's value",
    arguments: [
      ("三百二十五", "325"), ("二〇二六", "2026"), ("十五", "15"), ("十", "10"), ("二十", "20"), ("一百零五", "105"),
      ("两千", "2000"), ("一万五", "15000"), ("一万零五", "10005"), ("三百二", "320"), ("一万五千", "15000"), ("十二万", "120000"),
      ("三亿", "300000000"), ("一万亿", "1000000000000"), ("三亿五千万", "350000000"), ("〇〇七", "007"), ("一千二百", "1200"),
      ("兩萬", "20000"),
      ("三五百", nil), ("一两万", nil), ("三个", nil), ("亿亿亿亿", nil), (String(repeating: "千", count: 4_000), nil),
      (String(repeating: "九万", count: 3_000), "270000000"),
      (String(repeating: "亿", count: 5_000), nil),
    ] as [(String, String?)])
  func values(_ text: String, _ value: String?) { #expect(ChineseNames.value(scalars(text)) == value) }

  private func candidates(_ text: String, cost: Float = 20) -> [String] {
    let all = scalars(text)
    var found: [String] = []
    ChineseNames.candidates(all, from: 0, cost: { _ in cost }) { end, kind, _ in
      found.append("\(String(text.unicodeScalars.prefix(end))) \(kind)")
    }
    return found
  }

  @Test("what can be a number or a name")
  func names() {
    #expect(candidates("三百二十五个") == ["三百二十五 number"])
    #expect(candidates("三个").isEmpty)
    #expect(candidates("王小明").contains("王小明 person"))
    #expect(candidates("欧阳修").contains("欧阳修 person"))
    #expect(candidates("克里斯吃饭").contains("克里斯 foreign"))
    #expect(candidates("王").isEmpty && candidates("王a").isEmpty)
    #expect(!candidates("王小明", cost: 5).contains("王小明 person"), "common words are no name")
    #expect(candidates(String(repeating: "一", count: 100)).filter { $0.hasSuffix("number") }.map(\.count) == [23])
  }

  @Test("shown in a gloss with what they seem to be")
  func glosses() throws {
    let glosser = try DictionaryFixture().glosser()
    let number = try #require(glosser.gloss("三百二十五", to: "en", from: "zh").tokens.first)
    #expect(number.surface == "三百二十五" && number.glosses == ["325"] && number.senses[0].source == "drawbridge")
  }
}
