import ArgumentParser
import Bridge
import Review
import Text

struct GlossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gloss",
    abstract: "Gloss each line of standard input, word by word.",
    discussion: """
      Writes one JSON object a line: words with their offsets, readings and meanings. It is word-by-word help, not a \
      translation. Glosses need compiled dictionaries (drawbridge dictionary build); words of the community's lexicon \
      (Rules/lexicon/*.tsv) come first.

        echo '我们吃饭吧' | drawbridge gloss --to en
        echo '他润了 yyds' | drawbridge gloss --to en --interlinear --senses 2
      """)

  @Option(name: .long, help: ArgumentHelp("The language of the glosses: en or zh.", valueName: "tag"))
  var to = "en"

  @Option(name: .long, help: ArgumentHelp("The language of the text. Default: as detected.", valueName: "tag"))
  var from: String?

  @Flag(name: .long, help: "Columns for a person: the words, how they are read, what they mean.")
  var interlinear = false

  @Option(name: .long, help: ArgumentHelp("With --interlinear, how many meanings a word.", valueName: "n"))
  var senses = 1

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func validate() throws {
    guard LexiconReader.isTag(to) else { throw ValidationError("--to `\(to)` is no language tag, such as en or zh") }
    if let from, !LexiconReader.isTag(from) { throw ValidationError("--from `\(from)` is no language tag, such as zh") }
    guard (1...9).contains(senses) else { throw ValidationError("--senses must be 1 to 9") }
  }

  func run() throws {
    let places = Places()
    let opened = try dictionaries.open(places)
    let glosser = Glosser(
      dictionaries: opened, detector: LanguageDetector(), lexicon: rules.lexicon(places, opened))
    let isClean = try Filter.run(
      tooLong: { number in
        Terminal.note("line \(number): longer than 8 MiB")
        return answer(glosser, "")
      },
      answer: { bytes, line, number, output in
        guard JSONParser.isValidUTF8(bytes, line) else {
          Terminal.note("line \(number): invalid UTF-8")
          output += answer(glosser, "")
          return false
        }
        output += answer(glosser, String(decoding: bytes[line], as: UTF8.self))
        return true
      })
    try Filter.finish(isClean, lost: opened.lost)
  }

  private func answer(_ glosser: Glosser, _ text: String) -> [UInt8] {
    let glossed = glosser.gloss(text, to: to, from: from)
    if interlinear { return Array(columns(glossed).utf8) }
    var writer = JSONWriter()
    glossed.write(to: &writer)
    return writer.bytes
  }

  /// The columns, what is to be known beside them, and how much of the letters the dictionaries have.
  private func columns(_ gloss: GlossedText) -> String {
    if gloss.tokens.isEmpty { return "" }
    let width = Terminal.width
    var lines = Interlinear(gloss, marks: [], senses: senses).lines(width: width, labels: ["words", "read", "gloss"])
    lines += gloss.remarks.map { DisplayWidth.truncated("note   \($0)", to: width) }
    lines.append(
      "       \(VisibleText.of(gloss.from)), \(Int(gloss.coverage * 100)) % of the letters are in the dictionary\n")
    return lines.joined(separator: "\n")
  }
}
