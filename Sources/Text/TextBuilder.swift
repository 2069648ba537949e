/// A text that grows: scalars and whole texts are appended, each in time proportional to itself.
///
/// `String.UnicodeScalarView.append(contentsOf:)` copies everything that stands before.
package struct TextBuilder {
  private var bytes: [UInt8] = []

  /// An empty text with room for `capacity` bytes of UTF-8.
  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// What was appended so far. O(*n*).
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends one scalar; what is no scalar is U+FFFD.
  package mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 { return bytes.append(UInt8(scalar)) }
    bytes += UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
  }

  /// Appends a whole text.
  package mutating func append(_ text: String) { bytes += text.utf8 }
}
