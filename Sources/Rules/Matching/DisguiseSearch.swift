internal import Text

/// Walks a trie of terms over the skeleton view of one text and gathers every way in which a term is spelt.
struct DisguiseSearch {
  private let units: [ShapeText.Unit]
  private let trie: PatternTrie
  private let pairs: PairFilter
  private var dense: [UInt16] = []
  private let splits = CharacterSplits.all
  /// Walks that end where a pattern ends.
  private(set) var reached: [DisguiseWalk] = []
  /// Steps left from one place, and in the whole text.
  private var steps = 0
  private var budget: Int

  /// Foreign units in one gap.
  private static let widestGap = 3
  /// Characters without a meaning of their own that are put into words: 的 了 呵 啊 哦 呢 吧 嗯 呀 嘛 之.
  @inline(__always)
  private static func isParticle(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x7684, 0x4E86, 0x5475, 0x554A, 0x54E6, 0x5462, 0x5427, 0x55EF, 0x5440, 0x561B, 0x4E4B: true
    default: false
    }
  }
  private static let stepsFromOnePlace = 400
  private static let star: UInt32 = 0x2A

  /// Characters that stand as their parts, and where they begin.
  private var foundSplits: [FoundSplit] = []
  private var splitRanges: [Int: Range<Int>] = [:]

  init(view: ShapeText, trie: PatternTrie, pairs: PairFilter) {
    units = view.units
    self.trie = trie
    self.pairs = pairs
    budget = 20_000 + 60 * view.units.count
  }

  mutating func run() {
    dense = units.map { UInt16(truncatingIfNeeded: trie.classes.of($0.scalar)) }
    findSplits()
    Work.add(units.count)
    // Letters of the run in hand, and whether a vowel is among them.
    var (letters, hasVowel) = (0, false)
    // The syllables of one sort that were met last.
    var wall = 0..<0
    for index in units.indices {
      let unit = units[index]
      defer {
        if unit.role == .letter {
          letters += 1
          hasVowel = hasVowel || DisguiseJudge.isVowel(unit.scalar)
        } else {
          (letters, hasVowel) = (0, false)
        }
      }
      guard canBegin(index, unit, followsJunk: (letters == 2 || letters == 3) && !hasVowel) else { continue }
      if !mayBegin(index, unit) || isInsideWall(index, unit) { continue }
      if unit.role == .hangul && isInsideSyllableWall(index, &wall) { continue }
      if budget <= 0 { return }
      steps = Self.stepsFromOnePlace
      take(index, DisguiseWalk(at: index))
      budget -= Self.stepsFromOnePlace - steps
      Work.add(Self.stepsFromOnePlace - steps)
    }
  }

  /// Whether the first two units of some pattern may stand from here on: no is the answer at nearly every place, and told
  /// without a step of the trie.
  @inline(__always)
  private func mayBegin(_ index: Int, _ unit: ShapeText.Unit) -> Bool {
    if !foundSplits.isEmpty && splitRanges[index] != nil { return true }
    if dense[index] != 0 && beginsPair(UInt32(dense[index]), index) { return true }
    let offset = Int(unit.options >> 8)
    for number in 0..<Int(unit.options & 0xFF) {
      let other = trie.classes.of(Shape.option(offset + number).scalar)
      if other != 0 && beginsPair(other, index) { return true }
    }
    return false
  }

  @inline(__always)
  private func beginsPair(_ dense: UInt32, _ index: Int) -> Bool { goesOn(from: index) { pairs.contains(dense, $0) } }

  /// Whether a unit stands in the middle of a wall of its like: what begins here begins at the wall's first unit too, with a
  /// repeat more, or nearer to its end with none.
  @inline(__always)
  private func isInsideWall(_ index: Int, _ unit: ShapeText.Unit) -> Bool {
    guard index > 0, units[index - 1].scalar == unit.scalar, index + pairs.longestRun < units.count else {
      return false
    }
    return units[index + 1...index + pairs.longestRun].allSatisfy { $0.scalar == unit.scalar }
  }

  /// The same for syllables of Hangul, whose jamo take turns; `wall` is the one that was met last.
  private func isInsideSyllableWall(_ index: Int, _ wall: inout Range<Int>) -> Bool {
    if wall.contains(index) { return wall.upperBound - index > pairs.longestPeriod }
    var last = index
    while !units[last].flags.contains(.endsSyllable), last + 1 < units.count { last += 1 }
    while let end = HangulSyllables.repeated(after: last, units) { last = end }
    wall = index..<last + 1
    Work.add(wall.count)
    return false
  }

  /// A word of letters begins after something else than a letter, or after two or three letters without a vowel
  /// (xxcasinoxx); a syllable with its first jamo.
  @inline(__always)
  private func canBegin(_ index: Int, _ unit: ShapeText.Unit, followsJunk: Bool) -> Bool {
    switch unit.role {
    case .letter:
      if index == 0 || followsJunk { return true }
      let before = units[index - 1]
      return before.role != .letter || before.scalar > 0x7F || unit.scalar > 0x7F || before.end != unit.start
    case .digit: return index == 0 || units[index - 1].role != .digit
    case .none, .stop: return index == 0 || (units[index - 1].role != .letter && units[index - 1].role != .digit)
    case .han, .kana: return true
    case .hangul: return unit.flags.contains(.beginsSyllable)
    case .dropped, .space, .lengthener: return false
    }
  }

  // MARK: Steps

  /// Takes the unit at `index`, in each of the ways that it can be read.
  private mutating func take(
    _ index: Int, _ walk: DisguiseWalk, particles: UInt8 = 0, gapSpaces: Bool = false, hasGap: Bool = false,
    stops: UInt8 = 0, inserted: UInt8 = 0
  ) {
    let unit = units[index]
    let plain = dense[index] == 0 ? 0 : trie.child(of: walk.node, by: UInt32(dense[index]))
    if plain == 0 && unit.options & 0xFF == 0 && (foundSplits.isEmpty || unit.role != .han) { return }
    var next = walk
    next.particles += particles
    if walk.length > 0 && hasGap {
      next.gaps |= 1 << UInt64(walk.length)
      if gapSpaces { next.spaces |= 1 << UInt64(walk.length) }
      next.stops += stops
      let before = units[index - 1].scalar
      if before == 0x2C { next.commas += 1 }
      if before == 0x27 || before == 0x2019 { next.apostrophes += 1 }
      next.inserted += inserted
    }
    if plain != 0 {
      if isPromising(plain, index) {
        var taken = next
        if unit.flags.contains(.turned) { taken.turned += 1 }
        if unit.flags.contains(.lookalike) {
          taken.lookalikes += 1
        } else if unit.flags.contains(.accented) || unit.flags.contains(.decorated) {
          taken.accents += 1
          taken.plain += 1
        } else {
          taken.plain += 1
        }
        arrive(at: index, plain, taken, walk)
      }
    }
    if unit.options & 0xFF != 0 { takeOptions(index, unit, next, walk) }
    if unit.role == .han { takeSplits(index, next, walk) }
  }

  private mutating func takeOptions(
    _ index: Int, _ unit: ShapeText.Unit, _ next: DisguiseWalk, _ walk: DisguiseWalk
  ) {
    let offset = Int(unit.options >> 8)
    for number in 0..<Int(unit.options & 0xFF) {
      let (scalar, reason) = Shape.option(offset + number)
      let child = child(of: walk.node, byClass: scalar)
      guard child != 0, isPromising(child, index) else { continue }
      var taken = next
      switch Shape.Reason(rawValue: reason) {
      case .leet: taken.leet += 1
      case .lookalike: taken.lookalikes += 1
      case .variant: taken.variants += 1
      case .numeral: taken.numerals += 1
      case .picture: taken.pictures += 1
      case nil: continue
      }
      if unit.flags.contains(.turned) { taken.turned += 1 }
      arrive(at: index, child, taken, walk)
    }
  }

  /// A character that is written as its two or three parts.
  private mutating func takeSplits(_ index: Int, _ next: DisguiseWalk, _ walk: DisguiseWalk) {
    guard !foundSplits.isEmpty, let range = splitRanges[index] else { return }
    for split in foundSplits[range] {
      let child = trie.child(of: walk.node, by: split.dense)
      guard child != 0, isPromising(child, split.last) else { continue }
      var taken = next
      taken.splits += 1
      arrive(at: split.last, child, taken, walk)
    }
  }

  @inline(__always)
  private func child(of node: Int32, byClass scalar: UInt32) -> Int32 {
    let dense = trie.classes.of(scalar)
    return dense == 0 ? 0 : trie.child(of: node, by: dense)
  }

  /// Whether a pattern ends at the node or a walk can go on from it: looked at before anything is copied.
  private func isPromising(_ node: Int32, _ last: Int) -> Bool {
    trie.pattern(at: node) >= 0 || goesOn(from: last) { trie.child(of: node, by: $0) != 0 }
  }

  /// Whether a walk whose last unit is `last` finds, past what it may overlook, a class that `steps` takes.
  @inline(__always)
  private func goesOn(from last: Int, _ steps: (UInt32) -> Bool) -> Bool {
    let from = units[last]
    var (index, width) = (last + 1, 0)
    while index < units.count && width <= Self.widestGap {
      let unit = units[index]
      if dense[index] != 0 && steps(UInt32(dense[index])) { return true }
      if width == 0 {
        if unit.scalar == from.scalar && unit.role == from.role || unit.scalar == Self.star { return true }
        if from.role == .hangul && HangulSyllables.repeated(after: last, units) != nil { return true }
      }
      if unit.options & 0xFF != 0 && hasOption(unit, steps) { return true }
      if !foundSplits.isEmpty && splitRanges[index] != nil { return true }
      switch unit.role {
      case .none, .space, .stop: break
      case .lengthener: if from.role != .kana { return false }
      case .letter, .digit:
        guard from.role == .han || (from.role == .hangul && unit.role == .digit) else { return false }
      case .han: guard width == 0, from.role == .han, Self.isParticle(unit.scalar) else { return false }
      case .kana, .hangul, .dropped: return false
      }
      width += 1
      index += 1
    }
    return false
  }

  @inline(__always)
  private func hasOption(_ unit: ShapeText.Unit, _ steps: (UInt32) -> Bool) -> Bool {
    let offset = Int(unit.options >> 8)
    for number in 0..<Int(unit.options & 0xFF) {
      let dense = trie.classes.of(Shape.option(offset + number).scalar)
      if dense != 0 && steps(dense) { return true }
    }
    return false
  }

  // MARK: Splits

  private struct FoundSplit {
    var dense: UInt32
    /// The unit of the last part.
    var last: Int
  }

  /// Looks once for characters of the trie that stand as their parts.
  private mutating func findSplits() {
    for index in units.indices.dropLast() where units[index].role == .han && units[index + 1].role == .han {
      let start = foundSplits.count
      let (one, two) = (units[index].scalar, units[index + 1].scalar)
      guard splits.mayBegin(with: one, two) else { continue }
      for whole in splits.wholes(one, two) { addSplit(whole, index + 1) }
      if index + 2 < units.count, units[index + 2].role == .han {
        for whole in splits.wholes(one, two, units[index + 2].scalar) { addSplit(whole, index + 2) }
      }
      if foundSplits.count > start { splitRanges[index] = start..<foundSplits.count }
    }
  }

  private mutating func addSplit(_ whole: UInt32, _ last: Int) {
    let dense = trie.classes.of(whole)
    if dense != 0 { foundSplits.append(FoundSplit(dense: dense, last: last)) }
  }

  // MARK: Arriving

  private mutating func arrive(at index: Int, _ node: Int32, _ taken: DisguiseWalk, _ walk: DisguiseWalk) {
    var taken = taken
    let isSame = walk.length > 0 && units[index].scalar == units[Int(walk.last)].scalar
    taken.run = isSame ? walk.run &+ 1 : 1
    taken.longestRun = max(taken.longestRun, taken.run)
    taken.node = node
    taken.last = Int32(index)
    taken.length = walk.length &+ 1
    proceed(from: taken)
  }

  /// Notes a whole pattern, then goes on over repeats and gaps.
  private mutating func proceed(from walk: DisguiseWalk) {
    steps -= 1
    if steps <= 0 { return }
    if trie.pattern(at: walk.node) >= 0 { reached.append(walk) }
    let last = units[Int(walk.last)]
    var index = Int(walk.last) + 1
    var (width, inserted, stops, particles): (Int, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    var hasSpace = false
    while index < units.count {
      let unit = units[index]
      if width == 0, last.role == .hangul, let end = HangulSyllables.repeated(after: index - 1, units) {
        overlookRepeat(end, walk)
      }
      if width == 0 && unit.scalar == last.scalar && unit.role == last.role && unit.role != .hangul {
        overlookRepeat(index, walk)
        take(index, walk)
        return
      }
      take(index, walk, particles: particles, gapSpaces: hasSpace, hasGap: width > 0, stops: stops, inserted: inserted)
      if steps <= 0 { return }
      switch unit.role {
      case .none:
        if unit.scalar == Self.star && width == 0 { mask(index, walk) }
      case .space: hasSpace = true
      case .stop where unit.scalar == 0x2E && last.role != .letter: break  // no sentence of theirs ends with it
      case .stop: stops += 1
      case .lengthener:
        if last.role == .kana {
          index += 1
          continue
        }
        return
      case .letter, .digit:
        guard last.role == .han || (last.role == .hangul && unit.role == .digit) else { return }
        inserted += 1
      case .han where width == 0 && last.role == .han && Self.isParticle(unit.scalar): particles += 1
      case .han, .kana, .hangul, .dropped: return
      }
      width += 1
      // A picture is one sign of up to two scalars; references and marks are parts of their units.
      if width > Self.widestGap { return }
      index += 1
    }
  }

  private mutating func overlookRepeat(_ index: Int, _ walk: DisguiseWalk) {
    var longer = walk
    longer.last = Int32(index)
    longer.repeats = min(longer.repeats, 200) + 1
    longer.run = min(longer.run, 200) + 1
    longer.longestRun = max(longer.longestRun, longer.run)
    proceed(from: longer)
  }

  /// A star that stands for one letter.
  private mutating func mask(_ index: Int, _ walk: DisguiseWalk) {
    guard walk.masked == 0, units[Int(walk.last)].role == .letter else { return }
    for letter in 0x61...0x7A as ClosedRange<UInt32> {
      let dense = trie.classes.of(letter)
      if dense == 0 { continue }
      let child = trie.child(of: walk.node, by: dense)
      if child == 0 { continue }
      var taken = walk
      taken.masked += 1
      arrive(at: index, child, taken, walk)
    }
  }
}
