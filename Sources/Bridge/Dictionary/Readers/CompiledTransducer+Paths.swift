/// One path through a compiled dictionary, as text: what goes in and what comes out, tags in angle brackets.
extension CompiledTransducer {
  /// How many steps one question may take; a damaged or looping graph ends there.
  private static let mostSteps = 20_000
  private static let longest = 80

  /// What the dictionary says of `word`, in lower case; its capitals match as well.
  func outputs(of word: [UInt32]) -> [[Symbol]] {
    var found: [[Symbol]] = []
    for section in sections where !section.isFinal.isEmpty {
      var steps = 0
      var output: [Symbol] = []
      walk(section, section.initial, word[...], &output, &steps, &found)
    }
    return found
  }

  private func walk(
    _ section: Section, _ state: Int32, _ rest: ArraySlice<UInt32>, _ output: inout [Symbol], _ steps: inout Int,
    _ found: inout [[Symbol]]
  ) {
    steps += 1
    guard steps < Self.mostSteps, output.count < Self.longest else { return }
    if rest.isEmpty && section.isFinal[Int(state)] { found.append(output) }
    for transition in section.transitions(of: state) {
      var next = rest
      if transition.input != 0 {
        guard let first = rest.first, transition.input > 0, Self.matches(UInt32(transition.input), first) else {
          continue
        }
        next = rest.dropFirst()
      }
      if transition.output != 0 { output.append(transition.output) }
      walk(section, transition.target, next, &output, &steps, &found)
      if transition.output != 0 { output.removeLast() }
    }
  }

  @inline(__always)
  private static func matches(_ letter: UInt32, _ folded: UInt32) -> Bool {
    letter == folded || letter >= 0x41 && KeyFold.folded(letter) == folded
  }

  /// Calls `body` with every pair of a side that goes in and one that comes out, `most` at most.
  func forEachPair(most: Int, _ body: (_ input: [Symbol], _ output: [Symbol]) -> Void) {
    for section in sections where !section.isFinal.isEmpty {
      var paths = PathWalk(section: section, most: most)
      paths.walk(from: section.initial, body)
    }
  }

  /// Calls `body` with every expression of several words and what comes out of it, `most` at most.
  func forEachExpression(most: Int, _ body: (_ input: [Symbol], _ output: [Symbol]) -> Void) {
    for section in sections where !section.isFinal.isEmpty {
      var paths = PathWalk(section: section, most: most, through: 0x20)
      paths.walk(from: section.initial, body)
    }
  }
}

/// Goes through all paths of a graph, or those that hold one symbol; loops (any number of digits) are not followed.
private struct PathWalk {
  typealias Symbol = CompiledTransducer.Symbol

  private let section: CompiledTransducer.Section
  private let through: Symbol?
  /// States from which the symbol can still come.
  private var leads: [Bool] = []
  private var left: Int
  private var steps: Int
  private var input: [Symbol] = []
  private var output: [Symbol] = []
  private var passed = 0
  private var isOnPath: [Bool]

  private static let longest = 64

  init(section: CompiledTransducer.Section, most: Int, through: Symbol? = nil) {
    self.section = section
    self.through = through
    left = most
    steps = most * 100
    isOnPath = [Bool](repeating: false, count: section.isFinal.count)
    if let through { leads = Self.leading(to: through, section) }
  }

  /// For each state, whether a path from it has a transition that takes `symbol`.
  private static func leading(to symbol: Symbol, _ section: CompiledTransducer.Section) -> [Bool] {
    var sources = [[Int32]](repeating: [], count: section.isFinal.count)
    var leads = [Bool](repeating: false, count: section.isFinal.count)
    var waiting: [Int32] = []
    for state in section.isFinal.indices {
      for transition in section.transitions(of: Int32(state)) {
        sources[Int(transition.target)].append(Int32(state))
        if transition.input == symbol && !leads[state] {
          leads[state] = true
          waiting.append(Int32(state))
        }
      }
    }
    while let state = waiting.popLast() {
      for source in sources[Int(state)] where !leads[Int(source)] {
        leads[Int(source)] = true
        waiting.append(source)
      }
    }
    return leads
  }

  mutating func walk(from state: Int32, _ body: (_ input: [Symbol], _ output: [Symbol]) -> Void) {
    steps -= 1
    guard left > 0, steps > 0, input.count < Self.longest, output.count < Self.longest else { return }
    if through != nil && passed == 0 && !leads[Int(state)] { return }
    if section.isFinal[Int(state)] && (through == nil || passed > 0) {
      left -= 1
      body(input, output)
    }
    isOnPath[Int(state)] = true
    for transition in section.transitions(of: state) where !isOnPath[Int(transition.target)] {
      let isThrough = transition.input == through
      if transition.input != 0 { input.append(transition.input) }
      if transition.output != 0 { output.append(transition.output) }
      if isThrough { passed += 1 }
      walk(from: transition.target, body)
      if isThrough { passed -= 1 }
      if transition.input != 0 { input.removeLast() }
      if transition.output != 0 { output.removeLast() }
    }
    isOnPath[Int(state)] = false
  }
}
