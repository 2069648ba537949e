internal import Bridge
internal import Text

/// Decides whether a spelling in disguise is the entry, by what had to be overlooked, by edges and by the words around it.
struct DisguiseJudge: Sendable {
  let words: WordCosts?

  /// The raw range of the spelling, or nil where it is not the entry.
  func range(
    of walk: DisguiseWalk, as term: DisguisedTerm, in view: ShapeText, raw: [UInt32], isException: Bool
  ) -> Range<Int>? {
    guard term.isTurned == (walk.turned > 0) || (!term.isTurned && walk.turned < 2) else { return nil }
    let units = view.units
    var last = Int(walk.last)
    // The rest of a lengthened last letter belongs to it.
    while last + 1 < units.count, units[last + 1].role == .letter, units[last + 1].scalar == units[last].scalar {
      last += 1
    }
    let range = Int(units[Int(walk.first)].start)..<Int(units[last].end)
    guard hasEdges(walk, last, units, raw, range) else { return nil }
    if isException { return walk.disguise <= 2 ? range : nil }
    if term.sound != nil { return isSound(walk, last, term, units) ? range : nil }
    if term.isDigits { return isNumber(walk, term) ? range : nil }
    guard term.isLetters ? isSpelling(walk, term, units) : isMixedSpelling(walk, term, units) else { return nil }
    if term.hasHan && !term.roles.contains(ShapeText.RoleSet(.letter)) && !standsAsWord(walk, term, units) {
      return nil
    }
    return range
  }

  // MARK: Edges

  private func hasEdges(
    _ walk: DisguiseWalk, _ last: Int, _ units: [ShapeText.Unit], _ raw: [UInt32], _ range: Range<Int>
  ) -> Bool {
    let (first, end) = (units[Int(walk.first)], units[last])
    if first.role == .hangul && !first.flags.contains(.beginsSyllable) { return false }
    if end.role == .hangul && !end.flags.contains(.endsSyllable) { return false }
    if first.role == .letter || first.role == .digit || first.role == .none {
      guard WordEdge.isEdge(at: range.lowerBound, in: raw) else { return false }
      if first.role != .letter, walk.first > 0, isAlphabetic(units[Int(walk.first) - 1]) { return false }
      if first.flags.contains(.lookalike), walk.first > 0, units[Int(walk.first) - 1].role == .letter { return false }
    }
    if end.role == .letter || end.role == .digit || end.role == .none {
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

  // MARK: Letters

  /// Words of scripts with spaces: every gap filled, or none with a blank or the punctuation of sentences.
  private func isSpelling(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    let count = term.units.count
    let gaps = walk.gaps & ~term.gaps
    if gaps != 0 {
      if gaps == term.places & ~term.gaps {
        if count < 3 { return false }
      } else if walk.spaces & gaps != 0 || walk.stops > 0 {
        guard gaps.nonzeroBitCount == 1, count >= 5, walk.leet + walk.lookalikes == 0,
          isTornApart(term.units, at: gaps.trailingZeroBitCount)
        else { return false }
      }
    }
    if walk.leet > 0 {
      if walk.plain + walk.lookalikes == 0 { return false }
      if count <= 4 && walk.leet * 2 > count { return false }
    }
    if walk.masked > 0 && (walk.plain < 4 || walk.leet > 0 || gaps != 0) { return false }
    if walk.numerals > 0 || walk.pictures > 1 { return false }
    // A doubled letter is an ordinary misspelling; three are shouting.
    if walk.repeats > 0 && walk.longestRun < 3 && walk.leet == 0 && walk.gaps == 0 && isWord(walk, units) {
      return false
    }
    if walk.lookalikes > 0 && walk.plain == 0 && count < 6 { return false }
    return true
  }

  /// One blank or stop in a word, and the two pieces are not both words.
  private func isTornApart(_ letters: [UInt32], at place: Int) -> Bool {
    let pieces = [letters[..<place], letters[place...]]
    let longest = pieces[0].count >= pieces[1].count ? 0 : 1
    return !OrdinaryWords.contains(pieces[longest])
  }

  /// Whether the letters as they stand are an ordinary word.
  private func isWord(_ walk: DisguiseWalk, _ units: [ShapeText.Unit]) -> Bool {
    let surface = units[Int(walk.first)...Int(walk.last)]
    return surface.allSatisfy { $0.role == .letter } && OrdinaryWords.contains(surface.map(\.scalar))
  }

  /// Romanised or initials: as they are, whole, and no word of another language.
  private func isSound(_ walk: DisguiseWalk, _ last: Int, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    guard walk.disguise == 0, !isWord(walk, units) else { return false }
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

  private func isMixedSpelling(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    if walk.numerals > 0 || walk.masked > 0 { return false }
    if walk.stops > 0 {
      // Between characters a stop ends a sentence; where one stands in every gap it does not.
      if walk.gaps != term.places { return false }
    }
    if walk.repeats > 0 && walk.longestRun < 3 && !term.hasHangul { return false }
    if walk.inserted > 0 && walk.inserted > 2 { return false }
    return true
  }

  /// No word of the language may cross an edge of the spelling.
  private func standsAsWord(_ walk: DisguiseWalk, _ term: DisguisedTerm, _ units: [ShapeText.Unit]) -> Bool {
    guard let words else { return true }
    let (clause, stretch) = HanClause.around(walk.first, walk.last, units, reading: term.units)
    let wordCost = words.cost(of: term.units) ?? min(words.pathCost(of: term.units), Self.unlistedWord)
    let detour = words.detour(in: clause, stretch: stretch, wordCost: wordCost)
    return detour.isInsideWord || detour.cost <= Self.tolerance
  }

  /// What an entry costs that the dictionary does not have.
  private static let unlistedWord: Float = 18
  private static let tolerance: Float = 0.5
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
