internal import Glibc

/// One dictionary entry, as a reader looks it up.
package struct DictionaryEntry: Sendable, Hashable {
  package var traditional: String
  package var simplified: String
  /// With tone marks, a blank between syllables.
  package var reading: String
  /// In the source's order.
  package var senses: [GlossSense]
  /// The source's id: `cedict`, `unihan`.
  package var source: String
}

/// What there is to say about an open dictionary.
package struct DictionaryInfo: Sendable, Hashable {
  package var language: String
  package var path: String
  package var bytes: Int
  package var entries: Int
  package var keys: Int
  /// Hexadecimal; the same sources give the same.
  package var checksum: String
  package var sources: [DictionarySource]
}

/// The dictionaries that are installed, mapped and shared by every worker.
///
/// Immutable. A new pair of languages is one more line in `open`, and a type that conforms to `PairGlosser`.
package struct Dictionaries: Sendable {
  /// The glossers of the pairs that are there.
  let glossers: [any PairGlosser]
  let chinese: ChineseDictionary?
  /// What is not there, with the command that makes it and what is lost without it.
  package let missing: [MissingSource]

  /// No dictionaries: every word stays without a gloss.
  package static let none = Dictionaries(chinese: nil, missing: [])

  private init(chinese: ChineseDictionary?, missing: [MissingSource]) {
    self.chinese = chinese
    self.missing = missing
    glossers = chinese.map { [ChineseGlosser($0)] } ?? []
  }

  /// Opens what is in `folder`. A missing file is described in `missing`; a damaged one is an error.
  ///
  /// Costs about 5 ms, which is the checksum over the files; nothing is parsed.
  package static func open(in folder: String) throws(DictionaryError) -> Dictionaries {
    let path = "\(folder)/\(ChineseDictionary.fileName)"
    guard access(path, F_OK) == 0 else {
      return Dictionaries(
        chinese: nil,
        missing: [
          MissingSource(
            name: "the Chinese dictionary (\(path))", command: "drawbridge dictionary build",
            loss: "Chinese posts have no words, readings and glosses")
        ])
    }
    return Dictionaries(chinese: try ChineseDictionary(path), missing: [])
  }

  /// The languages that can be glossed.
  package var languages: [String] { chinese == nil ? [] : ["zh"] }

  /// What is open, with the attribution that the licences ask for.
  package var info: [DictionaryInfo] {
    guard let chinese else { return [] }
    return [
      DictionaryInfo(
        language: "zh", path: chinese.file.path, bytes: chinese.file.count, entries: chinese.file.entries,
        keys: chinese.file.keys, checksum: String(chinese.file.checksum, radix: 16), sources: chinese.sources)
    ]
  }

  /// Every Chinese headword in Simplified characters of two to `longest` scalars, in the dictionary's order.
  package func headwords(longest: Int) -> [String] {
    guard let chinese else { return [] }
    return (0..<chinese.file.entries).compactMap { index in
      let word = chinese.entry(index).simplified
      return (2...longest).contains(word.unicodeScalars.count) ? word : nil
    }
  }

  /// The entries of `word` in any open dictionary, the likeliest reading first; none where it is unknown.
  package func lookup(_ word: String) -> [DictionaryEntry] {
    guard let chinese, let key = chinese.key(of: word) else { return [] }
    return chinese.entries(of: key)
  }
}
