/// How likely stretches of Chinese are as words: the unigram costs of the installed dictionary, for questions about edges.
///
/// A cost is minus the natural logarithm of a probability. Shared by every thread.
package struct WordCosts: Sendable {
  private let dictionary: PairDictionary

  init(_ dictionary: PairDictionary) { self.dictionary = dictionary }

  /// Nil where no Chinese dictionary is installed.
  package init?(_ dictionaries: Dictionaries) {
    guard let chinese = dictionaries.chinese else { return nil }
    dictionary = chinese
  }

  /// What it costs to read a stretch of a clause as one word.
  package struct Detour: Sendable {
    /// The cheapest reading with word edges at both ends of the stretch, less the cheapest reading of all; below zero
    /// where the stretch read as the word makes the clause likelier.
    package var cost: Float
    /// The cheapest reading of all has one word that holds the stretch and more.
    package var isInsideWord: Bool
    /// The stretch as it stands is one word of the cheapest reading.
    package var isWord: Bool

    package init(cost: Float, isInsideWord: Bool, isWord: Bool) {
      self.cost = cost
      self.isInsideWord = isInsideWord
      self.isWord = isWord
    }
  }

  /// The cost of `word` as a word of the dictionary, or nil where it is none.
  package func cost(of word: [UInt32]) -> Float? {
    let trie = dictionary.file.trie
    return dictionary.file.withBytes { bytes in
      var cell = 0
      for scalar in word {
        cell = trie.child(of: cell, by: trie.symbol(scalar, in: bytes), in: bytes)
        if cell < 0 { return nil }
      }
      let key = trie.key(at: cell, in: bytes)
      return key < 0 ? nil : trie.cost(of: key, in: bytes)
    }
  }

  /// The cost of one character as a word.
  package func cost(ofCharacter scalar: UInt32) -> Float {
    let trie = dictionary.file.trie
    return dictionary.file.withBytes { bytes in
      let cell = trie.child(of: 0, by: trie.symbol(scalar, in: bytes), in: bytes)
      let key = cell < 0 ? -1 : trie.key(at: cell, in: bytes)
      return key < 0 ? dictionary.unknownCost : trie.cost(of: key, in: bytes)
    }
  }

  /// The cost of an entry as a word: the dictionary's, else the cheapest way to cut it, but no more than a rare word's.
  package func cost(ofEntry entry: [UInt32]) -> Float { cost(of: entry) ?? min(pathCost(of: entry), Self.unlistedWord) }

  private static let unlistedWord: Float = 18

  /// The cheapest cost of `text`, cut into words.
  package func pathCost(of text: [UInt32]) -> Float { forward(text).costs.last ?? 0 }

  /// What it costs to read `stretch` of `clause` as a word of cost `wordCost`. O(*n*) times the longest word.
  package func detour(in clause: [UInt32], stretch: Range<Int>, wordCost: Float) -> Detour {
    let (costs, starts) = forward(clause)
    let best = costs[clause.count]
    let after = forward(Array(clause[stretch.upperBound...])).costs.last ?? 0
    var end = clause.count
    var (isInside, isWord) = (false, false)
    while end > 0 {
      let start = Int(starts[end])
      if start == stretch.lowerBound && end == stretch.upperBound { isWord = true }
      if start <= stretch.lowerBound && end >= stretch.upperBound && end - start > stretch.count { isInside = true }
      end = start
    }
    return Detour(cost: costs[stretch.lowerBound] + wordCost + after - best, isInsideWord: isInside, isWord: isWord)
  }

  /// A text read as words from both ends, so that each question about a stretch of it is a few additions.
  package struct Reading: Sendable {
    private let before: [Float]
    private let starts: [Int32]
    private let after: [Float]

    fileprivate init(before: [Float], starts: [Int32], after: [Float]) {
      self.before = before
      self.starts = starts
      self.after = after
    }

    /// What it costs to read `stretch` as a word of cost `wordCost`.
    package func detour(_ stretch: Range<Int>, wordCost: Float) -> Detour {
      let best = before[before.count - 1]
      var (isInside, isWord) = (false, false)
      var end = before.count - 1
      while end > stretch.lowerBound {
        let start = Int(starts[end])
        if start == stretch.lowerBound && end == stretch.upperBound { isWord = true }
        if start <= stretch.lowerBound && end >= stretch.upperBound && end - start > stretch.count { isInside = true }
        end = start
      }
      return Detour(
        cost: before[stretch.lowerBound] + wordCost + after[stretch.upperBound] - best, isInsideWord: isInside,
        isWord: isWord)
    }
  }

  /// Reads `text` once in each direction. O(*n*) times the longest word.
  package func reading(of text: [UInt32]) -> Reading {
    let (before, starts) = forward(text)
    var after = [Float](repeating: .infinity, count: text.count + 1)
    after[text.count] = 0
    let trie = dictionary.file.trie
    dictionary.file.withBytes { bytes in
      for start in text.indices.reversed() {
        var best = after[start + 1] + dictionary.unknownCost
        var (cell, place) = (0, start)
        while place < text.count {
          cell = trie.child(of: cell, by: trie.symbol(text[place], in: bytes), in: bytes)
          if cell < 0 { break }
          place += 1
          let key = trie.key(at: cell, in: bytes)
          if key >= 0 { best = min(best, trie.cost(of: key, in: bytes) + after[place]) }
        }
        after[start] = best
      }
    }
    return Reading(before: before, starts: starts, after: after)
  }

  /// How much likelier a clause gets when a word of cost `wordCost` stands in the place of `surface`, in natural logarithms.
  package func gain(
    before: [UInt32], surface: [UInt32], after: [UInt32], wordCost: Float
  ) -> Float {
    pathCost(of: before + surface + after) - pathCost(of: before) - wordCost - pathCost(of: after)
  }

  /// For each place, the cheapest cost of what stands before it, and where its last word begins.
  private func forward(_ text: [UInt32]) -> (costs: [Float], starts: [Int32]) {
    var costs = [Float](repeating: .infinity, count: text.count + 1)
    var starts = [Int32](repeating: 0, count: text.count + 1)
    costs[0] = 0
    let trie = dictionary.file.trie
    dictionary.file.withBytes { bytes in
      for start in text.indices {
        let alone = costs[start] + dictionary.unknownCost
        if alone < costs[start + 1] {
          costs[start + 1] = alone
          starts[start + 1] = Int32(start)
        }
        var (cell, place) = (0, start)
        while place < text.count {
          cell = trie.child(of: cell, by: trie.symbol(text[place], in: bytes), in: bytes)
          if cell < 0 { break }
          place += 1
          let key = trie.key(at: cell, in: bytes)
          if key < 0 { continue }
          let cost = costs[start] + trie.cost(of: key, in: bytes)
          if cost < costs[place] {
            costs[place] = cost
            starts[place] = Int32(start)
          }
        }
      }
    }
    return (costs, starts)
  }
}
