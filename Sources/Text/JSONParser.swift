/// Why a line is not the JSON that a contract asks for; the description is one clause without a full stop.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in words for the person who sent the line.
  public var description: String

  package init(_ description: String) { self.description = description }
}

/// Reads one JSON text (RFC 8259), strictly, from bytes that nobody has checked.
///
/// Refused: invalid UTF-8, duplicate names in one object, nesting over 64, anything behind the value. A lone surrogate
/// escape and NUL become U+FFFD, one scalar each, and are remembered: refusing them would be a way round screening.
/// Foundation's coder does neither and cannot see duplicate names; `Benchmarks` measures both side by side.
package struct JSONParser {
  package static let deepest = 64

  /// What was replaced by U+FFFD while reading.
  package struct Substitutions: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let nul = Substitutions(rawValue: 1)
    package static let loneSurrogate = Substitutions(rawValue: 2)
  }

  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var substitutions: Substitutions = []

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  package static func parse(_ text: String) throws(JSONError) -> JSON {
    let bytes = Array(text.utf8)
    return try parse(bytes, in: 0..<bytes.count).value
  }

  /// The value that `range` of `bytes` holds, and what had to be substituted in it. O(*n*).
  package static func parse(
    _ bytes: [UInt8], in range: Range<Int>
  ) throws(JSONError) -> (value: JSON, substitutions: Substitutions) {
    guard isValidUTF8(bytes, range) else { throw JSONError("invalid UTF-8") }
    var parser = JSONParser(bytes, range)
    parser.skipBlanks()
    guard parser.position < parser.end else { throw JSONError("an empty line where a JSON object was expected") }
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == parser.end else { throw parser.error("something stands behind the JSON value") }
    return (value, parser.substitutions)
  }

  package static func isValidUTF8(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    (try? UTF8Span(validating: bytes.span.extracting(range))) != nil
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard position < end else { throw error("the JSON ends too early") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("not JSON")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    guard depth <= Self.deepest else { throw error("nested deeper than \(Self.deepest)") }
    position += 1
    var members: [JSON.Member] = []
    var names = SeenNames()
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard position < end, bytes[position] == UInt8(ascii: "\"") else { throw error("a member's name was expected") }
      let name = try string()
      guard names.insert(name, among: members) else { throw error("the member \(quoted(name)) stands twice") }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw error("a colon was expected") }
      skipBlanks()
      members.append(JSON.Member(name, try value(depth: depth)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw error("a comma or } was expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    guard depth <= Self.deepest else { throw error("nested deeper than \(Self.deepest)") }
    position += 1
    var elements: [JSON] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipBlanks()
      elements.append(try value(depth: depth))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw error("a comma or ] was expected") }
    }
  }

  private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let count = word.utf8CodeUnitCount
    guard end - position >= count else { throw error("not JSON") }
    for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { throw error("not JSON") }
    position += count
    return value
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard digits() > 0 else { throw error("a malformed number") } }
    if take(UInt8(ascii: ".")) { guard digits() > 0 else { throw error("a malformed number") } }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw error("a malformed number") }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = position
    while position < end, bytes[position] &- 48 < 10 { position += 1 }
    return position - start
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw error("a raw control character in a string") }
      position += 1
    }
    throw error("a string that does not end")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var decoded = Array(bytes[start..<position])
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: decoded, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &decoded)
      } else if byte < 0x20 {
        throw error("a raw control character in a string")
      } else {
        decoded.append(byte)
        position += 1
      }
    }
    throw error("a string that does not end")
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    guard position + 1 < end else { throw error("a string that does not end") }
    let letter = bytes[position + 1]
    position += 2
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
    case UInt8(ascii: "b"): decoded.append(8)
    case UInt8(ascii: "f"): decoded.append(12)
    case UInt8(ascii: "n"): decoded.append(10)
    case UInt8(ascii: "r"): decoded.append(13)
    case UInt8(ascii: "t"): decoded.append(9)
    case UInt8(ascii: "u"): decoded.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw error("an unknown escape in a string")
    }
  }

  /// The scalar of `\uXXXX`, or of two that make a pair; U+FFFD for a lone surrogate and for NUL.
  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let unit = try fourHexDigits()
    if unit == 0 {
      substitutions.insert(.nul)
      return "\u{FFFD}"
    }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let mark = position
    if unit < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let low = try fourHexDigits()
      if (0xDC00...0xDFFF).contains(low), let pair = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + low - 0xDC00) {
        return pair
      }
      position = mark
    }
    substitutions.insert(.loneSurrogate)
    return "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < end, bytes[position] < 0x80,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else {
        throw error("a \\u escape without four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  // MARK: Small steps

  @inline(__always)
  private mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func error(_ what: String) -> JSONError { JSONError("\(what) (byte \(position))") }

  private func quoted(_ name: String) -> String { "`\(VisibleText.of(String(name.prefix(60))))`" }
}

/// The names of one object, compared byte by byte (Swift's `==` would call é and e + ◌́ the same).
private struct SeenNames {
  private var many: Set<[UInt8]> = []

  /// Whether `name` is new; few names are compared one by one, many through a set, so a hostile object stays linear.
  mutating func insert(_ name: String, among members: [JSON.Member]) -> Bool {
    if members.count < 16 {
      return !members.contains { $0.name.utf8.elementsEqual(name.utf8) }
    }
    if many.isEmpty { many = Set(members.map { Array($0.name.utf8) }) }
    return many.insert(Array(name.utf8)).inserted
  }
}
