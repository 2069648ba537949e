import ArgumentParser
import Bridge
import Text

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn each line of standard input into Simplified or Traditional characters.",
    discussion: """
      By OpenCC's tables, words before characters; what is not Han stays as it is.

        echo '头发长了，干杯' | drawbridge convert --to hant
      """)

  @Option(name: .long, help: ArgumentHelp("hans (Simplified) or hant (Traditional).", valueName: "script"))
  var to: ScriptConverter.Target

  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let opened = try Dictionaries.open(in: dictionaries.folder(Places()))
    guard let converter = ScriptConverter(to: to, opened) else {
      Terminal.note(
        "OpenCC's tables are not compiled; run `Deploy/dictionaries`, then `drawbridge dictionary build`")
      throw ExitCode(ExitStatus.refused)
    }
    let isClean = try Filter.run(
      tooLong: { number in
        Terminal.note("line \(number): longer than 8 MiB")
        return []
      },
      answer: { bytes, line, number, output in
        guard JSONParser.isValidUTF8(bytes, line) else {
          Terminal.note("line \(number): invalid UTF-8")
          return false
        }
        output += converter.converted(String(decoding: bytes[line], as: UTF8.self)).utf8
        return true
      })
    try Filter.finish(isClean, lost: opened.lost)
  }
}

extension ScriptConverter.Target: ExpressibleByArgument {}
