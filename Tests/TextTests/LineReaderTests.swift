import Glibc
import SeededRandom
import Testing
import Text

@Suite("Lines")
struct LineReaderTests {
  /// The lines that the reader makes of `input`, read from a temporary file; nil for one that was too long.
  private func lines(_ input: [UInt8], limit: Int = 8 << 20) throws -> [[UInt8]?] {
    var template = Array("/tmp/drawbridge-lines-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    try #require(file >= 0)
    unlink(template)
    defer { close(file) }
    try #require(write(file, input, input.count) == input.count)
    lseek(file, 0, SEEK_SET)
    var reader = LineReader(file, limit: limit)
    var lines: [[UInt8]?] = []
    while let line = try reader.next(beforeRead: {}) {
      switch line {
      case .tooLong: lines.append(nil)
      case .bytes(let range): lines.append(Array(reader.bytes[range]))
      }
    }
    return lines
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var input: String
    var lines: [String?]
  }

  @Test(
    "only LF ends a line; one CR before it is dropped; blank lines count",
    arguments: [
      Example(testDescription: "nothing", input: "", lines: []),
      Example(testDescription: "a blank line", input: "\n", lines: [""]),
      Example(testDescription: "CRLF", input: "a\r\nb\r\r\n", lines: ["a", "b\r"]),
      Example(testDescription: "no LF at the end", input: "a\nb", lines: ["a", "b"]),
      Example(
        testDescription: "CR alone, NEL and LS end nothing", input: "a\rb\u{85}c\u{2028}d\n",
        lines: ["a\rb\u{85}c\u{2028}d"]),
      Example(testDescription: "too long", input: "12345678901\nok\n12345678901", lines: [nil, "ok", nil]),
      Example(testDescription: "just long enough", input: "1234567890\n", lines: ["1234567890"]),
    ])
  func splits(_ example: Example) throws {
    let found = try lines(Array(example.input.utf8), limit: 10)
    #expect(found == example.lines.map { $0.map { Array($0.utf8) } })
  }

  @Test("agrees with a naive splitter on random bytes, across the borders of its buffer")
  func fuzz() throws {
    var random = SeededRandom()
    for _ in 0..<20 {
      let input = (0..<Int.random(in: 0...200_000, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random) < 3 ? UInt8(0x0A) : UInt8.random(in: 0...255, using: &random)
      }
      var expected = input.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      if expected.last?.isEmpty == true { expected.removeLast() }
      let ended = input.last == 0x0A ? expected.count : expected.count - 1
      for index in expected.indices where expected[index].last == 0x0D && index < max(ended, expected.count) {
        expected[index].removeLast()
      }
      #expect(try lines(input) == expected)
    }
  }
}
