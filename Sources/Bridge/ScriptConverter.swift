internal import Text

/// Turns Simplified characters into Traditional ones or back, as OpenCC does: at each place the longest word of the tables,
/// else the character.
package struct ScriptConverter: Sendable {
  package enum Target: String, Sendable, CaseIterable { case hans, hant }

  private let dictionary: PairDictionary

  /// Nil where the tables are not compiled.
  package init?(to target: Target, _ dictionaries: Dictionaries) {
    let source = target == .hans ? Target.hant : .hans
    guard let dictionary = dictionaries.of(source.rawValue, target.rawValue) else { return nil }
    self.dictionary = dictionary
  }

  /// The text in the other script; what is no Han stays as it is. O(*n*) times the longest word.
  package func converted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map(\.value)
    var out = TextBuilder(capacity: text.utf8.count)
    var place = 0
    while place < scalars.count {
      guard let (key, end) = match(scalars, from: place), let sense = dictionary.rankedSenses(of: key).first else {
        out.append(scalars[place])
        place += 1
        continue
      }
      out.append(dictionary.text(of: sense))
      place = end
    }
    return out.text
  }

  private func match(_ scalars: [UInt32], from start: Int) -> (key: Int, end: Int)? {
    // Latin letters are keys' parts (SQL注入) in the case in which they stand.
    let trie = dictionary.file.trie
    return dictionary.file.withBytes { bytes in
      var best: (Int, Int)?
      var (cell, place) = (0, start)
      while place < scalars.count {
        cell = trie.child(of: cell, by: trie.symbol(scalars[place], in: bytes), in: bytes)
        if cell < 0 { break }
        place += 1
        let key = trie.key(at: cell, in: bytes)
        if key < 0 { continue }
        if best == nil || trie.cost(of: key, in: bytes) < ScriptPair.characterCost { best = (key, place) }
      }
      return best
    }
  }
}
