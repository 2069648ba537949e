import Testing
import Text

@Suite("JSON writer")
struct JSONWriterTests {
  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  @Test(
    "escapes what could act on a terminal or end a line",
    arguments: [
      Example("ordinary text", "加微信 フォロバ 바보 é 😀", #""加微信 フォロバ 바보 é 😀""#),
      Example("quote and backslash", #"a"b\c/"#, #""a\"b\\c/""#),
      Example("line feed, tab, return", "a\nb\tc\r", #""a\nb\tc\r""#),
      Example("other controls", "\u{0}\u{7}\u{1B}\u{7F}", #""\u0000\u0007\u001b\u007f""#),
      Example("C1 controls", "\u{85}\u{9B}", #""\u0085\u009b""#),
      Example("soft hyphen", "a\u{AD}b", #""a\u00adb""#),
      Example("format characters", "\u{200B}\u{200D}\u{202E}\u{2066}\u{FEFF}", #""\u200b\u200d\u202e\u2066\ufeff""#),
      Example("line and paragraph separator", "\u{2028}\u{2029}", #""\u2028\u2029""#),
      Example("noncharacters", text([0xFDD0, 0xFFFE, 0xFFFF]), #""\ufdd0\ufffe\uffff""#),
      Example("supplementary noncharacters", text([0x1FFFE, 0x10FFFF]), #""\ud83f\udffe\udbff\udfff""#),
      Example("tag characters", "\u{E0001}\u{E0067}", #""\udb40\udc01\udb40\udc67""#),
      Example("variation selectors and marks stay", "❤\u{FE0F}e\u{301}", "\"❤\u{FE0F}e\u{301}\""),
      Example("replacement character stays", "\u{FFFD}", "\"\u{FFFD}\""),
    ])
  func escapes(_ row: Example<String>) { #expect(scalars(quoted(row.text)) == scalars(row.result)) }

  @Test("every scalar comes back, and none leaves that is unprintable")
  func everyScalar() throws {
    for first in stride(from: 0, to: 0x11_0000 as UInt32, by: 0x1000) {
      let all = text(Array(first..<first + 0x1000))
      let line = quoted(all)
      #expect(!line.unicodeScalars.contains { ScalarTraits(of: $0).isUnprintable }, "U+\(String(first, radix: 16))")
      let (value, _) = try JSONParser.parse(Array(line.utf8), in: 0..<line.utf8.count)
      // NUL alone does not come back: it is read as U+FFFD.
      #expect(
        scalars(value.string ?? "") == scalars(all).map { $0 == 0 ? 0xFFFD : $0 }, "U+\(String(first, radix: 16))")
    }
  }

  @Test("writes members in the order of the calls")
  func members() {
    var writer = JSONWriter()
    writer.object { out in
      out.member("text", "加微信")
      out.member("queue", nil as String?)
      out.member("count", 3)
      out.member("none", nil as Int?)
      out.member("shadow", false)
      out.member("labels", ["a", "b"])
      out.member("score", 2.5, decimals: 4)
      out.member("author") { $0.member("id", "7") }
      out.name("raw")
      out.raw("1e3")
      out.member("kept", .array([.null, .bool(true), .number("1.50"), .object([])]))
    }
    #expect(
      writer.text
        == #"{"text":"加微信","queue":null,"count":3,"none":null,"shadow":false,"labels":["a","b"],"score":2.5,"#
        + #""author":{"id":"7"},"raw":1e3,"kept":[null,true,1.50,{}]}"#)
  }

  @Test("one line after the other, and anew after removing all")
  func lines() {
    var writer = JSONWriter()
    writer.object { $0.member("a", 1) }
    writer.newline()
    writer.array([1, 2]) { $0.raw(String($1)) }
    writer.newline()
    #expect(writer.text == "{\"a\":1}\n[1,2]\n")
    writer.removeAll()
    writer.null()
    #expect(writer.text == "null")
  }

  struct Number: CustomTestStringConvertible, Sendable {
    var value: Double
    var decimals: Int
    var text: String
    var testDescription: String { "\(value) to \(decimals) digits is \(text)" }

    init(_ value: Double, _ decimals: Int, _ text: String) {
      self.value = value
      self.decimals = decimals
      self.text = text
    }
  }

  @Test(
    "decimals without an exponent",
    arguments: [
      Number(0, 4, "0.0"), Number(1, 4, "1.0"), Number(0.5, 4, "0.5"), Number(0.12345, 4, "0.1235"),
      Number(0.33333, 2, "0.33"), Number(0.999999, 4, "1.0"), Number(-0.25, 2, "-0.25"), Number(-0.00001, 4, "0.0"),
      Number(12.05, 2, "12.05"), Number(1e-9, 4, "0.0"), Number(1e9, 3, "1000000000.0"), Number(7.25, 1, "7.3"),
      Number(1e15, 4, "1000000000000000.0"), Number(999_999_999_999_999.5, 4, "999999999999999.5"),
      Number(-1.25e20, 4, "-125000000000000000000.0"),
      Number(1e300, 4, "1" + String(repeating: "0", count: 300) + ".0"),
      Number(0x1p63, 0, "9223372036854776000.0"), Number(0.5, 30, "0.5"),
      Number(.nan, 4, "null"), Number(.infinity, 4, "null"), Number(-.infinity, 4, "null"),
    ])
  func decimals(_ row: Number) { #expect(JSONWriter.decimal(row.value, row.decimals) == row.text) }

  @Test("values of any shape come back as they were", arguments: 1...20)
  func roundTrip(_ seed: Int) throws {
    var values = RandomValues(seed: UInt64(seed))
    for _ in 0..<100 {
      let value = values.next()
      var writer = JSONWriter()
      writer.json(value)
      #expect(try JSONParser.parse(writer.text) == value)
    }
  }
}

/// Random JSON values with names that differ, texts of many scripts and numbers of every form.
private struct RandomValues {
  private var numbers: SeededNumbers
  private var texts: RandomTexts

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    texts = RandomTexts(seed: seed)
  }

  mutating func next(depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth < 6 ? 7 : 5), using: &numbers) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &numbers))
    case 2: return .number(String(Int64.random(in: .min ... .max, using: &numbers)))
    case 3: return .number(String(Double(Int.random(in: -1_000_000...1_000_000, using: &numbers)) / 64))
    case 4: return .string(texts.next(parts: 8))
    case 5: return .array((0..<Int.random(in: 0...4, using: &numbers)).map { _ in next(depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...20, using: &numbers)).map { number in
          JSON.Member("\(number) " + texts.next(parts: 3), next(depth: depth + 2))
        })
    }
  }
}
