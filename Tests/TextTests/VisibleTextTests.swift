import Testing
import Text

@Suite("Visible text")
struct VisibleTextTests {
  @Test(
    "spells out what would not show or would act",
    arguments: [
      Example("ordinary text of many scripts", "hello 加微信 フォロバ 바보 สวัสดี नमस्ते", "hello 加微信 フォロバ 바보 สวัสดี नमस्ते"),
      Example("escape sequence", "a\u{1B}[31mb", "a⟦ESC⟧[31mb"),
      Example("eight-bit escape", "a\u{9B}31mb", "a⟦CSI⟧31mb"),
      Example("next line", "a\u{85}b", "a⟦NEL⟧b"),
      Example("bell, backspace, delete, NUL", "\u{7}\u{8}\u{7F}\u{0}", "⟦BEL⟧⟦BS⟧⟦DEL⟧⟦NUL⟧"),
      Example("right-to-left override", "photo\u{202E}gpj.exe", "photo⟦RLO⟧gpj.exe"),
      Example("isolates", "\u{2066}x\u{2069}", "⟦LRI⟧x⟦PDI⟧"),
      Example("zero width space in a word", "加\u{200B}微信", "加⟦ZWSP⟧微信"),
      Example("byte order mark", "\u{FEFF}hi", "⟦BOM⟧hi"),
      Example("line separators", "a\u{2028}b\u{2029}c", "a⟦LINE-SEP⟧b⟦PARA-SEP⟧c"),
      Example("soft hyphen", "we\u{AD}chat", "we⟦SHY⟧chat"),
      Example("joiner between letters", "w\u{200D}e", "w⟦ZWJ⟧e"),
      Example("variation selector behind a letter", "微\u{FE0F}信", "微⟦VS16⟧信"),
      Example("a chain of selectors and joiners behind a letter", "微\u{FE0F}\u{200D}\u{FE0F}信", "微⟦VS16⟧⟦ZWJ⟧⟦VS16⟧信"),
      Example("tag characters", "a\u{E0067}b", "a⟦U+E0067⟧b"),
      Example("Hangul filler", "\u{3164}", "⟦HANGUL-FILLER⟧"),
      Example("noncharacters", text([0xFDD0, 0xFFFE, 0x10FFFF]), "⟦U+FDD0⟧⟦U+FFFE⟧⟦U+10FFFF⟧"),
      Example("a control without a name", "\u{1}", "⟦U+0001⟧"),
      Example("carriage return and line feed", "a\r\nb", "a⟦CR⟧↵b"),
      Example("tab", "a\tb", "a b"),
      Example("replacement character", "a\u{FFFD}b", "a\u{FFFD}b"),
      Example("combining marks", "e\u{301}", "e\u{301}"),
      Example("emoji", "😀🔥", "😀🔥"),
      Example("emoji family", "👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"),
      Example("heart on fire", "❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥"),
      Example("emoji with a skin tone and a joiner", "👩🏻\u{200D}🔬", "👩🏻\u{200D}🔬"),
      Example("keycap", "1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
      Example("nothing", "", ""),
    ])
  func spellsOut(_ row: Example<String>) {
    #expect(scalars(VisibleText.of(row.text)) == scalars(row.result), "\(VisibleText.of(row.text))")
  }

  @Test("keeps line feeds where it is asked to")
  func newlines() {
    #expect(scalars(VisibleText.of("a\n\tb\u{1B}", keepingNewlines: true)) == scalars("a\n b⟦ESC⟧"))
  }

  @Test("nothing that acts on a terminal is left of any scalar")
  func everyScalar() {
    for value in 0..<0x11_0000 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value), VisibleText.isHidden(scalar) else { continue }
      let shown = VisibleText.of("a" + String(Character(scalar)) + "b")
      guard shown.unicodeScalars.contains(where: { VisibleText.isHidden($0) }) else { continue }
      Issue.record("U+\(String(value, radix: 16)) is printed as it is")
    }
  }
}
