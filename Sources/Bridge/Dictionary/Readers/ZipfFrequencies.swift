/// How often words of a language occur, on the Zipf scale: the decimal logarithm of occurrences in a billion words.
///
/// Read from wordfreq's lists as set-up writes them: `word`, tab, hundredths of the logarithm.
struct ZipfFrequencies {
  private var values: [String: Float] = [:]
  private(set) var malformed = 0

  /// What an unlisted word is taken for.
  static let unlisted: Float = 1

  init() {}

  init(_ text: SourceText) {
    values.reserveCapacity(400_000)
    text.forEachLine { line in
      guard !line.isEmpty else { return }
      guard let tab = line.lastIndex(of: 0x09), tab > line.startIndex,
        let hundredths = Int(String(decoding: line[(tab + 1)...], as: UTF8.self)), (0...900).contains(hundredths)
      else {
        malformed += 1
        return
      }
      values[String(decoding: line[..<tab], as: UTF8.self)] = Float(hundredths) / 100
    }
  }

  /// The frequencies of a source; none where it is not installed.
  static func take(_ id: String, from shelf: SourceShelf) throws(DictionaryError) -> ZipfFrequencies {
    guard let (text, _) = try shelf.take(id) else { return ZipfFrequencies() }
    let frequencies = ZipfFrequencies(text)
    try shelf.close(id, unreadable: frequencies.malformed, isEmpty: frequencies.values.isEmpty)
    return frequencies
  }

  var isEmpty: Bool { values.isEmpty }

  func isListed(_ word: String) -> Bool { values[word] != nil }

  func zipf(_ word: String) -> Float { values[word] ?? Self.unlisted }

  /// Every listed word, the most frequent first, equal ones by spelling.
  var words: [String] {
    values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
