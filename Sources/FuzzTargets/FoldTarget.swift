import Text

/// The views of a text: offsets lead back into it, in order.
struct FoldTarget: FuzzTarget {
  static let name = "fold"

  static func run(_ bytes: [UInt8]) {
    let raw = scalars(bytes)
    let folded = FoldedText(raw)
    var last = 0
    for index in folded.scalars.indices {
      let range = folded.rawRange(index..<index + 1)
      expect(range.lowerBound >= last && !range.isEmpty && range.upperBound <= raw.count, "folded \(range)")
      expect(folded.scalars[index] <= 0x10FFFF, "U+\(String(folded.scalars[index], radix: 16))")
      last = range.lowerBound
    }
    last = 0
    for unit in ShapeText(raw).units {
      let (start, end) = (Int(unit.start), Int(unit.end))
      expect(start >= last && start < end && end <= raw.count, "unit \(start)..<\(end)")
      last = start
    }
  }

  /// Three bytes a scalar where the first byte is odd, so that every scalar and surrogates too are near; UTF-8 else.
  static func scalars(_ bytes: [UInt8]) -> [UInt32] {
    guard let first = bytes.first, first & 1 == 1 else {
      return String(decoding: bytes.dropFirst(), as: UTF8.self).unicodeScalars.map(\.value)
    }
    return stride(from: 1, to: bytes.count - 2, by: 3).map {
      (UInt32(bytes[$0]) << 16 | UInt32(bytes[$0 + 1]) << 8 | UInt32(bytes[$0 + 2])) % 0x110000
    }
  }
}
