import ArgumentParser
import Bridge

/// A word for the community's lexicon, as people type it.
struct LexiconWordOptions: ParsableArguments {
  @Argument(help: "The word, as posts write it.") var term: String
  @Option(name: .long, help: ArgumentHelp("The language of the posts.", valueName: "tag")) var lang: String
  @Option(
    name: .long,
    help: ArgumentHelp("Meanings for readers of a language, the likeliest first. Repeatable.", valueName: "tag=a; b"))
  var gloss: [String]
  @Option(name: .long, help: "How it is read, a blank between syllables.") var reading = ""
  @Option(name: .long, help: ArgumentHelp("Such as slang,drugs.", valueName: "list")) var flags = ""
  @Option(
    name: .long,
    help: ArgumentHelp("What a reviewer must know, for readers of a language. Repeatable.", valueName: "tag=text"))
  var note: [String] = []

  func validate() throws { _ = try entry() }

  /// The entry, checked as a line of a file is.
  func entry() throws -> LexiconEntry {
    var columns = ["term", "lang", "reading", "flags"]
    var fields = [term, lang, reading, flags]
    for (kind, text) in gloss.map({ ("gloss", $0) }) + note.map({ ("note", $0) }) {
      let halves = text.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, LexiconReader.isTag(String(halves[0])) else {
        throw ValidationError("--\(kind) is LANGUAGE=TEXT, such as en=\"run away\", not `\(text)`")
      }
      columns.append("\(kind).\(halves[0])")
      fields.append(String(halves[1]))
    }
    if (fields + columns).contains(where: { $0.contains { $0 == "\t" || $0.isNewline } }) || term.contains("|") {
      throw ValidationError("a word and its meanings hold no tab, no line feed and no |")
    }
    let file = columns.joined(separator: "\t") + "\n" + fields.joined(separator: "\t")
    let (entries, issues) = LexiconReader.read(Array(file.utf8), file: "the word")
    guard let entry = entries.first else {
      throw ValidationError(issues.first.map { "the word cannot be taken: \($0.problem)" } ?? "the word is empty")
    }
    return entry
  }
}
