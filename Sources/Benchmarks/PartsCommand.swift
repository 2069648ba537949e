import ArgumentParser
import Bridge
import FoundationEssentials
import Rules
import Text

/// Times the parts of the road side by side, in one process on one thread.
struct PartsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parts",
    abstract: "Time the engine's parts beside Foundation's JSON coder; no database.",
    discussion: """
      Prints posts a second and the ratio to reading the lines with Foundation's coder; medians of five.

      Deploy/bench parts
      Deploy/bench parts posts.jsonl --rules Rules

      The last line is JSON: NAME_posts_per_s and NAME_to_foundation for foundation, read, fold, detect, gloss, screen \
      and screen_and_write.
      """)

  @Argument(help: "Posts, one JSON object a line.", completion: .file(extensions: ["jsonl"]))
  var posts = "Deploy/samples/posts.jsonl"

  @Option(help: ArgumentHelp("The rules folder.", valueName: "dir"))
  var rules = "Rules"

  @Option(help: ArgumentHelp("The folder of compiled dictionaries.", valueName: "dir"))
  var dictionaries = ".drawbridge/dictionaries"

  func run() throws {
    guard let data = FileManager.default.contents(atPath: posts) else { throw ValidationError("cannot read \(posts)") }
    // Lines that Foundation's coder refuses (lone surrogates) are left out, so that both sides read the same.
    let lines = data.split(separator: 0x0A).map { Array($0) }.filter { (try? Self.decode($0)) != nil }
    guard !lines.isEmpty else { throw ValidationError("there is no post in \(posts)") }
    let many = (0..<max(1, 20_000 / lines.count)).flatMap { _ in lines }
    let reader = PostReader()
    let posts = many.compactMap { try? reader.read($0, in: 0..<$0.count) }
    let screener = RulebookScreener(try Rulebook(folder: rules))
    let detector = LanguageDetector()
    let glosser = Glosser(dictionaries: try Dictionaries.open(in: dictionaries), detector: detector)

    var figures = FigureLine(benchmark: "parts")
    let base = time("Foundation's JSONDecoder, id and text", "foundation", many.count, nil, &figures) {
      for line in many { _ = try? Self.decode(line) }
    }
    time("our reader, every member", "read", many.count, base, &figures) {
      for line in many { _ = try? reader.read(line, in: 0..<line.count) }
    }
    time("fold with offsets", "fold", posts.count, base, &figures) { for post in posts { _ = FoldedText(post.text) } }
    time("languages", "detect", posts.count, base, &figures) { for post in posts { _ = detector.detect(post.text) } }
    time("word-by-word glosses", "gloss", posts.count, base, &figures) {
      for post in posts { _ = glosser.gloss(post.text, to: "en") }
    }
    time("whole screening", "screen", posts.count, base, &figures) { for post in posts { _ = screener.screen(post) } }
    time("screening and writing the line", "screen_and_write", posts.count, base, &figures) {
      var writer = JSONWriter()
      for post in posts {
        writer.removeAll()
        screener.screen(post).write(id: post.id, source: post.source, to: &writer)
      }
    }
    print(figures.text)
  }

  private struct Reduced: Decodable {
    var id: String
    var text: String?
  }

  private static func decode(_ line: [UInt8]) throws -> Reduced {
    try JSONDecoder().decode(Reduced.self, from: Data(line))
  }

  @discardableResult
  private func time(
    _ title: String, _ name: String, _ count: Int, _ base: Double?, _ figures: inout FigureLine, _ body: () -> Void
  ) -> Double {
    let seconds = Statistics.median((0..<5).map { _ in Stopwatch.seconds(body) })
    let ratio = base.map { ", \(JSONWriter.decimal($0 / seconds, 2)) of the first" } ?? ""
    print("\(title): \(Int(Double(count) / seconds)) posts/s\(ratio)")
    figures.add("\(name)_posts_per_s", Double(count) / seconds)
    if let base { figures.add("\(name)_to_foundation", base / seconds) }
    return seconds
  }
}
