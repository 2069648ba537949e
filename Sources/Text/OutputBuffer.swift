import Glibc

/// Collects output and writes it to a descriptor in large pieces.
package struct OutputBuffer: ~Copyable {
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  /// Writes to `descriptor`, which the caller keeps open.
  package init(_ descriptor: Int32) { self.descriptor = descriptor }

  package mutating func write(_ more: [UInt8]) throws {
    bytes.append(contentsOf: more)
    if bytes.count >= 1 << 16 { try flush() }
  }

  package mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Hands everything over; throws `EPIPE` where the reader has gone away.
  package mutating func flush() throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + written, buffer.count - written) } ?? 0
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw InputOutputError("writing", errno)
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
