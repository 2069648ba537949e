/// Writes and checks a language model's file.
package enum LanguageModelFile {
  /// Where the parts of a checked file lie, in bytes.
  struct Layout {
    var pieceShift: UInt64
    var wordShift: UInt64
    var wordMask: Int
    var text: Range<Int>
    var temperatures: Int
    var fingerprints: Int
    var wordRows: Int
    var pieceRows: Int
  }

  private static func layout(pieceBits: Int, wordBits: Int, textSize: Int) -> (Layout, size: Int) {
    let temperatures = (LanguageModelFormat.headerSize + textSize + 63) / 64 * 64
    let count = LanguageGroup.allCases.count * LanguageModelFormat.temperatureSteps
    let fingerprints = (temperatures + count * 4 + 63) / 64 * 64
    let wordRows = fingerprints + 2 << wordBits
    let pieceRows = wordRows + LanguageModelFormat.rowSize << wordBits
    let layout = Layout(
      pieceShift: UInt64(64 - pieceBits), wordShift: UInt64(64 - wordBits), wordMask: 1 << wordBits - 1,
      text: LanguageModelFormat.headerSize..<LanguageModelFormat.headerSize + textSize, temperatures: temperatures,
      fingerprints: fingerprints, wordRows: wordRows, pieceRows: pieceRows)
    return (layout, pieceRows + LanguageModelFormat.rowSize << pieceBits)
  }

  /// The groups' tags, as the file repeats them: a model with other lanes is refused.
  private static var lanes: String {
    LanguageGroup.allCases.map { $0.tags.joined(separator: " ") }.joined(separator: "\n") + "\n"
  }

  /// The whole file.
  package static func bytes(
    pieceBits: Int, wordBits: Int, attribution: String, temperatures: [Float], fingerprints: [UInt16],
    wordRows: [UInt8], pieceRows: [UInt8]
  ) -> [UInt8] {
    let text = Array((lanes + attribution).utf8)
    let (layout, size) = layout(pieceBits: pieceBits, wordBits: wordBits, textSize: text.count)
    var bytes = [UInt8](repeating: 0, count: size)
    func put<Number: FixedWidthInteger>(_ number: Number, _ offset: Int) {
      for byte in 0..<Number.bitWidth / 8 {
        bytes[offset + byte] = UInt8(truncatingIfNeeded: number >> Number(byte * 8))
      }
    }
    bytes.replaceSubrange(layout.text, with: text)
    for (place, value) in temperatures.enumerated() { put(value.bitPattern, layout.temperatures + place * 4) }
    for (place, value) in fingerprints.enumerated() { put(value, layout.fingerprints + place * 2) }
    bytes.replaceSubrange(layout.wordRows..<layout.wordRows + wordRows.count, with: wordRows)
    bytes.replaceSubrange(layout.pieceRows..<layout.pieceRows + pieceRows.count, with: pieceRows)
    put(LanguageModelFormat.magic, 0)
    put(LanguageModelFormat.version, 8)
    put(UInt64(size), 24)
    put(UInt32(pieceBits), 32)
    put(UInt32(wordBits), 36)
    put(UInt32(text.count), 40)
    let checksum = bytes.span.bytes.languageChecksum
    put(checksum, 16)
    return bytes
  }

  /// Checks everything that reading relies on; the checksum only where asked, since it reads every page.
  static func check(_ span: RawSpan, withChecksum: Bool) throws(LanguageModelError.Reason) -> Layout {
    let size = span.byteCount
    func load<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: Number.Type) -> Number {
      Number(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
    }
    guard size >= LanguageModelFormat.headerSize, load(0, UInt64.self) == LanguageModelFormat.magic else {
      throw .foreign
    }
    let version = load(8, UInt32.self)
    guard version == LanguageModelFormat.version else {
      throw .version(found: version, known: LanguageModelFormat.version)
    }
    let stated = load(24, UInt64.self)
    guard stated == UInt64(size) else { throw .truncated(bytes: size, expected: stated) }
    let (pieceBits, wordBits, textSize) = (load(32, UInt32.self), load(36, UInt32.self), load(40, UInt32.self))
    guard (8...24).contains(pieceBits), (8...24).contains(wordBits), textSize < 1 << 20 else {
      throw .damaged("its tables have impossible sizes")
    }
    let (layout, expected) = layout(pieceBits: Int(pieceBits), wordBits: Int(wordBits), textSize: Int(textSize))
    guard expected == size else { throw .damaged("its sections do not fill it") }
    let known = Array(lanes.utf8)
    guard known.count <= layout.text.count,
      known.indices.allSatisfy({ load(layout.text.lowerBound + $0, UInt8.self) == known[$0] })
    else { throw .damaged("it was trained for other languages") }
    if withChecksum {
      guard span.languageChecksum == load(16, UInt64.self) else { throw .damaged("its checksum differs") }
    }
    return layout
  }
}

extension RawSpan {
  /// The checksum of a language model's file: of everything after the checksum itself.
  fileprivate var languageChecksum: UInt64 {
    var checksum = DictionaryChecksum()
    checksum.add(self, from: 24)
    return checksum.value
  }
}
