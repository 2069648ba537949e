import ArgumentParser
import Bridge
import Rules
import Text

struct Detect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell the language of each line of standard input.",
    discussion: """
      Writes a BCP-47 tag a line (zh-Hans, zh-Hant, zh-Latn for pinyin, en, ja, …), `und` for what is no language or \
      too short to tell.

        echo '我今天真的很 tired lol' | drawbridge detect --spans
      """)

  @Flag(name: .long, help: "Write start:end:tag items (Unicode scalar offsets, end exclusive).")
  var spans = false

  @Flag(name: .long, help: "Write one JSON object a line, with confidence, candidates, shares and spans.")
  var json = false

  @Option(
    name: .long, help: ArgumentHelp("Answer only in these, for example zh,en,ja.", valueName: "tags"),
    transform: { $0.split(separator: ",").map(String.init) })
  var languages: [String] = []

  @Flag(name: .long, help: "Lean towards the languages (`locales`) of the community file, where a post is in doubt.")
  var prior = false

  @Option(name: .long, help: ArgumentHelp("Another language model than the one built in.", valueName: "file"))
  var model: String?

  @OptionGroup var rules: RulesOptions

  func validate() throws {
    if spans && json { throw ValidationError("--spans and --json exclude each other") }
  }

  func run() throws {
    let detector = try detector()
    var tags = detector.tagReader()
    // Read once: an option's wrapper costs a tenth of the time of a post.
    let (spans, json) = (spans, json)
    let isClean = try Filter.run(
      tooLong: { number in
        Terminal.note("line \(number): longer than 8 MiB")
        return answer(.nothing)
      },
      answer: { bytes, line, number, output in
        if spans {
          if tags.writeSpans(bytes, line, to: &output) { return true }
        } else if json {
          if JSONParser.isValidUTF8(bytes, line) {
            output += answer(detector.detect(String(decoding: bytes[line], as: UTF8.self)))
            return true
          }
        } else if let tag = tags.tag(bytes, line) {
          output.append(contentsOf: tag.utf8)
          return true
        }
        Terminal.note("line \(number): invalid UTF-8")
        output += answer(.nothing)
        return false
      })
    try Filter.finish(isClean)
  }

  /// Odds of about three to one for the community's languages.
  private static let leaning = 1.0

  private func detector() throws -> LanguageDetector {
    var odds: [String: Double] = [:]
    if prior {
      for locale in try Rulebook(folder: rules.folder(Places())).community.locales { odds[locale] = Self.leaning }
    }
    let preference = LanguagePreference(languages: languages, prior: odds)
    return LanguageDetector(try model.map { try LanguageModel(path: $0) } ?? .builtIn, preference: preference)
  }

  private func answer(_ detection: Detection) -> [UInt8] {
    if json {
      var writer = JSONWriter()
      detection.write(to: &writer)
      return writer.bytes
    }
    if spans { return [] }
    return Array(detection.tag.utf8)
  }
}
