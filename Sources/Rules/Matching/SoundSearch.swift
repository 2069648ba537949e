internal import Text

/// One way through a text that sounds like a pattern.
struct SoundWalk {
  var node: Int32 = 0
  /// For each syllable, the unit where it begins; and the last unit of all.
  var starts = SIMD16<Int32>(repeating: 0)
  var count = 0
  var last: Int32 = -1
  /// Syllables that are spelt in Latin letters, or said by a digit.
  var latin: UInt32 = 0
  var digits = 0
  var gaps: UInt32 = 0
  var stops = 0
}

/// Walks a trie of syllables over the skeleton view of one text.
struct SoundSearch {
  private let units: [ShapeText.Unit]
  private let trie: PatternTrie
  private let pairs: PairFilter
  /// The syllables of each unit, as the trie numbers them; 0 for none.
  private var sounds: [SIMD4<UInt16>] = []
  private(set) var reached: [SoundWalk] = []
  private var steps = 0
  private var budget: Int

  private static let widestGap = 3
  private static let stepsFromOnePlace = 200
  /// The spellings of all syllables.
  private static let pinyin = PatternTrie(Syllables.all.spellings.map { $0.unicodeScalars.map(\.value) })
  private static let digits: [UInt32] = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"].map {
    Syllables.all.number(Array($0.utf8)).map { UInt32($0) + 1 } ?? 0
  }

  init(view: ShapeText, trie: PatternTrie, pairs: PairFilter) {
    units = view.units
    self.trie = trie
    self.pairs = pairs
    budget = 20_000 + 40 * view.units.count
  }

  mutating func run() {
    sounds = units.map { sounds(of: $0) }
    Work.add(units.count)
    for index in units.indices {
      guard canBegin(index), mayBegin(index) else { continue }
      if budget <= 0 { return }
      steps = Self.stepsFromOnePlace
      take(index, SoundWalk(), isGap: false, stops: 0)
      budget -= Self.stepsFromOnePlace - steps
      Work.add(Self.stepsFromOnePlace - steps)
    }
  }

  private func sounds(of unit: ShapeText.Unit) -> SIMD4<UInt16> {
    var sounds = SIMD4<UInt16>(repeating: 0)
    if unit.role == .han {
      var place = 0
      Syllables.of(unit.scalar).forEach {
        let dense = trie.classes.of(UInt32($0) + 1)
        if dense != 0 {
          sounds[place] = UInt16(truncatingIfNeeded: dense)
          place += 1
        }
      }
    } else if unit.role == .digit, unit.scalar >= 0x30, unit.scalar <= 0x39 {
      sounds[0] = UInt16(truncatingIfNeeded: trie.classes.of(Self.digits[Int(unit.scalar - 0x30)]))
    }
    return sounds
  }

  private func canBegin(_ index: Int) -> Bool {
    switch units[index].role {
    case .han: sounds[index][0] != 0
    case .letter: index == 0 || units[index - 1].role != .letter
    case .digit: index == 0 || units[index - 1].role != .digit
    default: false
    }
  }

  /// Whether two characters side by side may sound like the beginning of a pattern; anything else is left to the walk.
  @inline(__always)
  private func mayBegin(_ index: Int) -> Bool {
    guard index + 1 < units.count, units[index].role == .han, units[index + 1].role == .han else { return true }
    let (one, other) = (sounds[index], sounds[index + 1])
    for first in 0..<4 where one[first] != 0 {
      for second in 0..<4 where other[second] != 0 && pairs.contains(UInt32(one[first]), UInt32(other[second])) {
        return true
      }
    }
    return false
  }

  private mutating func take(_ index: Int, _ walk: SoundWalk, isGap: Bool, stops: Int) {
    if units[index].role == .letter { return spell(index, walk, isGap, stops) }
    let sounds = sounds[index]
    for place in 0..<4 {
      let dense = UInt32(sounds[place])
      if dense == 0 { return }
      let child = trie.child(of: walk.node, by: dense)
      if child != 0 { arrive(child, index, index, walk, isGap, stops, isLatin: false) }
    }
  }

  /// Every syllable that the letters from `index` on spell.
  private mutating func spell(_ index: Int, _ walk: SoundWalk, _ isGap: Bool, _ stops: Int) {
    var node: Int32 = 0
    var end = index
    while end < units.count, units[end].role == .letter {
      let letter = Self.pinyin.classes.of(units[end].scalar)
      guard letter != 0 else { return }
      node = Self.pinyin.child(of: node, by: letter)
      guard node != 0 else { return }
      let syllable = Self.pinyin.pattern(at: node)
      if syllable >= 0 {
        let dense = trie.classes.of(UInt32(syllable) + 1)
        let child = dense == 0 ? 0 : trie.child(of: walk.node, by: dense)
        if child != 0 { arrive(child, index, end, walk, isGap, stops, isLatin: true) }
        if steps <= 0 { return }
      }
      end += 1
    }
  }

  private mutating func arrive(
    _ child: Int32, _ start: Int, _ end: Int, _ walk: SoundWalk, _ isGap: Bool, _ stops: Int, isLatin: Bool
  ) {
    guard walk.count < SIMD16<Int32>.scalarCount, trie.pattern(at: child) >= 0 || isPromising(child, end) else {
      return
    }
    var taken = walk
    taken.node = child
    if isLatin { taken.latin |= 1 << UInt32(taken.count) }
    if units[start].role == .digit { taken.digits += 1 }
    if isGap {
      taken.gaps |= 1 << UInt32(taken.count)
      taken.stops += stops
    }
    taken.starts[taken.count] = Int32(start)
    taken.count += 1
    taken.last = Int32(end)
    proceed(from: taken)
  }

  /// Whether the next unit that sounds can go on from the node.
  private func isPromising(_ node: Int32, _ last: Int) -> Bool {
    var (index, width) = (last + 1, 0)
    while index < units.count && width <= Self.widestGap {
      switch units[index].role {
      case .letter: return true
      case .han, .digit:
        let sounds = sounds[index]
        for place in 0..<4 where sounds[place] != 0 && trie.child(of: node, by: UInt32(sounds[place])) != 0 {
          return true
        }
        return false
      case .none, .stop, .space: break
      default: return false
      }
      width += 1
      index += 1
    }
    return false
  }

  private mutating func proceed(from walk: SoundWalk) {
    steps -= 1
    if steps <= 0 { return }
    if trie.pattern(at: walk.node) >= 0 { reached.append(walk) }
    var index = Int(walk.last) + 1
    var (width, stops) = (0, 0)
    while index < units.count && width <= Self.widestGap {
      switch units[index].role {
      case .han, .letter, .digit: return take(index, walk, isGap: width > 0, stops: stops)
      case .none, .space: break
      case .stop: stops += 1
      default: return
      }
      width += 1
      index += 1
    }
  }
}
