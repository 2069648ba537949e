internal import Glibc

/// How often Chinese words occur, as counts in a corpus of the size of jieba's.
///
/// jieba counted the news of 1998; wordfreq has the web, subtitles and encyclopaedias of 2021, and goes first where it has
/// the word. Measured by how many homophones the words tell apart from their entries: .80 of the development suite instead of
/// .69, at the same readings and glosses.
struct ChineseFrequencies {
  private let counts: [String: Int]
  private let recent: ZipfFrequencies
  /// Words in the corpus.
  private let total: Double

  /// From the sources on `shelf`; either may be missing.
  init(from shelf: SourceShelf) throws(DictionaryError) {
    var jieba = WordFrequencies()
    if let (text, _) = try shelf.take(SourceID.jieba) {
      jieba = WordFrequencies(text)
      try shelf.close(SourceID.jieba, unreadable: jieba.malformed, isEmpty: jieba.counts.isEmpty)
    }
    counts = jieba.counts
    recent = try ZipfFrequencies.take(SourceID.frequencies("zh"), from: shelf)
    total = counts.isEmpty ? Self.sizeOfJieba : Double(counts.values.reduce(0) { $0 &+ $1 })
  }

  private static let sizeOfJieba = 60_101_964.0

  /// 0 where no list has the word.
  func count(of word: String) -> Double {
    if recent.isListed(word) { return max(1, pow(10, Double(recent.zipf(word))) * total / 1e9) }
    let count = Double(counts[word] ?? 0)
    // What the newer list lacks is rarer than the older one says.
    return recent.isEmpty ? count : count / 2
  }
}
