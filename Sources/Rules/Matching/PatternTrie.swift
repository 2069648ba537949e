/// A set of patterns over Unicode scalars (or any other classes below 0x110000) as a double array (Aoe 1989): one load and
/// one compare a step, the root a direct table.
///
/// Built once when rules load, then shared by every thread: it never changes. Node 0 is the root.
package struct PatternTrie: Sendable {
  /// Dense numbers of the classes that patterns use, the most used first; 0 for every other.
  package private(set) var classes: DenseClasses
  /// `check` (32 bits), two marks and `base` (30 bits) of each node in one word, so that a step touches one line of memory:
  /// four fifths of a walk's time were misses of the cache.
  private var cells: [UInt64] = []
  /// The pattern that ends at each node, or -1.
  private var patternAt: [Int32] = []
  private var rootChildren: [Int32] = []

  /// A step from a node to its child by a dense class.
  struct Edge {
    var node: Int32
    var parent: Int32
    var dense: UInt32
  }

  /// A trie of `patterns`, none of them empty, all different; `onEdge` hears of every edge, parents before children.
  init(_ patterns: [[UInt32]], onEdge: (Edge) -> Void = { _ in }) {
    classes = DenseClasses(patterns)
    build(patterns, onEdge)
  }

  package var nodeCount: Int { cells.count }
  package var bytes: Int { cells.count * 12 + rootChildren.count * 4 + classes.bytes }

  /// The child of `node` by a dense class that is not 0; 0 where there is none.
  @inline(__always)
  package func child(of node: Int32, by dense: UInt32) -> Int32 {
    if node == 0 { return rootChildren[Int(dense)] }
    let slot = Int(UInt32(truncatingIfNeeded: cells[Int(node)]) & Self.baseBits &+ dense)
    return UInt32(truncatingIfNeeded: cells[slot] >> 32) == UInt32(bitPattern: node)
      ? Int32(truncatingIfNeeded: slot) : 0
  }

  /// The pattern that ends at `node`, or -1.
  @inline(__always)
  package func pattern(at node: Int32) -> Int32 {
    cells[Int(node)] & Self.endMark == 0 ? -1 : patternAt[Int(node)]
  }

  /// A mark that the trie's user sets on nodes for itself.
  @inline(__always)
  package func isMarked(_ node: Int32) -> Bool { cells[Int(node)] & Self.userMark != 0 }

  package mutating func mark(_ node: Int32) { cells[Int(node)] |= Self.userMark }

  private static let baseBits: UInt32 = 0x3FFF_FFFF
  private static let endMark: UInt64 = 1 << 31
  private static let userMark: UInt64 = 1 << 30

  // MARK: Building

  /// Patterns sorted by their dense classes lie so that the children of a node are one stretch of them. Level by level, so
  /// that edges come parents first.
  private mutating func build(_ patterns: [[UInt32]], _ onEdge: (Edge) -> Void) {
    let coded = CodedPatterns(patterns, classes)
    let order = coded.sorted()
    let width = classes.count + 1
    rootChildren = [Int32](repeating: 0, count: width)
    grow(to: 1024 + width)
    cells[0] = Self.cell(base: 0, check: 0)
    var free = FreeCells()
    var level: [(node: Int32, stretch: Range<Int32>)] = [(0, 0..<Int32(order.count))]
    var depth = 0
    while !level.isEmpty {
      var next: [(node: Int32, stretch: Range<Int32>)] = []
      for (node, stretch) in level {
        let (ending, children) = coded.children(order[Int(stretch.lowerBound)..<Int(stretch.upperBound)], at: depth)
        if let ending { patternAt[Int(node)] = ending }
        if children.isEmpty { continue }
        let base = place(children.map(\.dense), &free)
        cells[Int(node)] = Self.cell(base: base, check: UInt32(truncatingIfNeeded: cells[Int(node)] >> 32))
        for child in children {
          let slot = base + child.dense
          cells[Int(slot)] = Self.cell(base: 0, check: UInt32(bitPattern: node))
          if node == 0 { rootChildren[Int(child.dense)] = Int32(slot) }
          onEdge(Edge(node: Int32(slot), parent: node, dense: child.dense))
          next.append((Int32(slot), child.stretch))
        }
      }
      level = next
      depth += 1
    }
    finish(width)
  }

  private static let empty = UInt32.max

  @inline(__always)
  private static func cell(base: UInt32, check: UInt32) -> UInt64 { UInt64(check) << 32 | UInt64(base) }

  /// The first base at which all `children` (ascending) fall on free cells.
  private mutating func place(_ children: [UInt32], _ free: inout FreeCells) -> UInt32 {
    let (first, last) = (children[0], children[children.count - 1])
    var slot = free.start(for: children.count)
    var tries = 0
    while true {
      if slot <= first { slot = first + 1 }
      grow(to: Int(slot + last - first) + 1)
      if isFree(slot), children.allSatisfy({ isFree(slot - first + $0) }) { break }
      tries += 1
      slot += 1
    }
    free.took(slot, after: tries, children: children.count)
    return slot - first
  }

  @inline(__always)
  private func isFree(_ slot: UInt32) -> Bool { UInt32(truncatingIfNeeded: cells[Int(slot)] >> 32) == Self.empty }

  private mutating func grow(to count: Int) {
    guard count > cells.count else { return }
    let missing = max(count, cells.count * 3 / 2) - cells.count
    cells += [UInt64](repeating: Self.cell(base: 0, check: Self.empty), count: missing)
    patternAt += [Int32](repeating: -1, count: missing)
  }

  /// Cuts what was not needed, and leaves room for a step by the largest class from the last node.
  private mutating func finish(_ width: Int) {
    let used = (cells.lastIndex { UInt32(truncatingIfNeeded: $0 >> 32) != Self.empty } ?? 0) + 1
    let largestBase = Int(cells[..<used].map { UInt32(truncatingIfNeeded: $0) & Self.baseBits }.max() ?? 0)
    let count = max(used, largestBase + width)
    grow(to: count)
    cells = Array(cells[..<count])
    patternAt = Array(patternAt[..<count])
    for node in patternAt.indices where patternAt[node] >= 0 { cells[node] |= Self.endMark }
  }
}

