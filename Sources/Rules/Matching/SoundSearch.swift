internal import Text

/// One way through a text that sounds like a pattern.
struct SoundWalk {
  var node: Int32 = 0
  /// For each syllable, the unit where it begins; and the last unit of all.
  var starts: [Int32] = []
  var last: Int32 = -1
  /// Syllables that are spelt in Latin letters, or said by a digit.
  var latin: UInt64 = 0
  var digits = 0
  var gaps: UInt64 = 0
  var spaces = 0
  var stops = 0
}

/// Walks a trie of syllables over the skeleton view of one text.
struct SoundSearch {
  private let units: [ShapeText.Unit]
  private let trie: PatternTrie
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

  init(view: ShapeText, trie: PatternTrie) {
    units = view.units
    self.trie = trie
    budget = 20_000 + 40 * view.units.count
  }

  mutating func run() {
    for index in units.indices {
      guard canBegin(index) else { continue }
      if budget <= 0 { return }
      steps = Self.stepsFromOnePlace
      take(index, SoundWalk(), isGap: false, stops: 0, hasSpace: false)
      budget -= Self.stepsFromOnePlace - steps
    }
  }

  private func canBegin(_ index: Int) -> Bool {
    switch units[index].role {
    case .han: true
    case .letter: index == 0 || units[index - 1].role != .letter
    case .digit: index == 0 || units[index - 1].role != .digit
    default: false
    }
  }

  private mutating func take(_ index: Int, _ walk: SoundWalk, isGap: Bool, stops: Int, hasSpace: Bool) {
    let unit = units[index]
    switch unit.role {
    case .han:
      var syllables: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
      var count = 0
      Syllables.of(unit.scalar).forEach {
        switch count {
        case 0: syllables.0 = UInt32($0) + 1
        case 1: syllables.1 = UInt32($0) + 1
        case 2: syllables.2 = UInt32($0) + 1
        default: syllables.3 = UInt32($0) + 1
        }
        count += 1
      }
      arrive(syllables.0, index, index, walk, isGap, stops, hasSpace, isLatin: false)
      if syllables.1 != 0 { arrive(syllables.1, index, index, walk, isGap, stops, hasSpace, isLatin: false) }
      if syllables.2 != 0 { arrive(syllables.2, index, index, walk, isGap, stops, hasSpace, isLatin: false) }
      if syllables.3 != 0 { arrive(syllables.3, index, index, walk, isGap, stops, hasSpace, isLatin: false) }
    case .letter: spell(index, walk, isGap, stops, hasSpace)
    case .digit:
      guard unit.scalar >= 0x30, unit.scalar <= 0x39 else { return }
      arrive(Self.digits[Int(unit.scalar - 0x30)], index, index, walk, isGap, stops, hasSpace, isLatin: false)
    default: return
    }
  }

  /// Every syllable that the letters from `index` on spell.
  private mutating func spell(_ index: Int, _ walk: SoundWalk, _ isGap: Bool, _ stops: Int, _ hasSpace: Bool) {
    var node: Int32 = 0
    var end = index
    while end < units.count, units[end].role == .letter {
      let dense = Self.pinyin.classes.of(units[end].scalar)
      guard dense != 0 else { return }
      node = Self.pinyin.child(of: node, by: dense)
      guard node != 0 else { return }
      let syllable = Self.pinyin.pattern(at: node)
      if syllable >= 0 {
        arrive(UInt32(syllable) + 1, index, end, walk, isGap, stops, hasSpace, isLatin: true)
        if steps <= 0 { return }
      }
      end += 1
    }
  }

  private mutating func arrive(
    _ syllable: UInt32, _ start: Int, _ end: Int, _ walk: SoundWalk, _ isGap: Bool, _ stops: Int, _ hasSpace: Bool,
    isLatin: Bool
  ) {
    let dense = trie.classes.of(syllable)
    guard dense != 0 else { return }
    let child = trie.child(of: walk.node, by: dense)
    guard child != 0 else { return }
    var taken = walk
    taken.node = child
    let place = UInt64(taken.starts.count)
    if isLatin { taken.latin |= 1 << place }
    if units[start].role == .digit { taken.digits += 1 }
    if isGap {
      taken.gaps |= 1 << place
      taken.stops += stops
      if hasSpace { taken.spaces += 1 }
    }
    taken.starts.append(Int32(start))
    taken.last = Int32(end)
    proceed(from: taken)
  }

  private mutating func proceed(from walk: SoundWalk) {
    steps -= 1
    if steps <= 0 { return }
    if trie.pattern(at: walk.node) >= 0 { reached.append(walk) }
    var index = Int(walk.last) + 1
    var (width, stops) = (0, 0)
    var hasSpace = false
    while index < units.count {
      switch units[index].role {
      case .han, .letter, .digit:
        take(index, walk, isGap: width > 0, stops: stops, hasSpace: hasSpace)
        return
      case .none: break
      case .stop: stops += 1
      case .space: hasSpace = true
      default: return
      }
      width += 1
      if width > Self.widestGap { return }
      index += 1
    }
  }
}
