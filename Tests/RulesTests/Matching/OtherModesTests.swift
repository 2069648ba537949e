import Bridge
import Rules
import Testing

@testable import Rules

@Suite("Segments, regular expressions, hosts")
struct OtherModesTests {
  @Test(
    "segment: no word crosses an edge", .enabled(if: Matching.hasDictionary),
    arguments: [
      Sighting("口交", "路口交通不是特别好", nil), Sighting("他妈", "他妈妈来了", nil), Sighting("口交", "说口交的", "口交"),
      Sighting("ばか", "そればかり考える", nil), Sighting("ばか", "ばかだね", "ばか"), Sighting("ass", "class", nil),
      Sighting("ass", "你ass啊", "ass"),
    ])
  func segments(_ sighting: Sighting) throws {
    let dictionaries = try #require(Matching.dictionaries)
    let found = Matching.surfaces([.segment], sighting.entry, in: sighting.text, dictionaries: dictionaries)
    #expect(found == sighting.surfaces)
  }

  @Test(
    "regex: on the raw text, case ignored, offsets in scalars",
    arguments: [
      Sighting("1[3-9][0-9]{9}", "😀打13812345678吧", "13812345678"), Sighting("(?:加|➕)(?:微|V)", "😀😀➕v", "➕v"),
      Sighting("\\bfree\\b.{0,9}gift", "A FREE big gift", "FREE big gift"),
      Sighting("(?:ha){4,}", "hahahahaha", "hahahahaha"),
      Sighting("a+b", "ccc", nil),
    ])
  func regexes(_ sighting: Sighting) {
    #expect(Matching.surfaces([.regex], sighting.entry, in: sighting.text) == sighting.surfaces)
  }

  @Test("an expression that explodes ends, and the others go on")
  func explosion() {
    let entries = ["(a+)+$", "bomb"]
    let matcher = Matching.matcher([.regex], entries)
    let found = Matching.find(matcher, String(repeating: "a", count: 3_000) + "! bomb", entries: entries)
    #expect(found.map(\.entry) == ["bomb"])
  }

  @Test(
    "gates: literals of which every match holds one",
    arguments: [
      ("1[3-9][0-9]{9}", ["1"]), ("(?:加|➕)(?:微|薇)", ["➕微", "➕薇", "加微", "加薇"]), ("(?:ha){8,}", ["hahahahahahahaha"]),
      ("https?://x", ["http://x", "https://x"]), ("colou?r", ["color", "colour"]), ("[a-z]+@[a-z]+", ["@"]),
      ("foo.*bar", ["foo"]),
      ("[!！]{3}", ["!!!"]),
    ])
  func gates(_ pattern: String, _ literals: [String]) {
    let found = (RegexGate(pattern).literals ?? []).map {
      String(String.UnicodeScalarView($0.compactMap { Unicode.Scalar($0) }))
    }
    #expect(Set(found) == Set(literals))
  }

  @Test(
    "no gate where nothing can be told", arguments: ["[A-Z]{20,}", "(?i)abc", "a*", "(a|b*)", "\\p{Han}+", "x(?=y)|"])
  func noGates(_ pattern: String) { #expect(RegexGate(pattern).literals == nil) }

  @Test("a gate never hides what an expression finds")
  func gatesAreSafe() throws {
    var generator = SeededGenerator(state: 7)
    let parts = [
      "a", "b", "ab", "(?:a|bc)", "[ab]", "[^a]", "a?", "b+", "(?:ab){2,3}", ".", "c{2}", "\\d", "微", "(?:信|b)*", "\\.",
    ]
    let letters = Array("abcABC微信12.")
    for _ in 0..<3_000 {
      let pattern = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }
      .joined(separator: Bool.random(using: &generator) ? "" : "|")
      let text = String((0..<8).map { _ in letters.randomElement(using: &generator) ?? "a" })
      let expression = try RegularExpressionCheck(pattern)
      guard expression.finds(text), let literals = RegexGate(pattern).literals else { continue }
      let folded = FoldedScalars.of(text)
      #expect(literals.contains { FoldedScalars.holds(folded, $0) }, "\(pattern) finds something in \(text)")
    }
  }

  @Test(
    "host: bare, in links, de-fanged, internationalised, in lookalikes; not as part of another host",
    arguments: [
      Sighting("bad-shop.example", "see http://user@bad-shop.example/x?y", "bad-shop.example"),
      Sighting("bad-shop.example", "BAD-SHOP.EXAMPLE", "BAD-SHOP.EXAMPLE"),
      Sighting("bad-shop.example", "bad-shop[.]example", "bad-shop[.]example"),
      Sighting("bad-shop.example", "go bad-shop (dot) example", "bad-shop (dot) example"),
      Sighting("bad-shop.example", "bad-shop dot example", "bad-shop dot example"),
      Sighting("bad-shop.example", "bad-shop。example", "bad-shop。example"),
      Sighting("bad-shop.example", "bad-shop点example", "bad-shop点example"),
      Sighting("bad-shop.example", "bad-shop%2Eexample", "bad-shop%2Eexample"),
      Sighting("bad-shop.example", "bаd-shоp.example", "bаd-shоp.example"),
      Sighting("bad-shop.example", "www.bad-shop.example", "bad-shop.example"),
      Sighting("bad-shop.example", "not-bad-shop.example", nil),
      Sighting("bad-shop.example", "bad-shop.example.org", nil),
      Sighting("bad-shop.example", "a bad-shop. Example", nil),
      Sighting("https://bad-shop.example/", "bad-shop.example", "bad-shop.example"),
      Sighting("bücher.example", "xn--bcher-kva.example", "xn--bcher-kva.example"),
    ])
  func hosts(_ sighting: Sighting) {
    #expect(Matching.surfaces([.host], sighting.entry, in: sighting.text) == sighting.surfaces)
  }
}

/// ICU by itself, for comparing.
private struct RegularExpressionCheck {
  private let matcher: ListMatcher

  init(_ pattern: String) throws {
    // The gate of `x|(?s:.)` is none, so that the expression is always run.
    matcher = Matching.matcher([.regex], ["(?s)(?:" + pattern + ")"])
  }

  func finds(_ text: String) -> Bool {
    !matcher.hits(in: text.unicodeScalars.map(\.value), at: Timestamp.now()).isEmpty
  }
}
