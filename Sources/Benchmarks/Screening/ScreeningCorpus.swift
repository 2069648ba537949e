import FoundationEssentials
import Rules
import Text

/// The posts and the terms that the screening benchmark runs on, as files too, so that peers read the same.
struct ScreeningCorpus {
  let posts: [[UInt32]]
  let bytes: Int
  let folder: String

  static let postsFile = "posts.txt"

  /// Posts of `path` (JSON lines, or a text a line), again and again up to about `megabytes`.
  init(_ path: String, megabytes: Double, folder: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { throw BenchmarkError("cannot read \(path)") }
    let reader = PostReader()
    var texts: [String] = []
    for line in data.split(separator: 0x0A) {
      let line = Array(line)
      let text =
        path.hasSuffix(".jsonl")
        ? (try? reader.read(line, in: 0..<line.count))?.text : String(validating: line, as: UTF8.self)
      if let text, !text.isEmpty { texts.append(String(text.map { $0.isNewline ? " " : $0 })) }
    }
    guard !texts.isEmpty else { throw BenchmarkError("there is no post in \(path)") }
    let once = texts.reduce(0) { $0 + $1.utf8.count + 1 }
    let times = max(1, Int(megabytes * 1e6) / once)
    let scalars = texts.map { $0.unicodeScalars.map(\.value) }
    posts = (0..<times).flatMap { _ in scalars }
    bytes = once * times
    self.folder = folder
    let text = texts.joined(separator: "\n") + "\n"
    try Data(String(repeating: text, count: times).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(Self.postsFile)"))
  }

  /// `count` terms, three Chinese to two English, the same every time: rare words of the installed lists.
  func terms(_ count: Int, chinese: [String], english: [String]) throws -> (terms: [String], file: String) {
    let share = min(chinese.count, count * 3 / 5)
    guard share + english.count >= count else { throw BenchmarkError("the word lists hold fewer than \(count) words") }
    let terms = Array(chinese.prefix(share) + english.prefix(count - share))
    let file = "\(folder)/terms_\(count).txt"
    try Data((terms.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    return (terms, file)
  }

  /// Rare words of two to five characters of jieba's list, shuffled.
  static func chineseWords(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchmarkError("cannot read \(path); `Deploy/dictionaries` installs it")
    }
    var words: [String] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 2, let count = Int(fields[1]) else { continue }
      let scalars = fields[0].unicodeScalars
      let isHan = scalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
      if isHan, (2...5).contains(scalars.count), count < (scalars.count > 2 ? 30 : 10) {
        words.append(String(fields[0]))
      }
    }
    return shuffled(words)
  }

  /// Words of six letters or more.
  static func englishWords(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchmarkError("cannot read \(path); Debian's `wamerican` installs it")
    }
    let words = String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.lowercased() }
    return shuffled(words.filter { $0.utf8.count >= 6 && $0.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } })
  }

  private static func shuffled(_ words: [String]) -> [String] {
    words.sorted { (StableHash.fnv1a($0), $0) < (StableHash.fnv1a($1), $1) }
  }
}
