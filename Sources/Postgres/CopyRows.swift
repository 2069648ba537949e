/// Rows for `COPY … FROM STDIN (FORMAT binary)`, packed into one buffer.
package struct CopyRows: Sendable {
  /// The signature, flags and empty extension of the binary format.
  private(set) var bytes: [UInt8] =
    [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  package init() {}

  /// Begins a row of `columns` values; exactly as many calls to `append` follow.
  package mutating func row(columns: Int) { put(Int16(clamping: columns)) }

  package mutating func append(_ value: Int64) {
    put(Int32(8))
    put(value)
  }

  package mutating func append(_ value: Int32) {
    put(Int32(4))
    put(value)
  }

  package mutating func append(_ value: Int16) {
    put(Int32(2))
    put(value)
  }

  package mutating func append(_ value: Float) {
    put(Int32(4))
    put(value.bitPattern)
  }

  /// A text or json value. A NUL in it makes the server refuse the whole COPY.
  package mutating func append(_ value: String) {
    put(Int32(clamping: value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  package mutating func append(_ value: [UInt8]) {
    put(Int32(clamping: value.count))
    bytes.append(contentsOf: value)
  }

  package mutating func appendNull() { put(Int32(-1)) }

  /// Bytes that go to the server at once.
  static let mostBytes = 16 << 20

  /// Hands out the bytes, the trailer behind them, in pieces of `mostBytes` at most, until one is not taken; whether all
  /// were taken.
  func withPieces(_ send: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    let isSent = bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        guard send(UnsafeRawBufferPointer(rebasing: rest.prefix(Self.mostBytes))) else { return false }
        rest = rest.dropFirst(Self.mostBytes)
      }
      return true
    }
    return isSent && ([0xFF, 0xFF] as [UInt8]).withUnsafeBytes(send)
  }

  @inline(__always)
  private mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
