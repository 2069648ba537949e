import ArgumentParser
import Bridge
import Foundation
import Rules
import Text

/// Times Chinese words and glosses beside other segmenters, and the opening of dictionaries.
struct WordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Time cutting and glossing Chinese beside ICU, jieba and rjieba, and the opening of the dictionaries.",
    discussion: """
      Million scalars a second of processor time on one core, medians of five runs that took turns, and the ratio to ICU's \
      word break on text that is UTF-16 already. Then what it takes to open Chinese, English and Japanese together, and how \
      much of their files becomes resident. --peers (of Deploy/bench) installs the others.

      Deploy/bench words --peers
      Deploy/bench words --posts posts.txt --json
      """)

  @Option(help: ArgumentHelp("Chinese posts, one a line. Default: those of Deploy/samples.", valueName: "file"))
  var posts: String?

  @Option(help: ArgumentHelp("The folder of compiled dictionaries.", valueName: "dir"))
  var dictionaries = ".drawbridge/dictionaries"

  @Option(help: "How many scalars a timed run reads at least.") var scalars = 200_000
  @Flag(help: "Nothing but the line of JSON.") var json = false

  private static let packages = ".drawbridge/word-peers"

  func run() throws {
    let texts = try read()
    guard !texts.isEmpty else { throw ValidationError("there is no Chinese post to read") }
    var report = Report(benchmark: "words", isQuiet: json)
    let opened = try opening(texts, &report)
    guard let words = ChineseWords(opened) else {
      throw ValidationError("there is no Chinese dictionary in \(dictionaries); run Deploy/dictionaries")
    }
    let once = texts.reduce(0) { $0 + $1.unicodeScalars.count }
    let many = (0..<max(1, (scalars + once - 1) / once)).flatMap { _ in texts }
    let glosser = Glosser(dictionaries: opened, detector: LanguageDetector())
    let wide = many.map { Array($0.utf16) }
    let count = Double(many.reduce(0) { $0 + $1.unicodeScalars.count })
    let file = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)/posts.txt")
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try many.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)

    var rates: [String: [Double]] = [:]
    func time(_ name: String, _ body: () -> Void) { rates[name, default: []].append(count / CPUTime.seconds(body)) }
    var peers: [String: [Peer]] = [:]
    for _ in 0..<5 {
      time("icu") { for text in wide { _ = WordBreaks.count(text) } }
      time("words") { for text in many { _ = words.ranges(in: text) } }
      time("gloss") { for text in many { _ = glosser.gloss(text, to: "en", from: "zh") } }
      var writer = JSONWriter()
      time("gloss_json") {
        for text in many {
          writer.removeAll()
          glosser.gloss(text, to: "en", from: "zh").write(to: &writer)
        }
      }
      for name in ["jieba", "rjieba"] {
        guard let peer = Peer(name, file.path, Self.packages) else { continue }
        peers[name, default: []].append(peer)
        rates[name, default: []].append(peer.scalars_per_s)
      }
    }
    report.heading("Million scalars a second, one core; \(texts.count) posts, \(Int(count)) scalars")
    let titles = [
      ("icu", "ICU's word break, zh"), ("words", "our words"), ("gloss", "our words with readings and English glosses"),
      ("gloss_json", "  and written as JSON"), ("jieba", "jieba 0.42.1"), ("rjieba", "rjieba 0.2.2"),
    ]
    for (name, title) in titles {
      guard let own = rates[name] else { continue }
      report.figure(title, "\(name)_mscalars_per_s", Statistics.median(own) / 1e6, unit: "M/s")
    }
    report.heading("Ratio to ICU's word break")
    for (name, title) in titles.dropFirst() {
      guard let own = rates[name] else { continue }
      let ratios = Statistics.ratios(own, to: rates["icu"] ?? [])
      report.ratio(title, "\(name)_to_icu", ratios, target: name == "gloss" ? .atLeast(5) : nil)
    }
    for (name, title) in titles {
      guard let runs = peers[name] else { continue }
      report.heading("\(title), for comparison")
      report.figure("opening", "\(name)_open_ms", Statistics.median(runs.map(\.open_s)) * 1e3, unit: "ms")
      report.figure("memory", "\(name)_mb", Statistics.median(runs.map(\.mb)), unit: "MB")
    }
    report.end()
  }

  /// Opens the dictionaries five times, then glosses a hundred posts with the last; answers that.
  private func opening(_ texts: [String], _ report: inout Report) throws -> Dictionaries {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dictionaries-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = URL(filePath: dictionaries).standardizedFileURL
    for name in ["zh-en.dict", "en-zh.dict", "ja-en.dict"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: source.appending(path: name))
    }
    // What detection and glosses keep for good is not the dictionaries'.
    let detector = LanguageDetector()
    _ = Glosser(dictionaries: .none, detector: detector).gloss("我们", to: "en")
    var opened = Dictionaries.none
    var (times, memory) = ([Double](), [Double]())
    for _ in 0..<5 {
      opened = .none
      let before = Memory.resident
      times.append(try Stopwatch.seconds { opened = try Dictionaries.open(in: folder.path) } * 1e3)
      memory.append(Memory.resident - before)
    }
    let before = Memory.resident
    let glosser = Glosser(dictionaries: opened, detector: detector)
    for place in 0..<100 { _ = glosser.gloss(texts[place % texts.count], to: "en", from: "zh") }
    let touched = Memory.resident - before
    report.heading("Opening Chinese, English and Japanese")
    report.figure("time", "open_ms", Statistics.median(times), unit: "ms", target: .atMost(10))
    report.figure("resident after it", "open_mb", Statistics.median(memory), unit: "MB")
    report.figure("resident more after 100 posts", "gloss_100_mb", touched, unit: "MB")
    report.figure(
      "together", "touched_mb", Statistics.median(memory) + touched, unit: "MB", target: .atMost(40))
    return opened
  }

  private func read() throws -> [String] {
    if let posts {
      guard let text = try? String(contentsOfFile: posts, encoding: .utf8) else {
        throw ValidationError("cannot read \(posts)")
      }
      return text.split(whereSeparator: \.isNewline).map(String.init)
    }
    let path = "Deploy/samples/posts.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else { throw ValidationError("cannot read \(path)") }
    let (reader, detector) = (PostReader(), LanguageDetector())
    return data.split(separator: 0x0A).compactMap { line in
      let text = try? reader.read(Array(line), in: 0..<line.count).text
      guard let text, LanguageTag.matches(detector.detect(text).tag, range: "zh") else { return nil }
      return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
  }

  /// What a segmenter from PyPI says of one run.
  private struct Peer: Decodable {
    var scalars_per_s: Double
    var open_s: Double
    var mb: Double

    /// Nil where it is not installed.
    init?(_ name: String, _ posts: String, _ packages: String) {
      guard FileManager.default.fileExists(atPath: "\(packages)/\(name)"),
        let output = PeerProgram.output(
          "python3", ["Deploy/peers/cut_words.py", name, posts], ["PYTHONPATH": packages]),
        let peer = try? JSONDecoder().decode(Peer.self, from: Data(output.utf8))
      else { return nil }
      self = peer
    }
  }
}
