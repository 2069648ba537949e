/// A value sent with a statement as `$1`, `$2`, …, never glued into its text.
package enum Parameter: Sendable {
  case null
  case text(String)
  case integer(Int64)
  case double(Double)
  case bool(Bool)
  case texts([String?])
  /// Texts as UTF-8 that is valid already, such as what `JSONWriter` wrote.
  case utf8([[UInt8]?])
  case integers([Int64])
  case optionalIntegers([Int64?])
  case doubles([Double])

  package static func text(_ value: String?) -> Parameter { value.map { .text($0) } ?? .null }
  package static func integer(_ value: Int) -> Parameter { .integer(Int64(value)) }
  package static func integer(_ value: Int?) -> Parameter { value.map { .integer(Int64($0)) } ?? .null }
  package static func double(_ value: Double?) -> Parameter { value.map { .double($0) } ?? .null }

  /// The type's OID where it is said (arrays), 0 where the server infers it from the statement.
  var oid: UInt32 {
    switch self {
    case .texts, .utf8: 1009
    case .integers, .optionalIntegers: 1016
    case .doubles: 1022
    default: 0
    }
  }

  /// Arrays travel in binary, single values as text.
  var isBinary: Bool { oid != 0 }

  /// Writes the bytes to send, NUL-terminated where they are text; answers false, and writes nothing, for NULL.
  func encode(into out: inout [UInt8]) throws(PostgresError) -> Bool {
    switch self {
    case .null: return false
    case .text(let value):
      guard !value.utf8.contains(0) else {
        throw PostgresError(.values, sqlState: "22021", "a text with a NUL cannot be stored")
      }
      Self.terminated(value, &out)
    case .integer(let value): Self.terminated(String(value), &out)
    case .double(let value): Self.terminated("\(value)", &out)
    case .bool(let value): Self.terminated(value ? "t" : "f", &out)
    case .texts(let values): Self.array(values, element: 25, &out) { Self.element($0.utf8, &$1) }
    case .utf8(let values): Self.array(values, element: 25, &out) { Self.element($0, &$1) }
    case .integers(let values): Self.array(values, element: 20, &out) { Self.fixed($0, &$1) }
    case .optionalIntegers(let values): Self.array(values, element: 20, &out) { Self.fixed($0, &$1) }
    case .doubles(let values): Self.array(values, element: 701, &out) { Self.fixed($0.bitPattern, &$1) }
    }
    return true
  }

  // MARK: Bytes

  private static func terminated(_ value: String, _ out: inout [UInt8]) {
    out.append(contentsOf: value.utf8)
    out.append(0)
  }

  /// PostgreSQL's binary form of a one-dimensional array.
  @inline(__always)
  private static func array<Value>(
    _ values: [Value?], element oid: UInt32, _ out: inout [UInt8], _ append: (Value, inout [UInt8]) -> Void
  ) {
    out.appendBigEndian(Int32(values.isEmpty ? 0 : 1))
    out.appendBigEndian(Int32(values.contains { $0 == nil } ? 1 : 0))
    out.appendBigEndian(oid)
    if values.isEmpty { return }
    out.appendBigEndian(Int32(clamping: values.count))
    out.appendBigEndian(Int32(1))
    for value in values {
      if let value { append(value, &out) } else { out.appendBigEndian(Int32(-1)) }
    }
  }

  @inline(__always)
  private static func element(_ bytes: some Collection<UInt8>, _ out: inout [UInt8]) {
    out.appendBigEndian(Int32(clamping: bytes.count))
    out.append(contentsOf: bytes)
  }

  @inline(__always)
  private static func fixed(_ value: some FixedWidthInteger, _ out: inout [UInt8]) {
    out.appendBigEndian(Int32(MemoryLayout.size(ofValue: value)))
    out.appendBigEndian(value)
  }
}

extension [UInt8] {
  /// Appends an integer as PostgreSQL's binary formats have them.
  @inline(__always)
  mutating func appendBigEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
