/// A word that people of one language use all the time, as a dictionary knows it.
package struct CommonWord: Sendable, Hashable {
  /// As it is spelled, in small letters.
  package var spelling: String
  package var language: String
  /// How often it occurs: the decimal logarithm of occurrences in a billion words.
  package var zipf: Float
  /// Its likeliest senses; empty for English, where the word says it.
  package var glosses: [String]

  /// A hundred times in a million words and more: two to three thousand words of a language.
  package static let least: Float = 4
}

extension Dictionaries {
  /// The languages whose `commonWords` are known. Korean keys are parts of words, and have no frequencies.
  package var languagesOfCommonWords: [String] {
    var languages: [String] = []
    for dictionary in open where !Self.withoutFrequencies.contains(dictionary.languages.source) {
      if !languages.contains(dictionary.languages.source) { languages.append(dictionary.languages.source) }
    }
    return languages
  }

  private static let withoutFrequencies: Set<String> = [EmojiPair.source, "hans", "hant", "ko"]

  /// The common words of every language that a dictionary is installed for, by language and spelling.
  ///
  /// Reads all keys once: about 0.1 s for ten dictionaries.
  package func commonWords() -> [CommonWord] {
    open.filter { languagesOfCommonWords.contains($0.languages.source) }.flatMap { dictionary in
      dictionary.spellings { dictionary.cost(of: $0) <= Self.cost(ofZipf: CommonWord.least) }.map { key, spelling in
        let senses = dictionary.languages.source == "en" ? [] : ShownSenses(of: key, in: dictionary).glosses
        return CommonWord(
          spelling: spelling, language: dictionary.languages.source, zipf: Self.zipf(ofCost: dictionary.cost(of: key)),
          glosses: Array(senses.prefix(3)))
      }
    }
  }

  /// What `word` is glossed by in English in the dictionary of `language`, names only where it is nothing else; none where
  /// there is no such word.
  package func englishGlosses(of word: String, in language: String) -> [String] {
    guard let dictionary = of(language, "en"), let key = dictionary.key(of: word) else { return [] }
    let ranked = dictionary.rankedSenses(of: key)
    let words = ranked.filter { !$0.flags.contains(.name) }
    return Array(ShownSenses(words.isEmpty ? ranked : words, in: dictionary).glosses.prefix(3))
  }

  /// A key costs minus the natural logarithm of its probability.
  private static func cost(ofZipf zipf: Float) -> Float { (9 - zipf) * 2.302585 }
  private static func zipf(ofCost cost: Float) -> Float { 9 - cost / 2.302585 }
}

extension PairDictionary {
  /// Every key that `isWanted`, with its spelling, in the order of the trie.
  func spellings(where isWanted: (_ key: Int) -> Bool) -> [(key: Int, spelling: String)] {
    let scalars = scalarsOfSymbols()
    let trie = file.trie
    return file.withBytes { bytes in
      var found: [(Int, String)] = []
      for node in 0..<trie.nodes {
        let key = trie.key(at: node, in: bytes)
        guard key >= 0, isWanted(key) else { continue }
        var letters: [Unicode.Scalar] = []
        var place = node
        while place > 0 {
          letters.append(scalars[trie.label(of: place, in: bytes)] ?? "\u{FFFD}")
          place = trie.parent(of: place, in: bytes)
        }
        found.append((key, String(String.UnicodeScalarView(letters.reversed()))))
      }
      return found
    }
  }

  /// For each symbol the scalar that keys are spelled with: of those that share it the one that folding leaves as it is.
  private func scalarsOfSymbols() -> [Int: Unicode.Scalar] {
    let trie = file.trie
    return file.withBytes { bytes in
      var scalars: [Int: Unicode.Scalar] = [:]
      for value in 0..<UInt32(trie.scalars) {
        let symbol = trie.symbol(value, in: bytes)
        guard symbol > 0, KeyFold.folded(value) == value, let scalar = Unicode.Scalar(value) else { continue }
        scalars[symbol] = scalars[symbol] ?? scalar
      }
      return scalars
    }
  }
}
