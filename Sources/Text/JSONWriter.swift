/// Writes JSON a member at a time, in the order of the calls, into a growing buffer.
///
/// Cc, Cf, Cs, Zl, Zp and noncharacters leave as `\u` escapes (pairs past U+FFFF), so that no output of ours can move
/// a cursor, turn text round or end a line, whoever prints it.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {}

  /// What was written so far, as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  // MARK: Structure

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  package mutating func array<Element>(_ elements: [Element], _ each: (inout JSONWriter, Element) -> Void) {
    array { writer in for element in elements { each(&writer, element) } }
  }

  /// Writes the name of a member; the next value written is its value.
  package mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func member(_ name: String, _ value: String) {
    self.name(name)
    string(value)
  }

  package mutating func member(_ name: String, _ value: String?) {
    self.name(name)
    if let value { string(value) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    raw(String(value))
  }

  package mutating func member(_ name: String, _ value: Int?) {
    self.name(name)
    if let value { raw(String(value)) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Bool) {
    self.name(name)
    raw(value ? "true" : "false")
  }

  package mutating func member(_ name: String, _ value: [String]) {
    self.name(name)
    array(value) { $0.string($1) }
  }

  /// A number with at most `decimals` digits behind the point, and no exponent; null where it is none.
  package mutating func member(_ name: String, _ value: Double, decimals: Int) {
    self.name(name)
    raw(Self.decimal(value, decimals))
  }

  package mutating func member(_ name: String, _ value: JSON) {
    self.name(name)
    json(value)
  }

  package mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
    self.name(name)
    object(body)
  }

  // MARK: Values

  package mutating func string(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  package mutating func null() { raw("null") }

  /// Text that is JSON already: a number, a literal, or a document that this writer wrote.
  package mutating func raw(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
    needsComma = true
  }

  /// The same as UTF-8.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes += json
    needsComma = true
  }

  package mutating func json(_ value: JSON) {
    switch value {
    case .null: null()
    case .bool(let value): raw(value ? "true" : "false")
    case .number(let digits): raw(digits)
    case .string(let value): string(value)
    case .array(let elements): array(elements) { $0.json($1) }
    case .object(let members):
      object { writer in for member in members { writer.member(member.name, member.value) } }
    }
  }

  /// Ends a line of JSON lines.
  package mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  // MARK: Details

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    let text = value.utf8Span.span
    var copied = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C {
        index += 1
        continue
      }
      let (code, length) = Self.scalar(in: text, at: index)
      if code >= 0x80 && !ScalarTraits(of: code).isUnprintable {
        index += length
        continue
      }
      copy(text, copied..<index)
      if code == 0x22 || code == 0x5C {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      } else {
        escape(code)
      }
      index += length
      copied = index
    }
    copy(text, copied..<text.count)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The scalar that begins at `index` of a string's own bytes, which are valid UTF-8, and how many bytes it has.
  private static func scalar(in text: Span<UInt8>, at index: Int) -> (code: UInt32, length: Int) {
    let lead = UInt32(text[index])
    if lead < 0x80 { return (lead, 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var code = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { code = code << 6 | UInt32(text[index + offset] & 0x3F) }
    return (code, length)
  }

  private mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>) {
    text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func escape(_ code: UInt32) {
    switch code {
    case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
    case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
    case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
    case 0x10000...:
      hex(0xD800 + (code - 0x10000) >> 10)
      hex(0xDC00 + (code - 0x10000) & 0x3FF)
    default: hex(code)
    }
  }

  private mutating func hex(_ unit: UInt32) {
    bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    for shift in [12, 8, 4, 0] as [UInt32] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  /// `value` rounded to `decimals` digits, 15 at most; no exponent, no trailing zeros, one digit behind the point at
  /// least. `null` where it is no number: JSON has none for it.
  package static func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "null" }
    var scale = 1
    for _ in 0..<min(decimals, 15) { scale *= 10 }
    let scaled = (abs(value) * Double(scale)).rounded()
    guard scaled < 0x1p62 else { return large(value) }
    let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: scale)
    var fraction = String(rest)
    fraction = String(repeating: "0", count: max(0, min(decimals, 15) - fraction.count)) + fraction
    while fraction.count > 1 && fraction.hasSuffix("0") { fraction.removeLast() }
    return (value < 0 && scaled > 0 ? "-" : "") + "\(whole).\(fraction)"
  }

  /// The shortest digits that name a number past what the scale of `decimal` leaves room for, with its zeros written out.
  private static func large(_ value: Double) -> String {
    let text = value.description
    guard let sign = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: sign)...]) else { return text }
    let parts = text[..<sign].split(separator: ".")
    let fraction = parts.count == 2 && parts[1] != "0" ? parts[1] : ""
    let zeros = String(repeating: "0", count: max(0, exponent - fraction.count))
    return "\(parts[0])\(fraction)\(zeros).0"
  }
}
