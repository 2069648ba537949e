internal import Bridge
internal import Text

/// Decides whether a spelling in disguise is the entry, by what had to be overlooked, by edges and by the words around it.
struct DisguiseJudge: Sendable {
  let words: WordCosts?

  /// The raw range of the spelling, or nil where it is not the entry.
  func range(
    of walk: DisguiseWalk, as term: DisguisedTerm, in text: inout JudgedText, isException: Bool
  ) -> Range<Int>? {
    guard term.isTurned == (walk.turned > 0) || (!term.isTurned && walk.turned < 2) else { return nil }
    let (first, last) = withRepeats(walk, &text)
    let units = text.units
    let range = Int(units[first].start)..<Int(units[last].end)
    guard hasEdges(first, last, units, text.raw, range) else {
      return isGlued(walk, term, units) ? range : nil
    }
    if isException { return walk.disguise(from: term) <= 2 ? range : nil }
    if term.sound != nil { return isSound(walk, last, term, units) ? range : nil }
    if term.isDigits { return isNumber(walk, term) ? range : nil }
    guard term.isLetters ? isSpelling(walk, term, units) : isMixedSpelling(walk, term) else { return nil }
    if term.hasKana && walk.disguise(from: term) == 0 && !text.holds(first..<last + 1) { return nil }
    if term.hasHan && !term.roles.contains(ShapeText.RoleSet(.letter)) && !standsAsWord(walk, term, &text) {
      return nil
    }
    return range
  }

  // MARK: Edges

  /// The first and the last unit, the rest of a lengthened letter or a repeated character at either end with them.
  private func withRepeats(_ walk: DisguiseWalk, _ text: inout JudgedText) -> (first: Int, last: Int) {
    var (first, last) = (Int(walk.first), Int(walk.last))
    let (opening, closing) = (text.units[first], text.units[last])
    first = text.wall(at: first, isStart: true).lowerBound
    last = text.wall(at: last, isStart: false).upperBound - 1
    if opening.role == .hangul || closing.role == .hangul { return (first, last) }
    // A character that stands twice is a word of its own more often than a stutter.
    if opening.role != .letter && Int(walk.first) - first == 1 { first += 1 }
    if closing.role != .letter && last - Int(walk.last) == 1 { last -= 1 }
    return (first, last)
  }

  private func hasEdges(_ start: Int, _ last: Int, _ units: [ShapeText.Unit], _ raw: [UInt32], _ range: Range<Int>)
    -> Bool
  {
    let (first, end) = (units[start], units[last])
    if first.role == .hangul && !first.flags.contains(.beginsSyllable) { return false }
    if end.role == .hangul && !end.flags.contains(.endsSyllable) { return false }
    if first.role == .letter || first.role == .digit || first.role == .none || first.role == .stop {
      guard WordEdge.isEdge(at: range.lowerBound, in: raw) else { return false }
      if first.role != .letter, start > 0, isAlphabetic(units[start - 1]) { return false }
      if first.flags.contains(.lookalike), start > 0, units[start - 1].role == .letter { return false }
    }
    if end.role == .letter || end.role == .digit || end.role == .none || end.role == .stop {
      guard WordEdge.isEdge(at: range.upperBound, in: raw) else { return false }
      if last + 1 < units.count {
        let next = units[last + 1]
        if end.role != .letter && isAlphabetic(next) { return false }
        if end.flags.contains(.lookalike) && next.role == .letter { return false }
      }
    }
    return true
  }

  private func isAlphabetic(_ unit: ShapeText.Unit) -> Bool { unit.role == .letter || unit.role == .digit }

