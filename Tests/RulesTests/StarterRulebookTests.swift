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
}
