import Testing
import Text

@Suite("A text that grows")
struct TextBuilderTests {
  @Test("scalars and texts stand behind each other; what is no scalar is U+FFFD")
  func appends() {
    var builder = TextBuilder(capacity: 4)
    #expect(builder.text.isEmpty)
    for scalar: UInt32 in [0x61, 0xE9, 0x52A0, 0x1F600, 0, 0xD800, 0x110000] { builder.append(scalar) }
    builder.append("e\u{301}微信")
    #expect(
      Array(builder.text.unicodeScalars)
        == ["a", "é", "加", "😀", "\0", "\u{FFFD}", "\u{FFFD}", "e", "\u{301}", "微", "信"])
  }

  @Test("steps are counted of the task that asks, and of no other")
  func counts() async {
    let steps = Work.steps {
      Work.add(3)
      #expect(Work.steps { Work.add(5) } == 5)
      Work.add(4)
    }
    #expect(steps == 7)
    Work.add(100)
    async let one = Work.steps { for _ in 0..<1_000 { Work.add(1) } }
    async let other = Work.steps { for _ in 0..<2_000 { Work.add(1) } }
    #expect(await [one, other] == [1_000, 2_000])
  }
}
