/// Splits compounds that a dictionary does not have into the words that they are made of: `Wolkenkratzerdach` is `wolken`,
/// `kratzer`, `dach`.
///
/// The cheapest chain of keys by their costs, with a charge for each part, so that few and frequent parts win. O(*n*²) in the
/// length of the word.
struct CompoundSplitter: Sendable {
  struct Part {
    var key: Int
    var range: Range<Int>
  }

  private let dictionary: PairDictionary
  /// What may stand between two parts (Arbeit-s-tag), as folded scalars.
  private let joints: [[UInt32]]

  private static let shortest = 3
  private static let longest = 48
  private static let charge: Float = 6

  init(_ dictionary: PairDictionary, joints: [String]) {
    self.dictionary = dictionary
    self.joints = [[]] + joints.map { $0.unicodeScalars.map(\.value) }
  }

  /// Two parts or more that cover `range`, each with its joint; nil where there is no such chain.
  func parts(of range: Range<Int>, in scalars: [UInt32]) -> [Part]? {
    let word = range.map { KeyFold.folded(scalars[$0]) }
    guard (Self.shortest * 2...Self.longest).contains(word.count) else { return nil }
    var costs = [Float](repeating: .infinity, count: word.count + 1)
    var steps = [(key: Int, start: Int)?](repeating: nil, count: word.count + 1)
    costs[0] = 0
    for start in 0...(word.count - Self.shortest) where costs[start].isFinite {
      forEachKey(from: start, word) { key, end, cost in
        for joint in joints {
          let next = end + joint.count
          guard next < word.count || next == word.count && joint.isEmpty, word[end...].starts(with: joint),
            start > 0 || next < word.count
          else { continue }
          let total = costs[start] + cost + Self.charge
          if total < costs[next] {
            costs[next] = total
            steps[next] = (key, start)
          }
        }
      }
    }
    var parts: [Part] = []
    var end = word.count
    while end > 0 {
      guard let step = steps[end] else { return nil }
      parts.insert(
        Part(key: step.key, range: (range.lowerBound + step.start)..<(range.lowerBound + end)), at: 0)
      end = step.start
    }
    return parts
  }

  /// Calls `body` with every key of three letters or more that begins at `start`, and where it ends.
  private func forEachKey(from start: Int, _ word: [UInt32], _ body: (_ key: Int, _ end: Int, _ cost: Float) -> Void) {
    let trie = dictionary.file.trie
    dictionary.file.withBytes { bytes in
      var cell = 0
      for place in start..<word.count {
        cell = trie.child(of: cell, by: trie.symbol(word[place], in: bytes), in: bytes)
        if cell < 0 { return }
        let key = trie.key(at: cell, in: bytes)
        if key >= 0 && place + 1 - start >= Self.shortest { body(key, place + 1, trie.cost(of: key, in: bytes)) }
      }
    }
  }
}
