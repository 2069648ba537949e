import ArgumentParser
import Bridge
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

  func validate() throws {
    if spans && json { throw ValidationError("--spans and --json exclude each other") }
  }

  func run() throws {
    let detector = LanguageDetector()
    let isClean = try Filter.run(
      tooLong: { number in
        Terminal.note("line \(number): longer than 8 MiB")
        return answer(.nothing)
      },
      answer: { bytes, line, number, output in
        guard JSONParser.isValidUTF8(bytes, line) else {
          Terminal.note("line \(number): invalid UTF-8")
          output += answer(.nothing)
          return false
        }
        let text = String(decoding: bytes[line], as: UTF8.self)
        if spans || json {
          output += answer(detector.detect(text))
        } else {
          output += detector.tag(text.unicodeScalars.map(\.value)).utf8
        }
        return true
      })
    try Filter.finish(isClean)
  }

  private func answer(_ detection: Detection) -> [UInt8] {
    if json {
      var writer = JSONWriter()
      detection.write(to: &writer)
      return writer.bytes
    }
    if spans {
      let items = detection.spans.map { "\($0.range.lowerBound):\($0.range.upperBound):\($0.tag)" }
      return Array(items.joined(separator: " ").utf8)
    }
    return Array(detection.tag.utf8)
  }
}
