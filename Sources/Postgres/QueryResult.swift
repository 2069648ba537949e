internal import CLibPQ

/// The rows that a statement answered, read in place; freed when it goes out of scope.
package struct QueryResult: ~Copyable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  package var count: Int { Int(PQntuples(handle)) }

  /// How many rows an INSERT, UPDATE or DELETE touched.
  package var affected: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  package func isNull(_ row: Int, _ column: Int) -> Bool { PQgetisnull(handle, Int32(row), Int32(column)) != 0 }

  /// A `text`, `json` or `name` value.
  package func text(_ row: Int, _ column: Int) throws(PostgresError) -> String {
    guard let value = try optionalText(row, column) else { throw unexpected(row, column, "text") }
    return value
  }

  package func optionalText(_ row: Int, _ column: Int) throws(PostgresError) -> String? {
    guard let bytes = try field(row, column) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a value, copied.
  package func bytes(_ row: Int, _ column: Int) throws(PostgresError) -> [UInt8] {
    guard let bytes = try field(row, column) else { throw unexpected(row, column, "bytes") }
    return Array(bytes)
  }

  /// A `smallint`, `integer` or `bigint` value.
  package func integer(_ row: Int, _ column: Int) throws(PostgresError) -> Int {
    guard let value = try optionalInteger(row, column) else { throw unexpected(row, column, "an integer") }
    return value
  }

  package func optionalInteger(_ row: Int, _ column: Int) throws(PostgresError) -> Int? {
    guard let bytes = try field(row, column) else { return nil }
    switch bytes.count {
    case 2: return Int(Int16(truncatingIfNeeded: bigEndian(bytes)))
    case 4: return Int(Int32(truncatingIfNeeded: bigEndian(bytes)))
    case 8: return Int(truncatingIfNeeded: bigEndian(bytes))
    default: throw unexpected(row, column, "an integer")
    }
  }

  /// A `real` or `double precision` value.
  package func double(_ row: Int, _ column: Int) throws(PostgresError) -> Double {
    guard let value = try optionalDouble(row, column) else { throw unexpected(row, column, "a number") }
    return value
  }

  package func optionalDouble(_ row: Int, _ column: Int) throws(PostgresError) -> Double? {
    guard let bytes = try field(row, column) else { return nil }
    switch bytes.count {
    case 4: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bigEndian(bytes))))
    case 8: return Double(bitPattern: bigEndian(bytes))
    default: throw unexpected(row, column, "a number")
    }
  }

  /// A `timestamptz` value, in microseconds since 1970-01-01T00:00:00Z.
  package func timestamp(_ row: Int, _ column: Int) throws(PostgresError) -> Int64 {
    // The server counts from 2000-01-01.
    Int64(try integer(row, column)) + 946_684_800_000_000
  }

  package func bool(_ row: Int, _ column: Int) throws(PostgresError) -> Bool {
    guard let bytes = try field(row, column), bytes.count == 1 else { throw unexpected(row, column, "a boolean") }
    return bytes[0] != 0
  }

  private func field(_ row: Int, _ column: Int) throws(PostgresError) -> UnsafeBufferPointer<UInt8>? {
    guard row >= 0, row < count, column >= 0, column < Int(PQnfields(handle)) else {
      throw unexpected(row, column, "a value")
    }
    if isNull(row, column) { return nil }
    let length = Int(PQgetlength(handle, Int32(row), Int32(column)))
    guard let start = PQgetvalue(handle, Int32(row), Int32(column)) else { return nil }
    return start.withMemoryRebound(to: UInt8.self, capacity: length) {
      UnsafeBufferPointer(start: $0, count: length)
    }
  }

  private func bigEndian(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var value: UInt64 = 0
    for byte in bytes { value = value << 8 | UInt64(byte) }
    return value
  }

  private func unexpected(_ row: Int, _ column: Int, _ wanted: String) -> PostgresError {
    PostgresError(.answer, "row \(row), column \(column) of an answer is not \(wanted)")
  }
}
