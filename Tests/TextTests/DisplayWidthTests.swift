import Testing
import Text

@Suite("Columns of a terminal")
struct DisplayWidthTests {
  @Test(
    "counts columns",
    arguments: [
      Example("nothing", "", 0), Example("ASCII", "hello", 5), Example("Chinese", "加微信", 6),
      Example("Japanese", "フォロバ ok", 11), Example("half-width kana", "ｶﾀｶﾅ", 4), Example("Korean", "바보", 4),
      Example("decomposed Korean", "\u{1107}\u{1161}\u{1107}\u{1169}", 4), Example("Cyrillic", "привет", 6),
      Example("combining marks", "cafe\u{301}\u{323}", 4), Example("Thai", "กิน", 2), Example("full width", "ＶＸ！", 6),
      Example("emoji", "😀a", 3), Example("zero width", "a\u{200B}b\u{FEFF}", 2), Example("ambiguous", "①±", 2),
      Example("supplementary Han", "𠮷", 2),
    ])
  func widths(_ row: Example<Int>) { #expect(DisplayWidth.of(row.text) == row.result) }

  @Test("pads by columns, not by characters")
  func padding() {
    #expect(DisplayWidth.padded("加v", to: 6) == "加v   ")
    #expect(DisplayWidth.padded("바보", to: 4) == "바보")
    #expect(DisplayWidth.padded("too long", to: 3) == "too long")
    #expect(DisplayWidth.padded("", to: 2) == "  ")
  }

  @Test("cuts between characters and says so")
  func truncation() {
    #expect(DisplayWidth.truncated("加微信", to: 6) == "加微信")
    #expect(DisplayWidth.truncated("加微信", to: 5) == "加微…")
    #expect(DisplayWidth.truncated("加微信", to: 4) == "加…")
    #expect(DisplayWidth.truncated("hello", to: 4) == "hel…")
    #expect(DisplayWidth.truncated("cafe\u{301}s au lait", to: 5) == "cafe\u{301}…")
    #expect(DisplayWidth.truncated("hello", to: 1) == "…")
  }

  @Test("what was cut or padded fits", arguments: 1...10)
  func fits(_ seed: Int) {
    var texts = RandomTexts(seed: UInt64(3000 + seed))
    for columns in 1...40 {
      let text = texts.next()
      #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: columns)) <= columns)
      #expect(DisplayWidth.of(DisplayWidth.padded(text, to: columns)) == max(columns, DisplayWidth.of(text)))
    }
  }
}
