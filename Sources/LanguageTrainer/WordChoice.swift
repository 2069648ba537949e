import Bridge

/// The words that get rows of their own: those that any language of their group uses most.
struct WordChoice {
  let all: [(word: [UInt32], group: LanguageGroup)]

  init(_ groups: [(LanguageGroup, [Vocabulary])], limit: Int) {
    var best: [(word: [UInt32], group: LanguageGroup, share: Double, hash: UInt64)] = []
    for (group, vocabularies) in groups {
      var shares: [[UInt32]: Double] = [:]
      for vocabulary in vocabularies {
        for (word, share) in zip(vocabulary.words, vocabulary.shares) where word.count <= WordPieces.longestKnown {
          shares[word] = max(shares[word] ?? 0, share * vocabulary.weight)
        }
      }
      best += shares.map { ($0.key, group, $0.value, WordPieces.hash(of: $0.key)) }
    }
    best.sort { $0.share != $1.share ? $0.share > $1.share : $0.hash < $1.hash }
    all = best.prefix(limit).map { ($0.word, $0.group) }
  }

  /// The row of each word of `group`, counted from `first`.
  func rows(of group: LanguageGroup, from first: Int) -> [[UInt32]: Int] {
    var rows: [[UInt32]: Int] = [:]
    for (place, entry) in all.enumerated() where entry.group == group { rows[entry.word] = first + place }
    return rows
  }
}
