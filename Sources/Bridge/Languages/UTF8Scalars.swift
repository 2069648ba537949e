/// Decodes UTF-8 that is known to be valid, without a `String` between.
enum UTF8Scalars {
  static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt32] {
    [UInt32](capacity: range.count) { out in
      var place = range.lowerBound
      let end = range.upperBound
      while place < end {
        let byte = UInt32(bytes[place])
        let size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var scalar = size == 1 ? byte : byte & (0x7F >> UInt32(size))
        for index in 1..<max(1, min(size, end - place)) { scalar = scalar << 6 | UInt32(bytes[place + index] & 0x3F) }
        out.append(scalar)
        place += size
      }
    }
  }
}
