/// A compiled dictionary, mapped and checked.
///
/// Opening reads the checksum over the whole file and the shape of every section; after that a read outside a section
/// gives nothing, so no content can bring the program down. The pages that it read do not stay resident: those of a text's
/// words do.
final class DictionaryFile: Sendable {
  let path: String
  let count: Int
  let checksum: UInt64
  private let file: MappedFile
  private let sections: [Range<Int>]

  init(_ path: String) throws(DictionaryError) {
    self.path = path
    file = try MappedFile(path)
    count = file.count
    (sections, checksum) = try file.withBytes { span throws(DictionaryError) in try Self.check(span, path) }
    file.releasePages()
    guard keys >= 0, sections(areWhole: ()) else {
      throw DictionaryError(.damaged("a section has a wrong length"), path)
    }
  }

  private static func check(_ span: RawSpan, _ path: String) throws(DictionaryError) -> ([Range<Int>], UInt64) {
    let size = span.byteCount
    guard size >= 8, load(span, 0, UInt64.self) == DictionaryFormat.magic else { throw DictionaryError(.foreign, path) }
    let sectionCount = DictionaryFormat.Section.allCases.count
    let tableEnd = DictionaryFormat.headerSize + sectionCount * 16
    guard size >= tableEnd else { throw DictionaryError(.truncated(bytes: size, expected: UInt64(tableEnd)), path) }
    let version = load(span, 8, UInt32.self)
    guard version == DictionaryFormat.version else {
      throw DictionaryError(.version(found: version, known: DictionaryFormat.version), path)
    }
    let expected = load(span, 16, UInt64.self)
    guard expected == UInt64(size) else { throw DictionaryError(.truncated(bytes: size, expected: expected), path) }
    guard load(span, 12, UInt32.self) == UInt32(sectionCount) else {
      throw DictionaryError(.damaged("it has another number of sections"), path)
    }
    var checksum = DictionaryChecksum()
    checksum.add(span, from: DictionaryFormat.headerSize)
    guard checksum.value == load(span, 24, UInt64.self) else {
      throw DictionaryError(.damaged("its checksum differs"), path)
    }
    var sections: [Range<Int>] = []
    for index in 0..<sectionCount {
      let offset = load(span, DictionaryFormat.headerSize + index * 16, UInt64.self)
      let length = load(span, DictionaryFormat.headerSize + index * 16 + 8, UInt64.self)
      guard offset <= UInt64(size), length <= UInt64(size) - offset, offset % 8 == 0 else {
        throw DictionaryError(.damaged("a section lies outside the file"), path)
      }
      sections.append(Int(offset)..<Int(offset + length))
    }
    return (sections, checksum.value)
  }

  private func sections(areWhole: Void) -> Bool {
    func length(_ section: DictionaryFormat.Section) -> Int { sections[section.rawValue].count }
    return length(.keyEntryStarts) == (keys + 1) * 4 && length(.keyGlossStarts) == (keys + 1) * 4
      && length(.nodeLabels) > 0 && length(.nodeValues) == length(.nodeLabels) * 2
      && length(.nodeChildren) == length(.nodeValues) + 4
      && length(.entries) % DictionaryFormat.entrySize == 0 && length(.senses) % DictionaryFormat.senseSize == 0
      && length(.symbols) % 2 == 0 && length(.stringStarts) % 4 == 0 && length(.limits) == 8
  }

  @inline(__always)
  private static func load<Number: FixedWidthInteger & BitwiseCopyable>(
    _ span: RawSpan, _ offset: Int, _: Number.Type
  ) -> Number {
    Number(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  // MARK: What it holds

  var keys: Int { sections[DictionaryFormat.Section.costs.rawValue].count / 4 }
  var entries: Int { sections[DictionaryFormat.Section.entries.rawValue].count / DictionaryFormat.entrySize }

  var senses: Int { sections[DictionaryFormat.Section.senses.rawValue].count / DictionaryFormat.senseSize }
  var strings: Int { max(0, sections[DictionaryFormat.Section.stringStarts.rawValue].count / 4 - 1) }

  /// Whether the file was cut short since it was opened: nothing is found in it any more.
  var isLost: Bool { file.isLost }

  /// Gives the pages that were read back to the system.
  func releasePages() { file.releasePages() }

  /// The bytes of a section as text.
  func text(_ section: DictionaryFormat.Section) -> String { text(sections[section.rawValue]) }

  private func text(_ range: Range<Int>) -> String {
    file.withBytes { span in
      span.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }
  }

  /// The bytes of a section from `start` on as text.
  func text(_ section: DictionaryFormat.Section, from start: Int) -> String {
    let range = sections[section.rawValue]
    return start <= range.count ? text(range.lowerBound + start..<range.upperBound) : ""
  }

  /// How many bytes a section has.
  func length(of section: DictionaryFormat.Section) -> Int { sections[section.rawValue].count }

  /// Calls `body` with the bytes of one section.
  func withBytes<Result>(of section: DictionaryFormat.Section, _ body: (RawSpan) -> Result) -> Result {
    let range = sections[section.rawValue]
    return file.withBytes { body($0.extracting(range)) }
  }

  /// The numbers of the `index`th list of a section that stands behind a section of starts.
  func list(
    _ index: Int, _ starts: DictionaryFormat.Section, _ items: DictionaryFormat.Section
  ) -> [UInt32] {
    let start = Int(number(starts, index))
    let end = Int(number(starts, index + 1))
    guard start < end, end <= sections[items.rawValue].count / 4 else { return [] }
    return (start..<end).map { number(items, $0) }
  }

  /// How many numbers the `index`th list behind a section of starts has.
  func listCount(_ index: Int, _ starts: DictionaryFormat.Section) -> Int {
    max(0, Int(number(starts, index + 1)) - Int(number(starts, index)))
  }

  /// The `index`th 32-bit number of a section, 0 outside it.
  func number(_ section: DictionaryFormat.Section, _ index: Int) -> UInt32 {
    let range = sections[section.rawValue]
    guard index >= 0, index < range.count / 4 else { return 0 }
    return file.withBytes { Self.load($0, range.lowerBound + index * 4, UInt32.self) }
  }

  /// The string numbered `index`, empty where there is none.
  func string(_ index: UInt32) -> String {
    let start = Int(number(.stringStarts, Int(index)))
    let end = Int(number(.stringStarts, Int(index) + 1))
    let range = sections[DictionaryFormat.Section.strings.rawValue]
    guard start < end, end <= range.count else { return "" }
    return text(range.lowerBound + start..<range.lowerBound + end)
  }

  /// Calls `body` with the file's bytes, for a walk over the trie with `trie`.
  @inline(__always)
  func withBytes<Result>(_ body: (RawSpan) -> Result) -> Result { file.withBytes(body) }

  /// The trie's place in the bytes.
  var trie: TrieWalker {
    func place(_ section: DictionaryFormat.Section) -> Range<Int> { sections[section.rawValue] }
    return TrieWalker(
      symbols: place(.symbols), labels: place(.nodeLabels), children: place(.nodeChildren), values: place(.nodeValues),
      costs: place(.costs))
  }
}
