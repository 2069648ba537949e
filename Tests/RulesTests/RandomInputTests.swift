import Foundation
import Rules
import Testing

@testable import Rules

/// A generator whose runs can be repeated: the seed stands in the failing test's name.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Whatever a file holds, reading it ends, and what is wrong has a place in it.
@Suite("Random input")
struct RandomInputTests {
  private static let words = [
    "author.age", "author.name", "post.links", "lang.top", "script.top", "channel.langs", "reports", "<", ">=", "==",
    "!=", "7d", "1h", "30%", "12", "0.5", "and", "or", "not", "(", ")", "[", "]", ",", "in", "is", "missing", "share",
    "min", "max", "has", "hits", "any", "count", "lower", "starts_with", "'x'", "\"2026-01-01\"", "+", "-", "猫", "=",
    "zh", "han", "a", "c", "true", "false", "'", "\u{202E}", "\u{0}", "😀", "1e999", "99999999999999999999w", ".", "@#",
  ]

  private func expression(_ generator: inout SeededGenerator) -> String {
    let separator = Bool.random(using: &generator) ? " " : ""
    return (0..<Int.random(in: 1...24, using: &generator)).map { _ in
      Self.words.randomElement(using: &generator) ?? ""
    }.joined(separator: separator)
  }

  @Test("expressions", arguments: 1...8)
  func expressions(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    var parsed = 0
    for _ in 0..<4_000 {
      let text = expression(&generator)
      do {
        _ = try ExpressionParser.parse(text, at: FilePlace("f", 3, 7), lists: ["a"], counters: ["c": "p/c"])
        parsed += 1
      } catch {
        #expect(error.place.line == 3 && error.place.column >= 7, "\(text): \(error)")
        #expect(error.place.column <= 7 + text.unicodeScalars.count + 1, "\(text): \(error)")
        #expect(!error.message.isEmpty)
      }
    }
    #expect(parsed > 0)
  }

  @Test(
    "nesting of every kind is refused at a place, not at the end of the stack",
    arguments: ["(", "not ", "min(", "[", "max(1 + ", "share(", "-", "((not "])
  func nesting(_ piece: String) {
    for count in [30, 50, 900, 100_000] {
      let text = String(repeating: piece, count: count) + "1"
      do {
        _ = try ExpressionParser.parse(text, at: FilePlace("f", 1, 1), lists: [])
      } catch {
        #expect(error.place.column <= text.unicodeScalars.count + 1)
      }
    }
    let sum = String(repeating: "1 + ", count: 99) + "1 == 100"
    #expect(throws: Never.self) { try ExpressionParser.parse(sum, at: FilePlace("f", 1, 1), lists: []) }
    #expect(throws: RuleFileIssue.self) {
      try ExpressionParser.parse("1 + " + sum, at: FilePlace("f", 1, 1), lists: [])
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The shipped files with pieces taken out, doubled, and put elsewhere.
  private func damaged(_ text: String, _ generator: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let start = Int.random(in: 0..<scalars.count, using: &generator)
      let end = min(scalars.count, start + Int.random(in: 1...40, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: scalars.removeSubrange(start..<end)
      case 1: scalars.insert(contentsOf: scalars[start..<end], at: Int.random(in: 0..<scalars.count, using: &generator))
      case 2:
        let signs = Array("{}[]:,-#'\"|>&*!%@`\t\n  \u{FEFF}\u{0}\u{2028}猫?".unicodeScalars)
        scalars.insert(signs.randomElement(using: &generator) ?? " ", at: start)
      default: scalars[start] = Unicode.Scalar(UInt32.random(in: 1..<0xD800, using: &generator)) ?? "x"
      }
      if scalars.isEmpty { scalars = ["a"] }
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return String(out)
  }

  @Test("damaged rule files", arguments: 1...4)
  func files(_ seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let community = try String(contentsOfFile: Self.root + "/Rules/community.yaml", encoding: .utf8)
    let pack = try String(contentsOfFile: Self.root + "/Rules/packs/channel-language.yaml", encoding: .utf8)
    let small = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {match: phrase, entries: [加微信], except: [加微信群规]}}
      counters: {c: {count_distinct: link.url, per: [author.id], within: 1h}}
      rules:
        - id: r
          policy: spam.solicitation
          mode: ramp 10%
          expires: 2027-01-01
          match: {text: bad}
          when: count(c) >= 3 and author.age < 7d
          then: {hold: true, score: 4}
          limit: {hits: 5, within: 1h, then: queue}
          tests: [{text: "加微信", expect: miss}]
      """
    var broken = 0
    for number in 0..<250 {
      let source = number % 2 == 0 ? small : pack
      let texts = [
        RuleFiles.community: number % 5 == 0 ? damaged(community, &generator) : community,
        "packs/a.yaml": damaged(source, &generator),
        RuleFiles.measured: number % 7 == 0 ? damaged(Measurements().text, &generator) : Measurements().text,
      ]
      do {
        _ = try Rulebook(RuleFiles(texts: texts))
      } catch {
        broken += 1
        #expect(!error.issues.isEmpty)
        for issue in error.issues {
          #expect(issue.place.line >= 1 && issue.place.column >= 1 && !issue.place.file.isEmpty, "\(issue)")
        }
      }
      // Layout never changes what is said, and is its own layout.
      if let laidOut = try? RuleFormatter.yaml(texts["packs/a.yaml"] ?? "", file: "a") {
        #expect(try RuleFormatter.yaml(laidOut, file: "a") == laidOut)
      }
    }
    #expect(broken > 50)
  }
}
