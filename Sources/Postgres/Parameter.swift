/// A value sent with a statement as `$1`, `$2`, …, never glued into its text.
package enum Parameter: Sendable {
  case null
  case text(String)
  case integer(Int64)
  case double(Double)
  case bool(Bool)
  case texts([String?])
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
    case .texts: 1009
    case .integers, .optionalIntegers: 1016
    case .doubles: 1022
    default: 0
    }
  }

  /// Arrays travel in binary, single values as text.
  var isBinary: Bool { oid != 0 }

  /// The bytes to send, NUL-terminated where they are text; nil for NULL.
  func encoded() throws(PostgresError) -> [UInt8]? {
    switch self {
    case .null: return nil
    case .text(let value):
      guard !value.utf8.contains(0) else { throw PostgresError(.statement, "a text with a NUL cannot be stored") }
      return Array(value.utf8) + [0]
    case .integer(let value): return Array(String(value).utf8) + [0]
    case .double(let value): return Array("\(value)".utf8) + [0]
    case .bool(let value): return Array((value ? "t" : "f").utf8) + [0]
    case .texts(let values): return Self.array(values.map { $0.map { Array($0.utf8) } }, element: 25)
    case .integers(let values): return Self.array(values.map { BinaryEncoding.bytes($0) }, element: 20)
    case .optionalIntegers(let values):
      return Self.array(values.map { $0.map { BinaryEncoding.bytes($0) } }, element: 20)
    case .doubles(let values): return Self.array(values.map { BinaryEncoding.bytes($0.bitPattern) }, element: 701)
    }
  }

  /// PostgreSQL's binary form of a one-dimensional array.
  private static func array(_ elements: [[UInt8]?], element oid: UInt32) -> [UInt8] {
    var out: [UInt8] = []
    out += BinaryEncoding.bytes(Int32(elements.isEmpty ? 0 : 1))
    out += BinaryEncoding.bytes(Int32(elements.contains { $0 == nil } ? 1 : 0))
    out += BinaryEncoding.bytes(oid)
    guard !elements.isEmpty else { return out }
    out += BinaryEncoding.bytes(Int32(elements.count))
    out += BinaryEncoding.bytes(Int32(1))
    for element in elements {
      out += BinaryEncoding.bytes(Int32(element?.count ?? -1))
      out += element ?? []
    }
    return out
  }
}

/// Big-endian bytes, as PostgreSQL's binary formats have them.
enum BinaryEncoding {
  static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
