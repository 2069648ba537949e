/// Packs sorted words into a trie whose nodes stand level by level, the children of a node side by side.
///
/// A double array was tried first: with 45,000 symbols, of which a node uses a few far apart, it stays nine tenths empty
/// (88 MB against 4 MB, 24 November 2026). The symbols that begin a word are numbered from 1 without a gap, so the
/// first step is one load; the others search among a node's children, mostly one to four.
struct TrieBuilder {
  /// The symbol that leads to each node; 0 for the root.
  private(set) var labels: [UInt16] = []
  /// Where each node's children begin, and one more: they end where those of the next node begin.
  private(set) var children: [UInt32] = []
  /// For each node, the number of the word that ends there plus one, or 0.
  private(set) var values: [UInt32] = []

  /// Packs `words`, which must be sorted, different from one another and not empty. Linear in their length.
  init(_ words: [[UInt16]]) {
    var level: [Range<Int>] = [words.indices]
    labels.append(0)
    var depth = 0
    while !level.isEmpty {
      var below: [Range<Int>] = []
      for range in level {
        children.append(UInt32(labels.count))
        var rest = range
        if let first = rest.first, words[first].count == depth {
          values.append(UInt32(first + 1))
          rest = first + 1..<range.upperBound
        } else {
          values.append(0)
        }
        while let first = rest.first {
          let symbol = words[first][depth]
          let end = rest.first { words[$0][depth] != symbol } ?? rest.upperBound
          labels.append(symbol)
          below.append(first..<end)
          rest = end..<rest.upperBound
        }
      }
      level = below
      depth += 1
    }
    children.append(UInt32(labels.count))
  }
}
