import Bridge
import FoundationEssentials
import Rules
import Text

/// Times the parts of the road side by side, in one run: `swift run -c release Benchmarks POSTS.jsonl [RULES]`.
///
/// Prints posts a second and the ratio to reading the lines with Foundation's coder; medians of five.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, let data = FileManager.default.contents(atPath: arguments[1]) else {
      print("usage: Benchmarks POSTS.jsonl [RULES]")
      return
    }
    // Lines that Foundation's coder refuses (lone surrogates) are left out, so that both sides read the same.
    let lines = data.split(separator: 0x0A).map { Array($0) }.filter { (try? decode($0)) != nil }
    let many = (0..<max(1, 20_000 / max(1, lines.count))).flatMap { _ in lines }
    let reader = PostReader()
    let posts = many.compactMap { try? reader.read($0, in: 0..<$0.count) }
    let screener = RulebookScreener(try Rulebook(folder: arguments.count > 2 ? arguments[2] : "Rules"))
    let detector = LanguageDetector()

    let base = time("Foundation's JSONDecoder, id and text", many.count, nil) {
      for line in many { _ = try? decode(line) }
    }
    time("our reader, every member", many.count, base) {
      for line in many { _ = try? reader.read(line, in: 0..<line.count) }
    }
    time("fold with offsets", posts.count, base) { for post in posts { _ = FoldedText(post.text) } }
    time("languages", posts.count, base) { for post in posts { _ = detector.detect(post.text) } }
    time("whole screening", posts.count, base) { for post in posts { _ = screener.screen(post) } }
    time("screening and writing the line", posts.count, base) {
      var writer = JSONWriter()
      for post in posts {
        writer.removeAll()
        screener.screen(post).write(id: post.id, source: post.source, to: &writer)
      }
    }
  }

  private struct Reduced: Decodable {
    var id: String
    var text: String?
  }

  private static func decode(_ line: [UInt8]) throws -> Reduced {
    try JSONDecoder().decode(Reduced.self, from: Data(line))
  }

  @discardableResult
  private static func time(_ name: String, _ count: Int, _ base: Double?, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let seconds = (0..<5).map { _ in
      let elapsed = clock.measure(body).components
      return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    }.sorted()[2]
    let ratio = base.map { ", \(JSONWriter.decimal($0 / seconds, 2)) of the first" } ?? ""
    print("\(name): \(Int(Double(count) / seconds)) posts/s\(ratio)")
    return seconds
  }
}
