import Bridge
import Foundation
import Rules
import Testing
import Text

/// The rules that a new community begins with.
@Suite("Starter rulebook")
struct StarterRulebookTests {
  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func rulebook() throws -> Rulebook {
    try Rulebook(folder: project + "/Rules", dictionaries: try #require(Matching.dictionaries))
  }

  @Test("its 400 tests and more pass", .enabled(if: Matching.hasDictionary))
  func inlineTests() throws {
    let run = RuleTestRun(try Self.rulebook())
    #expect(run.failures.map { "\($0.place) \($0.message)" } == [])
    #expect(run.passed >= 400)
  }

  @Test("none of its entries is a common word of another language", .enabled(if: Matching.hasDictionary))
  func foreignWords() throws {
    let issues = try Self.rulebook().foreignWords(in: try #require(Matching.dictionaries))
    #expect(issues.map(\.description) == [])
  }

  @Test("without a dictionary nothing fails: what needs one is left undecided")
  func withoutDictionary() throws {
    let run = RuleTestRun(try Rulebook(folder: Self.project + "/Rules"))
    #expect(run.failures.map { "\($0.place) \($0.message)" } == [])
    #expect(run.passed >= 380)
  }

  @Test(
    "clean sentences in 45 languages raise next to nothing",
    .enabled(if: Matching.hasDictionary && FileManager.default.fileExists(atPath: clean)))
  func cleanText() throws {
    let screener = RulebookScreener(try Self.rulebook())
    var (scalars, disguised, literal) = (0, 0, 0)
    for line in try String(contentsOfFile: Self.clean, encoding: .utf8).split(separator: "\n") {
      let text = String(line.split(separator: "\t").last ?? "")
      let json = JSON.object([
        JSON.Member("id", .string("clean")), JSON.Member("text", .string(text)),
        JSON.Member(
          "author", .object([JSON.Member("age", .string("2h")), JSON.Member("approved_posts", .number("0"))])),
      ])
      let post = try PostReader().read(json)
      scalars += text.unicodeScalars.count
      for hit in screener.screen(post).hits { if hit.view == "folded" { literal += 1 } else { disguised += 1 } }
    }
    let million = Double(scalars) / 1e6
    print(
      "clean text: \(scalars) scalars, \(Double(disguised) / million) disguised and \(Double(literal) / million) plain hits a million"
    )
    #expect(Double(disguised) <= 10 * million)
  }

  private static let clean = project + "/../shared/data/languages/chat.tsv"
}
