/// Finds every one of a set of patterns in a text of Unicode scalars, in one pass.
///
/// Aho and Corasick's automaton (1975) over a double-array trie of dense scalar classes. Built once when rules load, then
/// shared by every thread: it never changes.
///
/// - Complexity: O(*n* + hits) in the length of the text, whatever the number of patterns.
package struct PhraseAutomaton: Sendable {
  private var trie: PatternTrie
  /// Nil where a pattern of one scalar may begin with any pair.
  private let pairs: PairFilter?
  private let lengths: [Int32]
  /// For each node, where to go on when no child fits, and the nearest node on that way that ends a pattern (or -1), in one
  /// word; `ends` in the high half is the node itself where it ends a pattern.
  private var fallbacks: [Int32]
  private var ends: [Int32]
  private var outputs: [Int32]

  package let patternCount: Int

  /// An automaton for `patterns`, none of them empty, all different.
  package init(_ patterns: [[UInt32]]) {
    patternCount = patterns.count
    var edges: [PatternTrie.Edge] = []
    trie = PatternTrie(patterns) { edges.append($0) }
    pairs = patterns.contains { $0.count == 1 } ? nil : PairFilter(patterns, in: trie)
    lengths = patterns.map { Int32($0.count) }
    fallbacks = [Int32](repeating: 0, count: trie.nodeCount)
    ends = [Int32](repeating: -1, count: trie.nodeCount)
    outputs = [Int32](repeating: -1, count: trie.nodeCount)
    link(edges)
  }

  package var isEmpty: Bool { patternCount == 0 }
  package var bytes: Int { trie.bytes + fallbacks.count * 12 }

  /// Calls `body` with each match: the pattern's number and the range in `text`. Matches come by their ends.
  @inline(__always)
  package func forEachMatch(in text: [UInt32], _ body: (_ pattern: Int, _ range: Range<Int>) -> Void) {
    if isEmpty { return }
    var state: Int32 = 0
    var following = text.first.map { trie.classes.of($0) } ?? 0
    for index in text.indices {
      let dense = following
      following = index + 1 < text.count ? trie.classes.of(text[index + 1]) : 0
      if state == 0, let pairs, !pairs.contains(dense, following) { continue }
      if dense == 0 {
        state = 0
        continue
      }
      state = step(state, dense)
      if !trie.isMarked(state) { continue }
      var output = ends[Int(state)]
      while output >= 0 {
        let pattern = Int(trie.pattern(at: output))
        body(pattern, (index + 1 - Int(lengths[pattern]))..<(index + 1))
        output = outputs[Int(output)]
      }
    }
  }

  /// Whether any pattern stands in `text`; ends with the first.
  package func hasMatch(in text: [UInt32]) -> Bool {
    if isEmpty { return false }
    var state: Int32 = 0
    for scalar in text {
      let dense = trie.classes.of(scalar)
      state = dense == 0 ? 0 : step(state, dense)
      if trie.isMarked(state) { return true }
    }
    return false
  }

  @inline(__always)
  private func step(_ state: Int32, _ dense: UInt32) -> Int32 {
    var state = state
    while true {
      let next = trie.child(of: state, by: dense)
      if next != 0 { return next }
      if state == 0 { return 0 }
      state = fallbacks[Int(state)]
    }
  }

  /// Sets the fall-backs breadth first, so that each needs only shorter ones.
  private mutating func link(_ edges: [PatternTrie.Edge]) {
    for edge in edges {
      let node = Int(edge.node)
      if edge.parent != 0 {
        let fallback = step(fallbacks[Int(edge.parent)], edge.dense)
        fallbacks[node] = fallback
        outputs[node] = ends[Int(fallback)]
      }
      ends[node] = trie.pattern(at: edge.node) >= 0 ? edge.node : outputs[node]
      if ends[node] >= 0 { trie.mark(edge.node) }
    }
  }
}
