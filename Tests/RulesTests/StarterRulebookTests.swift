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

  @Test("the sample posts get the verdicts of their labels", .enabled(if: Matching.hasDictionary))
  func samples() throws {
    let screener = RulebookScreener(try Self.rulebook())
    var posts: [String: Post] = [:]
    for line in try Self.lines("Deploy/samples/posts.jsonl") {
      guard let post = try? PostReader().read(line, in: 0..<line.count), post.operation == .create else { continue }
      posts[post.source + "/" + post.id.text] = post
    }
    var checked = 0
    for line in try Self.lines("Deploy/samples/labels.jsonl") {
      let label = try JSONParser.parse(String(decoding: line, as: UTF8.self))
      guard let source = label["source"]?.string, let id = label["id"]?.string, let verdict = label["verdict"]?.string,
        let post = posts[source + "/" + id]
      else { continue }
      checked += 1
      #expect(screener.screen(post).verdict.name == verdict, "\(source)/\(id)")
    }
    #expect(checked > 500)
  }

  @Test(
    "clean sentences in 45 languages raise next to nothing",
    .enabled(if: Matching.hasDictionary && FileManager.default.fileExists(atPath: clean)))
  func cleanText() throws {
    let screener = RulebookScreener(try Self.rulebook())
    var (scalars, disguised, literal) = (0, 0, 0)
    for line in try String(contentsOfFile: Self.clean, encoding: .utf8).split(separator: "\n") {
      let text = String(line.split(separator: "\t").last ?? "")
      var post = Post(id: PostID("clean"), text: text)
      post.author = Post.Author()
      post.author?.age = 7_200
      post.author?.approvedPosts = 0
      scalars += text.unicodeScalars.count
      for hit in screener.screen(post).hits { if hit.view == "folded" { literal += 1 } else { disguised += 1 } }
    }
    let million = Double(scalars) / 1e6
    print("clean text: \(scalars) scalars, \(Double(disguised) / million) disguised and \(Double(literal) / million) plain hits a million")
    #expect(Double(disguised) <= 10 * million)
  }

  private static let clean = project + "/../shared/data/languages/chat.tsv"

  private static func lines(_ path: String) throws -> [[UInt8]] {
    try Data(contentsOf: URL(fileURLWithPath: project + "/" + path)).split(separator: 0x0A).map { Array($0) }
  }
}
