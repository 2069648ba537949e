import Bridge
import Rules
import Testing
import Text

@testable import Rules

/// The folded view, for oracles.
enum FoldedScalars {
  static func of(_ text: String) -> [UInt32] { FoldedText(text).scalars }

  static func holds(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }
}

@Suite("Hostile text")
struct HostileTextTests {
  private static let entries = [
    "casino", "aaaa", "微信", "加微信", "カジノ", "도박", "free money", "13800138000", "bad-shop.example", "(a|b)+c",
  ]

  private static let all: ListMatcher = {
    let literal = ListDefinition(
      name: "l", modes: [.exact, .phrase, .segment, .evasive, .sounds, .host], entries: entries)
    var fuzzy = ListDefinition(name: "f", modes: [.evasive], entries: ["cocaine", "gambling"])
    fuzzy.fuzzy = 1
    let regex = ListDefinition(name: "r", modes: [.regex], entries: ["(a|b)+c", "\\bx+y"])
    return ListMatcher([literal, fuzzy, regex], dictionaries: Matching.dictionaries ?? .none)
  }()

  private func check(_ text: String) {
    let scalars = text.unicodeScalars.map(\.value)
    for hit in Self.all.hits(in: scalars, at: Timestamp.now()) {
      #expect(hit.range.lowerBound >= 0 && !hit.range.isEmpty && hit.range.upperBound <= scalars.count)
    }
  }

  @Test("random text of several scripts, signs and what is invisible: valid offsets", arguments: 1...6)
  func random(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let pieces = [
      "c", "a", "s", "i", "n", "o", "微", "信", "加", "カ", "ジ", "ノ", "도", "박", "ㄷ", "\u{0301}", "\u{200B}", "\u{3099}",
      "゛", ".", " ", "\n", "*", "4", "@", "1",
      "&#99;", "&#", ";", "wei", "xin", "女", "表", "🔫", "\u{FE0F}", "🇨", "ﬁ", "ß", "İ", "xn--", "(dot)", "点", "%2E", "0",
      "\u{0}", "\u{10FFFF}", "ก็", "र्",
    ]
    for _ in 0..<300 {
      check(
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
          .joined())
    }
  }

  @Test(
    "a hundred thousand of anything ends",
    arguments: [
      "a", "微", "加微", "\u{0301}", "가", "도박", "ㄷ", "c.", "wei", "女", "1", "&#99;", ".", "カ゛", "🔫", "ab", "casino ",
    ])
  func walls(_ piece: String) { check(String(repeating: piece, count: 100_000 / piece.unicodeScalars.count)) }

  @Test("ten thousand alternatives in one expression")
  func alternatives() {
    let pattern = (0..<10_000).map { "w\($0)x" }.joined(separator: "|")
    let matcher = Matching.matcher([.regex], [pattern])
    #expect(Matching.find(matcher, "here is w9999x", entries: [pattern]).map(\.surface) == ["w9999x"])
  }

  @Test("phrase agrees with a naive search on random text", arguments: 1...4)
  func oracle(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &* 77)
    let letters = Array("abAB微信信加ㄱ가バハ 1.é")
    func text(_ most: Int) -> String {
      String(
        (0..<Int.random(in: 1...most, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" })
    }
    for _ in 0..<200 {
      let entries = (0..<6).map { _ in text(3) }
      let post = text(30)
      let matcher = Matching.matcher([.phrase], entries)
      let scalars = post.unicodeScalars.map(\.value)
      let found = Set(
        matcher.hits(in: scalars, at: Timestamp.now()).map { [$0.entry, $0.range.lowerBound, $0.range.upperBound] })
      var expected: Set<[Int]> = []
      let view = FoldedText(scalars)
      for (number, entry) in entries.enumerated() {
        let pattern = FoldedText(entry).scalars
        for start in view.scalars.indices where view.scalars[start...].starts(with: pattern) && !pattern.isEmpty {
          let range = view.rawRange(start..<start + pattern.count)
          if WordEdge.isWord(range, in: scalars) { expected.insert([number, range.lowerBound, range.upperBound]) }
        }
      }
      #expect(found == expected, "\(entries) in \(post)")
    }
  }

  @Test(
    "walls of Han without an end, entries all over them, and entries with blanks of their own",
    .enabled(if: Matching.hasDictionary))
  func walls() throws {
    let dictionaries = try #require(Matching.dictionaries)
    let entries = ["微信", "发票", "加 微信", "代 开 发票", "传销"]
    let matcher = Matching.matcher([.evasive, .sounds], entries, dictionaries: dictionaries)
    for gap in 0...140 {
      let wall = String(repeating: "好", count: 100)
      let between = String(repeating: "人", count: gap)
      let text = wall + "微信" + between + "发票" + between + "川销" + wall + "微 信"
      let found = Matching.find(matcher, text, entries: entries)
      #expect(found.contains { $0.entry == "微信" && $0.surface == "微信" }, "\(gap)")
      #expect(found.contains { $0.entry == "发票" && $0.surface == "发票" }, "\(gap)")
    }
    for (entry, text) in [("加 微信", "加 微信"), ("代 开 发票", "有人代 开 发票吗"), ("加 微信", "请加微信")] {
      #expect(Matching.find(matcher, text, entries: entries).contains { $0.entry == entry }, "\(text)")
    }
  }
}
