import Bridge
import Review
import Text
import Testing

@Suite("Marked text")
struct MarkedTextTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var ranges: [Range<Int>]
    var shown: String
    var testDescription: String { shown }
  }

  @Test(
    "brackets hits by raw scalars and shows what is hidden",
    arguments: [
      Example(text: "想学画画的加微信聊", ranges: [5..<8], shown: "想学画画的⟦加微信⟧聊"),
      Example(text: "加\u{200B}微信", ranges: [0..<4], shown: "⟦加⟦ZWSP⟧微信⟧"),
      Example(text: "abc", ranges: [0..<2, 1..<3], shown: "⟦abc⟧"),
      Example(text: "abc", ranges: [0..<1, 1..<2], shown: "⟦a⟧⟦b⟧c"),
      Example(text: "a\u{1B}[31mb\u{202E}", ranges: [], shown: "a⟦ESC⟧[31mb⟦RLO⟧"),
      Example(text: "😭b", ranges: [1..<2], shown: "😭⟦b⟧"),
      Example(text: "short", ranges: [2..<99], shown: "short"),
      Example(text: "", ranges: [], shown: ""),
    ])
  func brackets(_ example: Example) {
    #expect(MarkedText.of(example.text, ranges: example.ranges) == example.shown)
  }

  @Test("wraps by columns, behind blanks where there are any", arguments: [5, 10, 17, 40])
  func wraps(_ width: Int) {
    let text = "想学画画的加微信聊 with some English words and averyveryverylongword 内容\nsecond"
    let lines = MarkedText.lines(text, width: width)
    for line in lines { #expect(DisplayWidth.of(line) <= width) }
    let letters = lines.joined().filter { !$0.isWhitespace }
    #expect(letters == text.filter { !$0.isWhitespace })
  }
}

@Suite("Interlinear gloss")
struct InterlinearTests {
  @Test("columns stand under one another by East Asian width")
  func columns() {
    func token(_ surface: String, _ start: Int, _ reading: String, _ gloss: String, notes: [String] = []) -> GlossToken
    {
      GlossToken(
        surface: surface, range: start..<start + surface.unicodeScalars.count, lang: "zh-Hans", reading: reading,
        glosses: gloss.isEmpty ? [] : [gloss], senses: [], notes: notes)
    }
    let gloss = GlossedText(
      from: "zh-Hans",
      tokens: [
        token("我们", 0, "wǒ men", "we"), token("不", 2, "bù", "no", notes: ["negation"]),
        token("加微信", 3, "jiā wēi xìn", "add on WeChat"), token("囗囗", 6, "", "", notes: ["not in the dictionary"]),
      ], coverage: 0.9)
    let lines = Interlinear(gloss, marks: [3..<6]).lines(width: 100, labels: ["words", "read", "gloss"])
    #expect(lines.count == 3)
    #expect(lines[0] == "words  我们    不       ⟦加微信⟧         囗囗")
    #expect(lines[1] == "read   wǒ men  bù       jiā wēi xìn")
    #expect(lines[2] == "gloss  we      NOT: no  ⟦add on WeChat⟧  ?")
    let narrow = Interlinear(gloss, marks: []).lines(width: 30, labels: ["words", "read", "gloss"])
    #expect(narrow.count > 3)
    for line in narrow { #expect(DisplayWidth.of(line) <= 30) }
  }
}

@Suite("Marks over a gloss")
struct MarkedGlossTests {
  @Test("the words that a mark touches are bracketed, each mark looked at once")
  func brackets() {
    let tokens = (0..<200).map { GlossToken(surface: "w\($0)", range: $0 * 3..<$0 * 3 + 2, lang: "en") }
    let gloss = GlossedText(from: "en", tokens: tokens, coverage: 1)
    // Long ones first, then short ones inside them, empty ones, and some past the end.
    let marks = [50..<70, 0..<1, 2..<3, 55..<56, 61..<61, 300..<420, 301..<302, 590..<900] + (0..<40).map { $0..<$0 }
    let steps = Work.steps {
      let lines = Interlinear(gloss, marks: marks).lines(width: 10_000, labels: ["", "", ""])
      let marked = lines[0].split(separator: " ").filter { $0.hasPrefix("⟦") }
      let expected = tokens.filter { token in marks.contains { $0.overlaps(token.range) } }.map { "⟦\($0.surface)⟧" }
      #expect(marked.map(String.init) == expected)
    }
    #expect((1...marks.count).contains(steps))
  }
}
