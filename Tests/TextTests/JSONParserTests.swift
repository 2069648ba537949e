import Testing
import Text

@Suite("JSON reader")
struct JSONParserTests {
  private func parse(_ bytes: [UInt8]) throws -> (value: JSON, substitutions: JSONParser.Substitutions) {
    try JSONParser.parse(bytes, in: 0..<bytes.count)
  }

  private func reason(_ bytes: [UInt8]) -> String? {
    do {
      _ = try parse(bytes)
      return nil
    } catch { return "\(error)" }
  }

  @Test(
    "reads",
    arguments: [
      Example("null", "null", JSON.null),
      Example("booleans", "[true,false]", .array([.bool(true), .bool(false)])),
      Example(
        "blanks everywhere", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
        .object([.init("a", .array([.number("1"), .number("2")]))])),
      Example("empty things", "[{},[],\"\"]", .array([.object([]), .array([]), .string("")])),
      Example("text of many scripts", "\"加微信 フォロバ 바보 سلام\"", .string("加微信 フォロバ 바보 سلام")),
      Example("every short escape", #""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      Example("escaped scalars", #""\u52a0\u5FAE\u4fe1""#, .string("加微信")),
      Example("an escaped pair", #""\ud83d\ude00""#, .string("😀")),
      Example("DEL and C1 controls raw", "\"\u{7F}\u{9B}\"", .string("\u{7F}\u{9B}")),
      Example(
        "members keep their order", #"{"b":1,"a":2}"#, .object([.init("b", .number("1")), .init("a", .number("2"))])),
      Example(
        "a key that begins like another", #"{"a":1,"aa":2}"#,
        .object([.init("a", .number("1")), .init("aa", .number("2"))])),
      Example(
        "the same name in two objects", #"[{"a":1},{"a":1}]"#,
        .array([.object([.init("a", .number("1"))]), .object([.init("a", .number("1"))])])),
      Example("a name that is empty", #"{"":1}"#, .object([.init("", .number("1"))])),
    ])
  func reads(_ row: Example<JSON>) throws {
    let (value, substitutions) = try parse(Array(row.text.utf8))
    #expect(value == row.result)
    #expect(substitutions.isEmpty)
  }

  @Test(
    "keeps the digits of a number",
    arguments: [
      "0", "-0", "7", "-12", "1.5", "0.1", "1e5", "1E+5", "2.5e-7", "-0.0e0", "123456789012345678901234567890",
    ])
  func goodNumbers(_ digits: String) throws {
    #expect(try JSONParser.parse(digits) == .number(digits))
    #expect(try JSONParser.parse("[\(digits)]") == .array([.number(digits)]))
  }

  @Test(
    "refuses what is no number of RFC 8259",
    arguments: [
      "01", "-", "-a", "+1", ".5", "1.", "1.e5", "1e", "1e+", "--1", "0x10", "1_000", "1,000", "Infinity", "-Infinity",
      "NaN",
      "１", "1 2", "00",
    ])
  func badNumbers(_ digits: String) { #expect(reason(Array(digits.utf8)) != nil) }

  @Test(
    "refuses, and says why",
    arguments: [
      Example("nothing", "", "an empty line where a JSON object was expected"),
      Example("only blanks", "  \t", "an empty line where a JSON object was expected"),
      Example("two values", "{} {}", "something stands behind the JSON value (byte 3)"),
      Example("trailing garbage", "{}x", "something stands behind the JSON value (byte 2)"),
      Example("duplicate key", #"{"a":1,"a":2}"#, "the member `a` stands twice (byte 10)"),
      Example("duplicate key of another spelling", #"{"a":1,"\u0061":2}"#, "the member `a` stands twice (byte 15)"),
      Example("duplicate Chinese key, once escaped", #"{"微":1,"\u5fae":2}"#, "the member `微` stands twice (byte 17)"),
      Example("duplicate key farther in", #"{"x":{"b":1,"c":2,"b":3}}"#, "the member `b` stands twice (byte 21)"),
      Example(
        "a hostile key is shown safely", #"{"\u001b":1,"\u001B":2}"#, "the member `⟦ESC⟧` stands twice (byte 20)"),
      Example("a comma too many in an object", #"{"a":1,}"#, "a member's name was expected (byte 7)"),
      Example("a comma too many in an array", "[1,]", "not JSON (byte 3)"),
      Example("a comma missing", "[1 2]", "a comma or ] was expected (byte 3)"),
      Example("a comma missing in an object", #"{"a":1 "b":2}"#, "a comma or } was expected (byte 7)"),
      Example("a colon missing", #"{"a" 1}"#, "a colon was expected (byte 5)"),
      Example("a key without quotes", "{a:1}", "a member's name was expected (byte 1)"),
      Example("single quotes", "{'a':1}", "a member's name was expected (byte 1)"),
      Example("a comment", "// x\n{}", "not JSON (byte 0)"),
      Example("capital literals", "True", "not JSON (byte 0)"),
      Example("half a literal", "tru", "not JSON (byte 0)"),
      Example("an array that does not end", "[1", "a comma or ] was expected (byte 2)"),
      Example("an object that does not end", #"{"a":"#, "the JSON ends too early (byte 5)"),
      Example("a string that does not end", #""abc"#, "a string that does not end (byte 4)"),
      Example("a string that ends in a backslash", #""abc\"#, "a string that does not end (byte 4)"),
      Example("an unknown escape", #""\x41""#, "an unknown escape in a string (byte 3)"),
      Example("three hexadecimal digits", #""\u12""#, "a \\u escape without four hexadecimal digits (byte 5)"),
      Example("full-width hexadecimal digits", #""\u１２３４""#, "a \\u escape without four hexadecimal digits (byte 3)"),
      Example("a raw line feed in a string", "\"a\nb\"", "a raw control character in a string (byte 2)"),
      Example("a raw tab behind an escape", "\"\\n\t\"", "a raw control character in a string (byte 3)"),
      Example("a raw NUL in a string", "\"\u{0}\"", "a raw control character in a string (byte 1)"),
      Example("a byte order mark", "\u{FEFF}{}", "not JSON (byte 0)"),
      Example("a no-break space", "\u{A0}{}", "not JSON (byte 0)"),
    ])
  func refuses(_ row: Example<String>) { #expect(reason(Array(row.text.utf8)) == row.result) }

  @Test("composed and decomposed é are two names")
  func canonicalKeys() throws {
    let value = try JSONParser.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
    guard case .object(let members) = value else {
      Issue.record("not an object")
      return
    }
    #expect(members.map { scalars($0.name) } == [[0xE9], [0x65, 0x301]])
  }

  @Test("64 levels are read, 65 are not", arguments: ["[]", "{}"])
  func depth(_ brackets: String) {
    func nested(_ levels: Int) -> [UInt8] {
      brackets == "[]"
        ? Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        : Array(
          (String(repeating: "{\"a\":", count: levels - 1) + "{}" + String(repeating: "}", count: levels - 1)).utf8)
    }
    #expect(reason(nested(64)) == nil)
    #expect(reason(nested(65))?.hasPrefix("nested deeper than 64") == true)
    #expect(reason([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))?.hasPrefix("nested deeper than 64") == true)
  }

  @Test("breadth is not depth")
  func breadth() throws {
    let value = try JSONParser.parse("[" + String(repeating: "[],", count: 1000) + "[]]")
    #expect(value.array?.count == 1001)
  }

  @Test(
    "a lone surrogate is one U+FFFD, and remembered",
    arguments: [
      Example("high at the end", #""a\ud83d""#, "a\u{FFFD}"),
      Example("low alone", #""\ude00b""#, "\u{FFFD}b"),
      Example("high before a letter", #""\ud83dx""#, "\u{FFFD}x"),
      Example("high before an escaped letter", #""\ud83d\u0041""#, "\u{FFFD}A"),
      Example("high before another escape", #""\ud83d\n""#, "\u{FFFD}\n"),
      Example("low before high", #""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
      Example("high before a pair", #""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
      Example("two high", #""\ud83d\ud83d""#, "\u{FFFD}\u{FFFD}"),
      Example("between the letters of a word", #""加\udc00微信""#, "加\u{FFFD}微信"),
    ])
  func loneSurrogates(_ row: Example<String>) throws {
    let (value, substitutions) = try parse(Array(row.text.utf8))
    #expect(scalars(value.string ?? "") == scalars(row.result))
    #expect(substitutions == .loneSurrogate)
  }

  @Test("a surrogate does not hide a broken escape behind it")
  func surrogateThenGarbage() {
    #expect(reason(Array(#""\ud83d\uZZZZ""#.utf8))?.hasPrefix("a \\u escape") == true)
  }

  @Test("NUL is U+FFFD, and remembered")
  func nul() throws {
    let (value, substitutions) = try parse(Array(#"{"text":"a\u0000b","n\u0000":"\ud800"}"#.utf8))
    #expect(scalars(value["text"]?.string ?? "") == scalars("a\u{FFFD}b"))
    #expect(value["n\u{FFFD}"]?.string == "\u{FFFD}")
    #expect(substitutions == [.nul, .loneSurrogate])
  }

  @Test("U+FFFD that was sent is not remembered")
  func replacementCharacter() throws {
    #expect(try parse(Array("\"\u{FFFD}\\ufffd\"".utf8)).substitutions.isEmpty)
  }

  @Test(
    "refuses bytes that are not UTF-8",
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE5, 0x8A, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x80], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
    ] as [[UInt8]])
  func invalidUTF8(_ bytes: [UInt8]) { #expect(reason(bytes) == "invalid UTF-8") }

  @Test("reads only its range")
  func ranges() throws {
    let bytes: [UInt8] = [0xFF] + Array("[1]".utf8) + [0xFF]
    #expect(try JSONParser.parse(bytes, in: 1..<4).value == .array([.number("1")]))
    #expect(throws: JSONError.self) { try JSONParser.parse(bytes, in: 0..<4) }
    #expect(throws: JSONError.self) { try JSONParser.parse(bytes, in: 1..<3) }
  }

  @Test("an object of 50,000 keys ends, and its last duplicate is seen")
  func hugeObject() throws {
    let members = (0..<50_000).map { "\"钥匙\($0)\":\($0)" }.joined(separator: ",")
    guard case .object(let read) = try JSONParser.parse("{\(members)}") else {
      Issue.record("not an object")
      return
    }
    #expect(read.count == 50_000)
    #expect(read.last == JSON.Member("钥匙49999", .number("49999")))
    #expect(reason(Array("{\(members),\"钥匙31234\":0}".utf8))?.hasPrefix("the member `钥匙31234` stands twice") == true)
  }

  @Test("what a value says of itself")
  func accessors() throws {
    let value = try JSONParser.parse(#"{"n":12,"d":1.5,"s":"x","a":[1],"o":{},"z":null,"b":true}"#)
    #expect(value["n"]?.integer == 12)
    #expect(value["d"]?.integer == nil)
    #expect(value["d"]?.double == 1.5)
    #expect(value["s"]?.string == "x")
    #expect(value["a"]?.array == [.number("1")])
    #expect(value["o"]?.isObject == true)
    #expect(value["nothing"] == nil)
    #expect(JSON.string("x")["n"] == nil)
    let kinds = ["n", "s", "a", "o", "z", "b"].map { value[$0]?.kind }
    #expect(kinds == ["a number", "a string", "an array", "an object", "null", "a boolean"])
  }

  @Test("random bytes are read or refused, never more", arguments: 1...20)
  func randomBytes(_ seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let alphabet =
      Array(#"{}[]",:\u0123456789abcdefd83dde00.-+eE tnrule"#.utf8) + [0x00, 0x0A, 0x7F, 0x80, 0xC3, 0xE5, 0xFF]
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers) ?? 0
      }
      guard let value = try? parse(bytes).value else { continue }
      var writer = JSONWriter()
      writer.json(value)
      #expect((try? JSONParser.parse(writer.text)) == value, "\(bytes)")
    }
  }
}
