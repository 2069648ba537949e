/// Finds every one of a set of patterns in a text of Unicode scalars, in one pass.
///
/// Aho and Corasick's automaton (1975) over dense scalar classes, its transitions in an open-addressed table. Built once
/// when rules load, then shared by every thread: it never changes.
///
/// - Complexity: O(*n* + hits) in the length of the text, whatever the number of patterns.
package struct PhraseAutomaton: Sendable {
  private var classes = ScalarClasses()
  /// For each state: where to go on when no transition fits, and the nearest state on that way that ends a pattern.
  private var fallbacks: [Int32] = [0]
  private var outputs: [Int32] = [-1]
  private var patternAt: [Int32] = [-1]
  private var depths: [Int32] = [0]
  private var table = TransitionTable()

  package let patternCount: Int

  /// An automaton for `patterns`; equal and empty patterns are the caller's business: an equal one hides the earlier.
  package init(_ patterns: [[UInt32]]) {
    patternCount = patterns.count
    for (number, pattern) in patterns.enumerated() where !pattern.isEmpty { insert(pattern, Int32(number)) }
    link()
  }

  package var isEmpty: Bool { patternCount == 0 }

  /// Calls `body` with each match: the pattern's number and the range in `text`. Matches come by their ends.
  @inline(__always)
  package func forEachMatch(in text: [UInt32], _ body: (_ pattern: Int, _ range: Range<Int>) -> Void) {
    if isEmpty { return }
    var state: Int32 = 0
    for index in text.indices {
      let scalarClass = classes.of(text[index])
      if scalarClass == 0 {
        state = 0
        continue
      }
      state = step(state, scalarClass)
      var output = patternAt[Int(state)] >= 0 ? state : outputs[Int(state)]
      while output >= 0 {
        body(Int(patternAt[Int(output)]), (index + 1 - Int(depths[Int(output)]))..<(index + 1))
        output = outputs[Int(output)]
      }
    }
  }

  private func step(_ state: Int32, _ scalarClass: UInt32) -> Int32 {
    var state = state
    while true {
      if let next = table.target(state, scalarClass) { return next }
      if state == 0 { return 0 }
      state = fallbacks[Int(state)]
    }
  }

  private mutating func insert(_ pattern: [UInt32], _ number: Int32) {
    var state: Int32 = 0
    for scalar in pattern {
      let scalarClass = classes.add(scalar)
      if let next = table.target(state, scalarClass) {
        state = next
      } else {
        let fresh = Int32(depths.count)
        table.insert(state, scalarClass, fresh)
        fallbacks.append(0)
        outputs.append(-1)
        patternAt.append(-1)
        depths.append(depths[Int(state)] + 1)
        state = fresh
      }
    }
    patternAt[Int(state)] = number
  }

  /// Sets the fall-backs breadth first, so that each needs only shorter ones.
  private mutating func link() {
    var byDepth = table.transitions
    byDepth.sort { (depths[Int($0.to)], $0.to) < (depths[Int($1.to)], $1.to) }
    for transition in byDepth where transition.from != 0 {
      let fallback = step(fallbacks[Int(transition.from)], transition.scalarClass)
      fallbacks[Int(transition.to)] = fallback
      outputs[Int(transition.to)] = patternAt[Int(fallback)] >= 0 ? fallback : outputs[Int(fallback)]
    }
  }
}

/// Dense numbers for the scalars that patterns use; 0 for every other.
private struct ScalarClasses: Sendable {
  private var pageNumbers = [UInt16](repeating: 0, count: 0x1100)
  private var pages = [UInt32](repeating: 0, count: 256)
  private var count: UInt32 = 0

  @inline(__always)
  func of(_ scalar: UInt32) -> UInt32 {
    guard scalar < 0x110000 else { return 0 }
    return pages[Int(pageNumbers[Int(scalar >> 8)]) << 8 | Int(scalar & 255)]
  }

  mutating func add(_ scalar: UInt32) -> UInt32 {
    let known = of(scalar)
    guard known == 0, scalar < 0x110000 else { return known }
    if pageNumbers[Int(scalar >> 8)] == 0 {
      pageNumbers[Int(scalar >> 8)] = UInt16(pages.count >> 8)
      pages += [UInt32](repeating: 0, count: 256)
    }
    count += 1
    pages[Int(pageNumbers[Int(scalar >> 8)]) << 8 | Int(scalar & 255)] = count
    return count
  }
}

/// (state, class) → state, by linear probing at a load of a half at most.
private struct TransitionTable: Sendable {
  struct Transition {
    var from: Int32
    var scalarClass: UInt32
    var to: Int32
  }

  private static let empty = UInt64.max
  private var keys = [UInt64](repeating: TransitionTable.empty, count: 16)
  private var targets = [Int32](repeating: 0, count: 16)
  private var count = 0

  @inline(__always)
  func target(_ state: Int32, _ scalarClass: UInt32) -> Int32? {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(scalarClass)
    var slot = Self.hash(key) & (keys.count - 1)
    while true {
      let found = keys[slot]
      if found == key { return targets[slot] }
      if found == Self.empty { return nil }
      slot = (slot + 1) & (keys.count - 1)
    }
  }

  mutating func insert(_ state: Int32, _ scalarClass: UInt32, _ target: Int32) {
    if (count + 1) * 2 > keys.count { grow() }
    put(UInt64(UInt32(bitPattern: state)) << 32 | UInt64(scalarClass), target)
    count += 1
  }

  var transitions: [Transition] {
    keys.indices.compactMap { slot in
      guard keys[slot] != Self.empty else { return nil }
      return Transition(
        from: Int32(truncatingIfNeeded: keys[slot] >> 32), scalarClass: UInt32(truncatingIfNeeded: keys[slot]),
        to: targets[slot])
    }
  }

  private mutating func put(_ key: UInt64, _ target: Int32) {
    var slot = Self.hash(key) & (keys.count - 1)
    while keys[slot] != Self.empty { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    targets[slot] = target
  }

  private mutating func grow() {
    let (oldKeys, oldTargets) = (keys, targets)
    keys = [UInt64](repeating: Self.empty, count: oldKeys.count * 2)
    targets = [Int32](repeating: 0, count: oldKeys.count * 2)
    for slot in oldKeys.indices where oldKeys[slot] != Self.empty { put(oldKeys[slot], oldTargets[slot]) }
  }

  /// Fibonacci hashing (Knuth, TAOCP 6.4).
  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
