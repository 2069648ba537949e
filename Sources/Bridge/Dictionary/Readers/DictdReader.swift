/// A dictionary of the DICT protocol in one file, as set-up writes it: the lines of its index (headword, offset and length
/// in base 64, tabs between), an empty line, and the articles that they point to.
struct DictdReader {
  private let bytes: [UInt8]
  /// Where the articles lie, each once, in the order of the file.
  private(set) var articles: [Range<Int>] = []
  /// Lines of the index that could not be read, or point to nothing.
  private(set) var malformed = 0

  init(_ text: SourceText) {
    bytes = text.bytes
    let start = Self.articlesStart(bytes)
    var line = bytes.startIndex
    while line < start {
      let end = bytes[line..<start].firstIndex(of: 0x0A) ?? start
      if end > line { read(bytes[line..<end], from: start) }
      line = end + 1
    }
    articles.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var last: Range<Int>?
    articles.removeAll { range in
      defer { last = range }
      return range == last
    }
  }

  /// Behind the first empty line.
  private static func articlesStart(_ bytes: [UInt8]) -> Int {
    var isFeed = false
    for index in bytes.indices {
      if bytes[index] == 0x0A && isFeed { return index + 1 }
      isFeed = bytes[index] == 0x0A
    }
    return bytes.count
  }

  private mutating func read(_ line: ArraySlice<UInt8>, from start: Int) {
    let fields = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count >= 3, !fields[0].isEmpty, let offset = Self.number(fields[1]),
      let length = Self.number(fields[2]),
      length > 0, offset <= bytes.count - start, length <= bytes.count - start - offset
    else {
      malformed += 1
      return
    }
    // Headwords of zeros are the dictionary's own remarks.
    if fields[0].starts(with: [0x30, 0x30]) { return }
    articles.append((start + offset)..<(start + offset + length))
  }

  /// A number in the DICT protocol's base 64: `A` is 0, `/` is 63, the highest digit first.
  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 8 else { return nil }
    var value = 0
    for digit in digits {
      switch digit {
      case 0x41...0x5A: value = value << 6 | Int(digit - 0x41)
      case 0x61...0x7A: value = value << 6 | Int(digit - 0x61 + 26)
      case 0x30...0x39: value = value << 6 | Int(digit - 0x30 + 52)
      case 0x2B: value = value << 6 | 62
      case 0x2F: value = value << 6 | 63
      default: return nil
      }
    }
    return value
  }

  /// The first line of an article.
  func headline(of article: Range<Int>) -> ArraySlice<UInt8> { bytes[article].prefix { $0 != 0x0A } }

  /// The lines of an article, the headword's first, with their indentation.
  func lines(of article: Range<Int>) -> [ArraySlice<UInt8>] { bytes[article].split(separator: 0x0A) }
}
