import Glibc

/// Reads a file descriptor line by line at constant memory.
///
/// Only LF ends a line; one CR before it is dropped; blank lines count; a last line without LF is a line. A line over
/// the limit is skipped to its end and reported as such.
package struct LineReader: ~Copyable {
  /// One line: a range of `bytes` valid until the next call, or word that it was too long to hold.
  package enum Line: Equatable { case bytes(Range<Int>), tooLong }

  /// The buffer that the ranges point into.
  package private(set) var bytes: [UInt8]
  private let descriptor: Int32
  private let limit: Int
  private var start = 0
  private var filled = 0
  private var scanned = 0
  private var atEnd = false

  /// Reads `descriptor`, which the caller keeps open, with lines of up to `limit` bytes.
  package init(_ descriptor: Int32, limit: Int = 8 << 20) {
    self.descriptor = descriptor
    self.limit = limit
    bytes = [UInt8](repeating: 0, count: 1 << 16)
  }

  /// The next line, or nil at the end. `beforeRead` is called whenever the buffer holds no whole line and the
  /// descriptor must be read: the place to flush what was answered so far.
  package mutating func next(beforeRead: () throws -> Void) throws -> Line? {
    var skipping = false
    while true {
      if let feed = bytes[scanned..<filled].firstIndex(of: 0x0A) {
        let line = start..<feed
        start = feed + 1
        scanned = start
        return skipping || line.count > limit ? .tooLong : .bytes(withoutReturn(line))
      }
      scanned = filled
      if atEnd {
        defer { start = filled }
        if start == filled { return skipping ? .tooLong : nil }
        return skipping || filled - start > limit ? .tooLong : .bytes(withoutReturn(start..<filled))
      }
      if filled - start > limit {
        skipping = true
        start = filled
      }
      try beforeRead()
      try fill()
    }
  }

  private func withoutReturn(_ line: Range<Int>) -> Range<Int> {
    !line.isEmpty && bytes[line.upperBound - 1] == 0x0D ? line.lowerBound..<line.upperBound - 1 : line
  }

  private mutating func fill() throws {
    if start > 0 {
      bytes.replaceSubrange(0..<filled - start, with: Array(bytes[start..<filled]))
      filled -= start
      scanned -= start
      start = 0
    }
    if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    while true {
      let room = bytes.count - filled
      let count = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { read(descriptor, $0 + filled, room) } ?? 0
      }
      if count >= 0 {
        filled += count
        atEnd = count == 0
        return
      }
      if errno != EINTR { throw InputOutputError("reading", errno) }
    }
  }
}

/// A read or a write that the system refused.
public struct InputOutputError: Error, CustomStringConvertible, Sendable {
  /// What was being done, and the system's reason.
  public let description: String
  /// The system's error number.
  public let code: Int32

  package init(_ doing: String, _ code: Int32) {
    self.code = code
    description = "\(doing) failed: \(String(cString: strerror(code)))"
  }
}
