@testable import Bridge
import Testing
import Text

@Suite("The work of a gloss grows with the text and no faster")
struct GlossGrowthTests {
  private func expectLinear(_ unit: String, _ end: String = "", _ work: (String) -> Void) {
    let count = 2_000 / unit.unicodeScalars.count
    let few = Work.steps { work(String(repeating: unit, count: count) + end) }
    let many = Work.steps { work(String(repeating: unit, count: count * 4) + end) }
    #expect(few > 0, "nothing was counted")
    #expect(Double(many) <= Double(few) * 4.4 + 500, "\(few) steps grow to \(many)")
  }

  @Test("katakana that no dictionary has", arguments: ["カー", "カタカナ", "ｶﾅ", "カaカ"])
  func katakana(_ unit: String) throws {
    let sources = try SourceFolder(["edict/edict.txt": "カメラ /(n) camera/(P)/\n食べる [たべる] /(v1,vt) to eat/(P)/\n"])
    try sources.build("ja", into: "en")
    let glosser = Glosser(dictionaries: try sources.open(), detector: LanguageDetector())
    expectLinear(unit, "食べる") { _ = glosser.gloss($0, to: "en", from: "ja") }
  }

  @Test("codes, links and mail addresses that are none", arguments: ["a1", "a.", "a@", "a-1.", "x1y2"])
  func pieces(_ unit: String) {
    expectLinear(unit, "é") { text in
      var scanner = PieceScanner(text.unicodeScalars.map(\.value))
      while scanner.next() != nil {}
    }
  }

  @Test("many words of several readings: each sentence is read once")
  func readings() throws {
    let fixture = try DictionaryFixture()
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    let glosser = try fixture.glosser()
    expectLinear("不行。我们") { _ = glosser.gloss($0, to: "en", from: "zh") }
  }
}
