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

  @OptionGroup var word: LexiconWordOptions
  @Option(name: .long, help: "Who vouches for it.") var by = ""
  @OptionGroup var rules: RulesOptions

  func run() throws {
    var entry = try word.entry()
    entry.by = by
    let folder = rules.folder(Places()) + "/lexicon"
    let known = LexiconReader.read(folder: folder).entries
    if known.contains(where: { $0.language == entry.language && $0.terms.contains(word.term) }) {
      throw ValidationError("`\(word.term)` is in \(folder) already: edit its line there")
    }
    let path = "\(folder)/\(entry.language.prefix { $0 != "-" }).tsv"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let before = try contents(path)
    let text =
      before.isEmpty
      ? LexiconWriter.text(of: [entry])
      : before + LexiconWriter.line(of: entry, try columns(before, entry, path)) + "\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    print("\(path): \(VisibleText.of(word.term)) is added")
  }

  /// What the file holds, ending in a line feed; empty where there is none.
  private func contents(_ path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  /// The columns that the file names, which must hold all that the word has.
  private func columns(_ text: String, _ entry: LexiconEntry, _ path: String) throws -> [String] {
    let header = text.split(separator: "\n").first { !$0.hasPrefix("#") }.map(String.init) ?? ""
    let columns = header.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
    let needed = ["term", "lang"] + entry.glosses.keys.map { "gloss.\($0)" } + entry.notes.keys.map { "note.\($0)" }
    if let missing = needed.sorted().first(where: { !columns.contains($0) }) {
      throw ValidationError("\(path) has no column `\(missing)`: add it to its first line")
    }
    return columns
  }
}
