internal import Glibc

/// Collects a dictionary's sections and writes them as one file, aside and then renamed.
struct DictionaryWriter {
  private var sections = [[UInt8]](repeating: [], count: DictionaryFormat.Section.allCases.count)
  private var stringNumbers: [String: UInt32] = [:]
  private var stringStarts: [UInt32] = [0]

  /// The number of `text` in the pool; the same text has the same number.
  mutating func string(_ text: String) -> UInt32 {
    if let known = stringNumbers[text] { return known }
    let number = UInt32(stringNumbers.count)
    stringNumbers[text] = number
    sections[DictionaryFormat.Section.strings.rawValue] += text.utf8
    stringStarts.append(UInt32(sections[DictionaryFormat.Section.strings.rawValue].count))
    return number
  }

  mutating func append(_ number: UInt32, to section: DictionaryFormat.Section) {
    withUnsafeBytes(of: number.littleEndian) { sections[section.rawValue] += $0 }
  }

  mutating func append(_ number: UInt16, to section: DictionaryFormat.Section) {
    withUnsafeBytes(of: number.littleEndian) { sections[section.rawValue] += $0 }
  }

  mutating func append(_ bytes: [UInt8], to section: DictionaryFormat.Section) { sections[section.rawValue] += bytes }

  mutating func append(_ text: String, to section: DictionaryFormat.Section) { sections[section.rawValue] += text.utf8 }

  /// How many numbers a section of 32-bit numbers has.
  func count(_ section: DictionaryFormat.Section) -> UInt32 { UInt32(sections[section.rawValue].count / 4) }

  /// The whole file.
  mutating func bytes() -> [UInt8] {
    for start in stringStarts { append(start, to: .stringStarts) }
    var body: [UInt8] = []
    var table: [UInt64] = []
    let first = DictionaryFormat.headerSize + sections.count * 16
    for section in sections {
      table += [UInt64(first + body.count), UInt64(section.count)]
      body += section
      while (first + body.count) % 8 != 0 { body.append(0) }
    }
    var bytes: [UInt8] = []
    func appendWide(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    appendWide(DictionaryFormat.magic)
    appendWide(UInt64(DictionaryFormat.version) | UInt64(sections.count) << 32)
    appendWide(UInt64(first + body.count))
    appendWide(0)
    for number in table { appendWide(number) }
    bytes += body
    Self.seal(&bytes)
    return bytes
  }

  /// Puts the checksum of what follows it into a file's bytes.
  static func seal(_ bytes: inout [UInt8]) {
    var checksum = DictionaryChecksum()
    checksum.add(bytes.span.bytes, from: DictionaryFormat.headerSize)
    withUnsafeBytes(of: checksum.value.littleEndian) { bytes.replaceSubrange(24..<32, with: $0) }
  }

  /// Writes `bytes` beside `path`, makes sure that they are on the disk, and puts them in its place.
  static func write(_ bytes: [UInt8], to path: String) throws(DictionaryError) {
    let aside = "\(path).\(getpid()).new"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(aside) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + written, buffer.count - written) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(aside)
        close(descriptor)
        unlink(aside)
        throw error
      }
      written += count
    }
    let isSafe = fsync(descriptor) == 0
    guard close(descriptor) == 0, isSafe, rename(aside, path) == 0 else {
      let error = failure(path)
      unlink(aside)
      throw error
    }
  }

  private static func failure(_ path: String) -> DictionaryError {
    DictionaryError(.unwritable(String(cString: strerror(errno))), path)
  }
}