/// Patterns by their dense classes, one behind the other.
private struct CodedPatterns {
  private var codes: [UInt16] = []
  private var starts: [Int32] = [0]

  init(_ patterns: [[UInt32]], _ classes: DenseClasses) {
    codes.reserveCapacity(patterns.reduce(0) { $0 + $1.count })
    starts.reserveCapacity(patterns.count + 1)
    for pattern in patterns {
      for scalar in pattern { codes.append(UInt16(truncatingIfNeeded: classes.of(scalar))) }
      starts.append(Int32(codes.count))
    }
  }

  /// Of sorted patterns that begin alike up to `depth`: the one that ends there, and the stretches of the others by their
  /// next class.
  func children(_ patterns: ArraySlice<Int32>, at depth: Int) -> (
    ending: Int32?, children: [(dense: UInt32, stretch: Range<Int32>)]
  ) {
    var ending: Int32?
    var children: [(dense: UInt32, stretch: Range<Int32>)] = []
    var index = patterns.startIndex
    while index < patterns.endIndex {
      guard let dense = code(patterns[index], depth) else {
        ending = patterns[index]
        index += 1
        continue
      }
      let start = index
      while index < patterns.endIndex && code(patterns[index], depth) == dense { index += 1 }
      children.append((dense, Int32(start)..<Int32(index)))
    }
    return (ending, children)
  }

  /// The class of a pattern at `depth`; nil at its end.
  @inline(__always)
  private func code(_ pattern: Int32, _ depth: Int) -> UInt32? {
    let place = Int(starts[Int(pattern)]) + depth
    return place < Int(starts[Int(pattern) + 1]) ? UInt32(codes[place]) : nil
  }

  /// The patterns' numbers in the order of their classes.
  func sorted() -> [Int32] { (0..<Int32(starts.count - 1)).sorted(by: precedes) }

  private func precedes(_ one: Int32, _ other: Int32) -> Bool {
    let (first, second) = (Int(starts[Int(one)]), Int(starts[Int(other)]))
    let (firstCount, secondCount) = (Int(starts[Int(one) + 1]) - first, Int(starts[Int(other) + 1]) - second)
    for offset in 0..<min(firstCount, secondCount) where codes[first + offset] != codes[second + offset] {
      return codes[first + offset] < codes[second + offset]
    }
    return firstCount < secondCount
  }
}

/// Where to look for free cells: from the lowest for one child, and past what was searched in vain for several.
private struct FreeCells {
  private var low: UInt32 = 1
  private var several: UInt32 = 1

  func start(for children: Int) -> UInt32 { children == 1 ? low : max(low, several) }

  mutating func took(_ slot: UInt32, after tries: Int, children: Int) {
    if children == 1 { low = slot + 1 } else if tries > 64 { several = slot - 32 }
  }
}
