import ArgumentParser
import Bridge
import Foundation
import Text

struct DictionaryAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Write a word into the community's lexicon (Rules/lexicon/), which comes before every dictionary.",
    discussion: """
      For whoever may edit the rules; reviewers propose words with `drawbridge lexicon propose`.

        drawbridge dictionary add 润 --lang zh --gloss en="run away abroad" --reading rùn --flags slang
      """)

  @Argument(help: "The word, as posts write it.") var term: String
  @Option(name: .long, help: ArgumentHelp("The language of the posts.", valueName: "tag")) var lang: String
  @Option(
    name: .long,
    help: ArgumentHelp("Meanings for readers of en or zh, the likeliest first. Repeatable.", valueName: "tag=a; b"))
  var gloss: [String]
  @Option(name: .long, help: "How it is read, a blank between syllables.") var reading = ""
  @Option(name: .long, help: ArgumentHelp("Such as slang,drugs.", valueName: "list")) var flags = "slang"
  @Option(name: .long, help: "Who vouches for it.") var by = ""
  @OptionGroup var rules: RulesOptions

  private static let columns = [
    "term", "lang", "reading", "gloss.en", "gloss.zh", "flags", "note.en", "note.zh", "by", "until",
  ]

  func validate() throws { _ = try row() }

  /// The line of the file, checked as the reader will read it.
  private func row() throws -> String {
    var glosses: [String: String] = [:]
    for text in gloss {
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, ["en", "zh"].contains(halves[0]) else {
        throw ValidationError("--gloss is en=… or zh=…, not `\(text)`")
      }
      glosses[halves[0]] = halves[1]
    }
    let fields = [term, lang, reading, glosses["en"] ?? "", glosses["zh"] ?? "", flags, "", "", by, ""]
    if fields.contains(where: { $0.contains { $0.isNewline || $0 == "\t" } }) {
      throw ValidationError("a word and its meanings hold no tab and no line feed")
    }
    let row = fields.joined(separator: "\t")
    let (_, issues) = LexiconReader.read(
      Array("\(Self.columns.joined(separator: "\t"))\n\(row)".utf8), file: "the word")
    if let issue = issues.first { throw ValidationError("the word cannot be taken: \(issue.problem)") }
    return row
  }

  func run() throws {
    let row = try row()
    let folder = rules.folder(Places()) + "/lexicon"
    let known = LexiconReader.read(folder: folder).entries
    if known.contains(where: { $0.language == lang && $0.terms.contains(term) }) {
      throw ValidationError("`\(term)` is in \(folder) already: edit its line there")
    }
    let path = "\(folder)/\(lang.prefix { $0 != "-" }).tsv"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? Self.columns.joined(separator: "\t") + "\n"
    let header = before.split(separator: "\n").first { !$0.hasPrefix("#") }.map(String.init) ?? ""
    guard header == Self.columns.joined(separator: "\t") else {
      throw ValidationError("\(path) has other columns than usual; write the line by hand")
    }
    try (before + (before.hasSuffix("\n") ? "" : "\n") + row + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(VisibleText.of(term)) is added")
  }
}