  /// A long entry as it is between two or three letters without a vowel on either side, where the whole is no word.
  private func isGlued(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    guard term.isLetters, term.units.count >= 5, walk.disguise(from: term) == 0, !term.isAlias, term.sound == nil else {
      return false
    }
    var (start, end) = (Int(walk.first), Int(walk.last) + 1)
    // One letter more than may stand there tells that there are too many.
    let (least, most) = (max(0, start - 4), min(units.count, end + 4))
    while start > least, units[start - 1].role == .letter, !Self.isVowel(units[start - 1].scalar) { start -= 1 }
    while end < most, units[end].role == .letter, !Self.isVowel(units[end].scalar) { end += 1 }
    let (before, after) = (Int(walk.first) - start, end - Int(walk.last) - 1)
    guard (2...3).contains(before), (2...3).contains(after), start == 0 || units[start - 1].role != .letter,
      end == units.count || units[end].role != .letter
    else { return false }
    return !OrdinaryWords.contains(units[start..<end].map(\.scalar))
  }

  static func isVowel(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true  // a e i o u y; Cyrillic а е о у are of the same classes
    case 0x438, 0x44B, 0x44D, 0x44E, 0x44F, 0x451: true
    default: false
    }
  }

  // MARK: Letters

  /// Words of scripts with spaces: every gap filled, or none with a blank or the punctuation of sentences.
  private func isSpelling(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    let count = term.units.count
    let gaps = walk.gaps & ~term.gaps
    guard gaps == 0 || gapsAreMeant(walk, term, gaps) else { return false }
    if walk.leet > 0 {
      if walk.plain + walk.lookalikes == 0 { return false }
      if count <= 4 && Int(walk.leet) * 2 > count { return false }
    }
    if walk.masked > 0 && (walk.plain < 4 || walk.leet > 0 || gaps != 0) { return false }
    if walk.numerals > 0 || walk.pictures > 1 { return false }
    if walk.accents + walk.lookalikes > 0 && walk.leet == 0 && gaps == 0 && isForeignWord(walk, term, units) {
      return false
    }
    // A doubled letter is an ordinary misspelling; three are shouting.
    if walk.repeats > 0 && walk.longestRun < 3 && walk.leet == 0 && walk.gaps == 0 && isWord(walk, units) {
      return false
    }
    if walk.lookalikes > 0 && walk.plain == 0 && count < 6 { return false }
    return true
  }

  /// Signs in every gap, or in some and none of them a blank, a stop or an apostrophe, or one that tears a word apart.
  private func gapsAreMeant(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ gaps: UInt64) -> Bool {
    if gaps == term.places & ~term.gaps { return term.units.count >= 3 }
    if walk.apostrophes > 0 { return false }
    if walk.spaces & gaps == 0 && walk.stops == 0 { return true }
    guard gaps.nonzeroBitCount == 1, term.units.count >= 5, walk.leet + walk.lookalikes == 0 else { return false }
    let place = gaps.trailingZeroBitCount
    let pieces = [term.units[..<place], term.units[place...]]
    // With a comma and no blank, one of the pieces is no word; else the longer is none.
    if walk.commas > 0 && walk.spaces & gaps == 0 { return !pieces.allSatisfy { OrdinaryWords.contains($0) } }
    return !OrdinaryWords.contains(pieces[0].count >= pieces[1].count ? pieces[0] : pieces[1])
  }

  /// Whether the letters as they stand are an ordinary word.
  private func isWord(_ walk: DisguiseWalk, _ units: [ShapeText.Unit]) -> Bool {
    let surface = units[Int(walk.first)...Int(walk.last)]
    return surface.allSatisfy { $0.role == .letter } && OrdinaryWords.contains(surface.map(\.scalar))
  }

  /// Whether the letters with their accents are an ordinary word, and not the entry as it is written.
  private func isForeignWord(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    let surface = units[Int(walk.first)...Int(walk.last)].map(\.folded)
    return surface != term.folded && surface != term.units && surface.allSatisfy(Self.isLetter)
      && OrdinaryWords.contains(surface)
  }

  /// A letter by itself, not a sign that stands for one.
  private static func isLetter(_ scalar: UInt32) -> Bool {
    switch Unicode.Scalar(scalar)?.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Romanised or initials: as they are, whole, and no word of another language.
  private func isSound(_ walk: DisguiseWalk, _ last: Int, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    guard walk.disguise(from: term) == 0, !isWord(walk, units) else { return false }
    let before = walk.first > 0 ? units[Int(walk.first) - 1].role : .space
    let after = last + 1 < units.count ? units[last + 1].role : .space
    switch term.sound {
    case .initials where term.hasHangul: return before != .hangul && after != .hangul
    case .initials: return before == .han || after == .han
    default: return true
    }
  }

  private func isNumber(_ walk: DisguiseWalk, _ term: DisguisedTerm) -> Bool {
    let isDisguised = walk.numerals + walk.lookalikes + walk.leet > 0 || walk.gaps != 0
    return !isDisguised || term.units.count >= 7
  }

  // MARK: Han, kana, Hangul

  private func isMixedSpelling(_ walk: DisguiseWalk, _ term: DisguisedTerm) -> Bool {
    if walk.numerals > 0 || walk.masked > 0 || walk.inserted > 2 { return false }
    // Between characters a stop ends a sentence; where one stands in every gap it does not.
    if walk.stops > 0 && (walk.gaps != term.places || term.places.nonzeroBitCount < 2) {
      guard walk.stops == 1, walk.commas == 1, walk.spaces == 0, term.units.count >= 4 else { return false }
    }
    if term.isReversed && (walk.gaps != 0 || walk.disguise(from: term) > 0) { return false }
    return walk.repeats == 0 || walk.longestRun >= 3 || term.hasHangul
  }

  /// No word of the language may cross an edge of the spelling.
  private func standsAsWord(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ text: inout JudgedText) -> Bool {
    guard let words else { return !term.isReversed && walk.particles == 0 }
    let units = text.units
    if walk.disguise(from: term) == 0 && !term.isReversed && term.roles == ShapeText.RoleSet(.han) {
      // Where the entry has blanks of its own, its clause is put together below.
      if let detour = text.detour(Int(walk.first), Int(walk.last), wordCost: term.cost) {
        return detour.isInsideWord || detour.cost <= Self.tolerance
      }
    }
    let (clause, stretch) = HanClause.around(walk.first, walk.last, units, reading: term.units)
    if term.isReversed || walk.particles > 0 {
      let surface = units[Int(walk.first)...Int(walk.last)].filter { $0.role == .han }.map(\.scalar)
      let gain = words.gain(
        before: Array(clause[..<stretch.lowerBound]), surface: surface, after: Array(clause[stretch.upperBound...]),
        wordCost: term.cost)
      return gain >= Self.gainOfBroken
    }
    let detour = words.detour(in: clause, stretch: stretch, wordCost: term.cost)
    return detour.isInsideWord || detour.cost <= Self.tolerance
  }

  /// In natural logarithms: how much dearer the clause may be with edges around the entry, and how much likelier it has to
  /// get with the entry in the place of one that is reversed or broken by a particle. Tuned on the development suite and
  /// clean text.
  private static let tolerance: Float = 0.3
  private static let gainOfBroken: Float = 3
}

/// The Han around a spelling, with the spelling written as its entry.
enum HanClause {
  private static let reach = 8

  static func around(
    _ first: Int32, _ last: Int32, _ units: [ShapeText.Unit], reading: [UInt32]
  ) -> (clause: [UInt32], stretch: Range<Int>) {
    var before: [UInt32] = []
    var index = Int(first) - 1
    while index >= 0, before.count < reach, units[index].role == .han {
      before.append(units[index].scalar)
      index -= 1
    }
    var clause = Array(before.reversed())
    let start = clause.count
    clause += reading
    let end = clause.count
    index = Int(last) + 1
    while index < units.count, clause.count - end < reach, units[index].role == .han {
      clause.append(units[index].scalar)
      index += 1
    }
    return (clause, start..<end)
  }
}
