import ArgumentParser
import Bridge
import Text

struct GlossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gloss",
    abstract: "Gloss each line of standard input, word by word.",
    discussion: """
      Writes one JSON object a line: words with their offsets, readings and meanings. It is word-by-word help, not a \
      translation. Glosses need a compiled dictionary (drawbridge dictionary build).

        echo '我们吃饭吧' | drawbridge gloss --to en
      """)

  @Option(name: .long, help: ArgumentHelp("The language of the glosses.", valueName: "tag"))
  var to = "en"

  @Option(name: .long, help: ArgumentHelp("The language of the text. Default: as detected.", valueName: "tag"))
  var from: String?

  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let glosser = Glosser(dictionaries: try dictionaries.open(Places()), detector: LanguageDetector())
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
    try Filter.finish(isClean)
  }

  private func answer(_ glosser: Glosser, _ text: String) -> [UInt8] {
    var writer = JSONWriter()
    glosser.gloss(text, to: to, from: from).write(to: &writer)
    return writer.bytes
  }
}
