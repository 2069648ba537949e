import Foundation
import SeededRandom
import Testing
import Text

@Suite("Folded text")
struct FoldedTextTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var raw: String
    var folded: String
    var testDescription: String { "\(raw) → \(folded)" }
  }

  static func text(_ view: FoldedText) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: view.scalars.compactMap(Unicode.Scalar.init))
    return String(text)
  }

  @Test(
    "case, width, compatibility, script variants and what is invisible",
    arguments: [
      Example(raw: "ＦｕＬＬ①Ⅷ", folded: "full1viii"), Example(raw: "𝓬𝓪𝓼𝓲𝓷𝓸", folded: "casino"),
      Example(raw: "ﬁne", folded: "fine"), Example(raw: "加\u{200B}微\u{FE0F}信", folded: "加微信"),
      Example(raw: "we\u{AD}chat", folded: "wechat"), Example(raw: "臺灣微信群", folded: "台湾微信群"),
      Example(raw: "\u{1107}\u{1167}\u{11BC}\u{1109}\u{1175}\u{11AB}", folded: "병신"),
      Example(raw: "ﾌｫﾛﾊﾞ", folded: "フォロバ"), Example(raw: "e\u{301}", folded: "é"),
      Example(raw: "Straße", folded: "strasse"), Example(raw: "İ", folded: "i\u{307}"),
      Example(raw: "", folded: ""), Example(raw: "\u{200B}\u{200D}", folded: ""),
    ])
  func folds(_ example: Example) {
    let folded = Self.text(FoldedText(example.raw))
    #expect(folded.unicodeScalars.elementsEqual(example.folded.unicodeScalars))
  }

  @Test("every folded scalar knows a valid raw range, in order; composed and decomposed fold the same")
  func offsets() {
    var random = SeededRandom()
    let pieces = [
      "加微信", "臺", "e\u{301}", "\u{1107}\u{1167}\u{11BC}", "ﾊﾞ", "\u{200B}", "Ａ", "ﬁ", "😭", "ñ", " ", "\u{0301}", "ก็",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let count = text.unicodeScalars.count
      let view = FoldedText(text)
      for index in view.scalars.indices {
        #expect(
          view.start(of: index) >= 0 && view.start(of: index) < view.end(of: index) && view.end(of: index) <= count)
        if index > 0 { #expect(view.start(of: index - 1) <= view.start(of: index)) }
      }
      let composed = FoldedText(text.precomposedStringWithCanonicalMapping)
      let decomposed = FoldedText(text.decomposedStringWithCanonicalMapping)
      #expect(composed.scalars == decomposed.scalars, "\(text)")
    }
  }

  @Test("a hundred thousand marks on one letter fold to their end")
  func marks() {
    let view = FoldedText("a" + String(repeating: "\u{301}\u{316}", count: 50_000))
    #expect(view.scalars.count > 90_000)
    #expect(view.end(of: view.scalars.count - 1) == 100_001)
  }

  @Test("a surrogate alone, with a mark that would compose with it, counts as U+FFFD")
  func surrogates() {
    let view = FoldedText([0x61, 0xDFDF, 0x11100, 0x301])
    #expect(view.scalars == [0x61, 0xFFFD, 0x11100, 0x301])
    #expect(view.rawRange(1..<4) == 1..<4)
  }
}
