internal import Text

/// Walks a trie of terms over the skeleton view of one text and gathers every way in which a term is spelt.
struct DisguiseSearch {
  private let units: [ShapeText.Unit]
  private let trie: PatternTrie
  private var dense: [UInt16] = []
  private let splits = CharacterSplits.all
  /// Walks that end where a pattern ends.
  private(set) var reached: [DisguiseWalk] = []
  /// Steps left from one place, and in the whole text.
  private var steps = 0
  private var budget: Int

  /// Foreign units in one gap.
  private static let widestGap = 3
  /// Characters without a meaning of their own that are put into words.
  private static let particles = Set("的了呵啊哦呢吧嗯呀嘛之".unicodeScalars.map(\.value))
  private static let stepsFromOnePlace = 400
  private static let star: UInt32 = 0x2A

  /// Characters that stand as their parts, and where they begin.
  private var foundSplits: [FoundSplit] = []
  private var splitRanges: [Int: Range<Int>] = [:]

  init(view: ShapeText, trie: PatternTrie) {
    units = view.units
    self.trie = trie
    budget = 20_000 + 60 * view.units.count
  }

  mutating func run() {
    dense.reserveCapacity(units.count)
    for unit in units { dense.append(UInt16(truncatingIfNeeded: trie.classes.of(unit.scalar))) }
    findSplits()
    for index in units.indices {
      let unit = units[index]
      guard dense[index] != 0 || unit.options & 0xFF != 0 || (!foundSplits.isEmpty && splitRanges[index] != nil),
        canBegin(index, unit)
      else { continue }
      if budget <= 0 { return }
      steps = Self.stepsFromOnePlace
      take(index, DisguiseWalk(at: index), gapSpaces: false, hasGap: false, stops: 0, inserted: 0)
      budget -= Self.stepsFromOnePlace - steps
    }
  }

  /// A word of letters begins after something else than a letter, a syllable with its first jamo.
  @inline(__always)
  private func canBegin(_ index: Int, _ unit: ShapeText.Unit) -> Bool {
    switch unit.role {
    case .letter:
      index == 0 || followsJunk(index) || units[index - 1].role != .letter || units[index - 1].scalar > 0x7F
        || unit.scalar > 0x7F
        || units[index - 1].end != unit.start
    case .digit: index == 0 || units[index - 1].role != .digit
    case .none, .stop: index == 0 || (units[index - 1].role != .letter && units[index - 1].role != .digit)
    case .han, .kana: true
    case .hangul: unit.flags.contains(.beginsSyllable)
    case .dropped, .space, .lengthener: false
    }
  }

  /// Two or three letters without a vowel, at the beginning of a run, stand before it: xxcasinoxx.
  private func followsJunk(_ index: Int) -> Bool {
    var (count, place) = (0, index - 1)
    while place >= 0, units[place].role == .letter, count < 4 {
      if DisguiseJudge.isVowel(units[place].scalar) { return false }
      count += 1
      place -= 1
    }
    return count == 2 || count == 3
  }

  // MARK: Steps

  /// Takes the unit at `index`, in each of the ways that it can be read.
  private mutating func take(
    _ index: Int, _ walk: DisguiseWalk, gapSpaces: Bool, hasGap: Bool, stops: Int, inserted: Int
  ) {
    let unit = units[index]
    var next = walk
    if walk.length > 0 && hasGap {
      next.gaps |= 1 << UInt64(walk.length)
      if gapSpaces { next.spaces |= 1 << UInt64(walk.length) }
      next.stops += stops
      let before = units[index - 1].scalar
      if before == 0x2C { next.commas += 1 }
      if before == 0x27 || before == 0x2019 { next.apostrophes += 1 }
      next.inserted += inserted
    }
    if dense[index] != 0 {
      let child = trie.child(of: walk.node, by: UInt32(dense[index]))
      if child != 0, isPromising(child, index) {
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
        arrive(at: index, child, taken, walk)
      }
    }
    takeOptions(index, unit, next, walk)
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
    if trie.pattern(at: node) >= 0 { return true }
    let from = units[last]
    var (index, width) = (last + 1, 0)
    while index < units.count && width <= Self.widestGap {
      let unit = units[index]
      if dense[index] != 0 && trie.child(of: node, by: UInt32(dense[index])) != 0 { return true }
      if width == 0 {
        if unit.scalar == from.scalar && unit.role == from.role || unit.scalar == Self.star { return true }
        if from.role == .hangul && HangulSyllables.repeated(after: last, units) != nil { return true }
      }
      if unit.options & 0xFF != 0 && hasOption(unit, node) { return true }
      if !foundSplits.isEmpty && splitRanges[index] != nil { return true }
      switch unit.role {
      case .none, .space, .stop: break
      case .lengthener: if from.role != .kana { return false }
      case .letter, .digit:
        guard from.role == .han || (from.role == .hangul && unit.role == .digit) else { return false }
      case .han: guard width == 0, from.role == .han, Self.particles.contains(unit.scalar) else { return false }
      case .kana, .hangul, .dropped: return false
      }
      width += 1
      index += 1
    }
    return false
  }

  private func hasOption(_ unit: ShapeText.Unit, _ node: Int32) -> Bool {
    let offset = Int(unit.options >> 8)
    for number in 0..<Int(unit.options & 0xFF) where child(of: node, byClass: Shape.option(offset + number).scalar) != 0
    {
      return true
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
    for index in units.indices where units[index].role == .han && splits.begins(with: units[index].scalar) {
      guard index + 1 < units.count, units[index + 1].role == .han else { continue }
      let start = foundSplits.count
      let (one, two) = (units[index].scalar, units[index + 1].scalar)
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
    taken.run = isSame ? walk.run + 1 : 1
    taken.longestRun = max(taken.longestRun, taken.run)
    taken.node = node
    taken.last = Int32(index)
    taken.length = walk.length + 1
    proceed(from: taken)
  }

  /// Notes a whole pattern, then goes on over repeats and gaps.
  private mutating func proceed(from walk: DisguiseWalk) {
    steps -= 1
    if steps <= 0 { return }
    if trie.pattern(at: walk.node) >= 0 { reached.append(walk) }
    let last = units[Int(walk.last)]
    var index = Int(walk.last) + 1
    var (width, inserted, stops, particles) = (0, 0, 0, 0)
    var hasSpace = false
    while index < units.count {
      let unit = units[index]
      if width == 0, last.role == .hangul, let end = HangulSyllables.repeated(after: index - 1, units) {
        overlookRepeat(end, walk)
      }
      if width == 0 && unit.scalar == last.scalar && unit.role == last.role && unit.role != .hangul {
        overlookRepeat(index, walk)
        take(index, walk, gapSpaces: false, hasGap: false, stops: 0, inserted: 0)
        return
      }
      var walk = walk
      walk.particles += particles
      take(index, walk, gapSpaces: hasSpace, hasGap: width > 0, stops: stops, inserted: inserted)
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
      case .han where width == 0 && last.role == .han && Self.particles.contains(unit.scalar): particles += 1
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
    longer.repeats += 1
    longer.run += 1
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
