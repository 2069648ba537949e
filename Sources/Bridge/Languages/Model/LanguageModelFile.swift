/// Writes and checks a language model's file.
package enum LanguageModelFile {
  /// Where the parts of a checked file lie, in bytes, and how many lines and rows there are.
  struct Layout {
    var lineCount: UInt64
    var pieceCount: UInt64
    var text: Range<Int>
    var temperatures: Int
    var lines: Int
    var pieceRows: Int
  }

  private static func layout(lineCount: Int, pieceCount: Int, textSize: Int) -> (Layout, size: Int) {
    let temperatures = (LanguageModelFormat.headerSize + textSize + 63) / 64 * 64
    let count = LanguageGroup.allCases.count * LanguageModelFormat.temperatureSteps
    let lines = (temperatures + count * 4 + 63) / 64 * 64
    let pieceRows = lines + LanguageModelFormat.lineSize * lineCount
    let layout = Layout(
      lineCount: UInt64(lineCount), pieceCount: UInt64(pieceCount),
      text: LanguageModelFormat.headerSize..<LanguageModelFormat.headerSize + textSize, temperatures: temperatures,
      lines: lines, pieceRows: pieceRows)
    return (layout, pieceRows + LanguageModelFormat.pieceRowSize * pieceCount)
  }

  /// The groups' tags, as the file repeats them: a model with other lanes is refused.
  private static var lanes: String {
    LanguageGroup.allCases.map { $0.tags.joined(separator: " ") }.joined(separator: "\n") + "\n"
  }

  /// The whole file.
  package static func bytes(
    attribution: String, temperatures: [Float], lines: [UInt8], pieceRows: [UInt8]
  ) -> [UInt8] {
    let text = Array((lanes + attribution).utf8)
    let lineCount = lines.count / LanguageModelFormat.lineSize
    let pieceCount = pieceRows.count / LanguageModelFormat.pieceRowSize
    let (layout, size) = layout(lineCount: lineCount, pieceCount: pieceCount, textSize: text.count)
    var bytes = [UInt8](repeating: 0, count: size)
    func put<Number: FixedWidthInteger>(_ number: Number, _ offset: Int) {
      for byte in 0..<Number.bitWidth / 8 {
        bytes[offset + byte] = UInt8(truncatingIfNeeded: number >> Number(byte * 8))
      }
    }
    bytes.replaceSubrange(layout.text, with: text)
    for (place, value) in temperatures.enumerated() { put(value.bitPattern, layout.temperatures + place * 4) }
    bytes.replaceSubrange(layout.lines..<layout.lines + lines.count, with: lines)
    bytes.replaceSubrange(layout.pieceRows..<layout.pieceRows + pieceRows.count, with: pieceRows)
    put(LanguageModelFormat.magic, 0)
    put(LanguageModelFormat.version, 8)
    put(UInt64(size), 24)
    put(UInt32(pieceCount), 32)
    put(UInt32(lineCount), 36)
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
    let (pieceCount, lineCount, textSize) = (load(32, UInt32.self), load(36, UInt32.self), load(40, UInt32.self))
    guard (1...1 << 24).contains(pieceCount), (1...1 << 24).contains(lineCount), textSize < 1 << 20 else {
      throw .damaged("its tables have impossible sizes")
    }
    let (layout, expected) = layout(lineCount: Int(lineCount), pieceCount: Int(pieceCount), textSize: Int(textSize))
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
