internal import FoundationEssentials
internal import Glibc

/// One dictionary entry, as a reader looks it up.
package struct DictionaryEntry: Sendable, Hashable {
  package var languages: LanguagePair
  /// The form that is shown first: the lemma, or the Simplified form.
  package var form: String
  /// The other form: Traditional, or kanji beside kana; the same again where there is none.
  package var variant: String
  /// As people read it: tone marks or kana, a blank between syllables; empty where spelling says it.
  package var reading: String
  /// In the source's order.
  package var senses: [GlossSense]
  /// The source's id: `cedict`, `unihan`.
  package var source: String
}

/// What there is to say about an open dictionary.
package struct DictionaryInfo: Sendable, Hashable {
  package var languages: LanguagePair
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
/// Immutable. A new pair of languages is a type that conforms to `DictionaryPair`, and a line in `DictionaryPairs`.
package struct Dictionaries: Sendable {
  /// The open ones, in the order of `DictionaryPairs`.
  let open: [PairDictionary]
  /// What reads posts with them.
  let glossers: [any PairGlosser]
  /// The languages that put the verb behind its object, of those that posts are read in.
  package let verbFinal: Set<String>
  /// What is not there, with the command that makes it and what is lost without it.
  package let missing: [MissingSource]

  /// No dictionaries: every word stays without a gloss.
  package static let none = Dictionaries([], missing: [])

  private init(_ open: [(pair: any DictionaryPair, dictionary: PairDictionary)], missing: [MissingSource]) {
    self.open = open.map(\.dictionary)
    glossers = open.compactMap { $0.pair.glosser($0.dictionary) }
    verbFinal = Set(open.filter(\.pair.isVerbFinal).map(\.dictionary.languages.source))
    self.missing = missing
  }

  /// Opens what is in `folder`. A damaged file is an error; `missing` says so where there is none for Chinese.
  ///
  /// Nothing is parsed; the cost is the checksum over the files.
  package static func open(in folder: String) throws(DictionaryError) -> Dictionaries {
    var open: [(pair: any DictionaryPair, dictionary: PairDictionary)] = []
    for pair in DictionaryPairs.all + others(in: folder) {
      let path = "\(folder)/\(pair.languages.fileName)"
      guard access(path, F_OK) == 0 else { continue }
      let dictionary = try PairDictionary(path)
      guard dictionary.languages == pair.languages else {
        throw DictionaryError(.damaged("it is of the pair \(dictionary.languages)"), path)
      }
      open.append((pair, dictionary))
    }
    guard !open.contains(where: { $0.pair.languages.source == "zh" }) else {
      return Dictionaries(open, missing: [])
    }
    return Dictionaries(
      open,
      missing: [
        MissingSource(
          name: "the Chinese dictionary (\(folder)/\(LanguagePair("zh", "en").fileName))",
          command: "drawbridge dictionary build", loss: "Chinese posts have no words, readings and glosses")
      ])
  }

  /// The pairs that only operators' imports have made.
  private static func others(in folder: String) -> [any DictionaryPair] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasSuffix(".dict"), let pair = LanguagePair(name: String(name.dropLast(5))),
        !DictionaryPairs.all.contains(where: { $0.languages == pair })
      else { return nil }
      return OtherPair(languages: pair)
    }
  }

  /// The dictionary of one pair.
  func of(_ source: String, _ target: String) -> PairDictionary? {
    open.first { $0.languages == LanguagePair(source, target) }
  }

  /// Chinese into English, by which Chinese is also cut into words.
  var chinese: PairDictionary? { of("zh", "en") }

  /// The files that were cut short since they were opened: no word is found in them any more.
  package var lost: [String] { open.filter(\.file.isLost).map(\.file.path) }

  /// The pairs that can be glossed.
  package var pairs: [LanguagePair] { open.map(\.languages) }

  /// The languages that texts can be read in and glossed in `target`.
  package func languages(into target: String) -> Set<String> {
    Set(glossers.filter { $0.target == target && $0.source != target }.map(\.source))
  }

  /// What is open, with the attribution that the licences ask for.
  package var info: [DictionaryInfo] { open.map(\.info) }

  /// Every Chinese headword in Simplified characters of two to `longest` scalars, in the dictionary's order.
  package func headwords(longest: Int) -> [String] {
    guard let chinese else { return [] }
    return (0..<chinese.file.entries).compactMap { index in
      let word = chinese.entry(index).form
      return (2...longest).contains(word.unicodeScalars.count) ? word : nil
    }
  }

  /// The entries of `word` in every open dictionary of a language, or those of one (`emoji`, `hans` and `hant` by name alone);
  /// none where it is unknown.
  package func lookup(_ word: String, in language: String? = nil) -> [DictionaryEntry] {
    let apart: Set<String> = [EmojiPair.source, "hans", "hant"]
    return open.filter { dictionary in
      language.map { $0 == dictionary.languages.source } ?? !apart.contains(dictionary.languages.source)
    }.flatMap { dictionary in
      dictionary.key(of: word).map { dictionary.entries(of: $0) } ?? []
    }
  }
}
