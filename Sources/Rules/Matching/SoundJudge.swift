internal import Bridge
internal import Text

/// Decides whether what sounds like an entry is the entry.
struct SoundJudge: Sendable {
  let words: WordCosts?

  /// How much likelier the clause has to be with the entry in the place of its homophones, in natural logarithms. Tuned on
  /// the development suite and on clean text.
  private static let gainWithOneKept: Float = 2
  private static let gainOfLong: Float = 1
  private static let gainOfNoneKept: Float = 12
  private static let gainOfShortNeighbour: Float = 4

  /// How much disguise there is, or nil where it is not the entry.
  func disguise(
    of walk: SoundWalk, as term: SoundTerm, in text: inout JudgedText
  ) -> Int? {
    let units = text.units
    let count = term.characters.count
    guard walk.stops == 0 || walk.gaps.nonzeroBitCount == count - 1 else { return nil }
    let latin = walk.latin.nonzeroBitCount
    var kept = 0
    for place in 0..<walk.count where units[Int(walk.starts[place])].scalar == term.characters[place] { kept += 1 }
    if term.use.isException { return kept == count ? 0 : nil }
    let disguise = count - kept + walk.gaps.nonzeroBitCount
    if term.isNeighbour {
      guard kept > 0, latin == 0, walk.digits == 0 else { return nil }
      let gain = count >= 3 ? Self.gainWithOneKept : Self.gainOfShortNeighbour
      return stands(walk, term, &text, gain: gain) ? disguise : nil
    }
    if kept == count { return stands(walk, term, &text, gain: -0.3) ? disguise : nil }
    if latin == count { return isPinyin(walk, units) ? disguise : nil }
    if latin > 0 {
      guard piecesHaveEdges(walk, units), kept > 0 || count >= 3 else { return nil }
      return disguise
    }
    if walk.digits > 0 {
      guard kept > 0, kept + walk.digits == count, digitsHaveEdges(walk, units) else { return nil }
      return disguise
    }
    let gain = count >= 3 && kept > 0 ? Self.gainOfLong : kept > 0 ? Self.gainWithOneKept : Self.gainOfNoneKept
    return stands(walk, term, &text, gain: gain) ? disguise : nil
  }

  /// Pinyin alone: whole words that no other language has.
  private func isPinyin(_ walk: SoundWalk, _ units: [ShapeText.Unit]) -> Bool {
    guard piecesHaveEdges(walk, units) else { return false }
    let letters = units[Int(walk.starts[0])...Int(walk.last)].filter { $0.role == .letter }.map(\.scalar)
    guard letters.count >= 4, !OrdinaryWords.contains(letters) else { return false }
    // Two short words of some language sound like nearly every pair of syllables: they need Han beside them.
    return walk.gaps == 0 || walk.count >= 3 || standsBesideHan(walk, units)
  }

  private func standsBesideHan(_ walk: SoundWalk, _ units: [ShapeText.Unit]) -> Bool {
    let (first, last) = (Int(walk.starts[0]), Int(walk.last))
    let before = units[max(0, first - 3)..<first].last { $0.role != .space && $0.role != .none }
    let after = units[min(units.count, last + 1)..<min(units.count, last + 4)].first {
      $0.role != .space && $0.role != .none
    }
    return before?.role == .han || after?.role == .han
  }

  /// No letter stands right before or behind letters that are taken for pinyin.
  private func piecesHaveEdges(_ walk: SoundWalk, _ units: [ShapeText.Unit]) -> Bool {
    let first = Int(walk.starts[0])
    if units[first].role == .letter, first > 0, units[first - 1].role == .letter { return false }
    let next = Int(walk.last) + 1
    return !(units[Int(walk.last)].role == .letter && next < units.count && units[next].role == .letter)
  }

  private func digitsHaveEdges(_ walk: SoundWalk, _ units: [ShapeText.Unit]) -> Bool {
    for place in 0..<walk.count where units[Int(walk.starts[place])].role == .digit {
      let index = Int(walk.starts[place])
      if index > 0, units[index - 1].role == .digit || units[index - 1].role == .letter { return false }
      if index + 1 < units.count, units[index + 1].role == .digit || units[index + 1].role == .letter { return false }
    }
    return true
  }

  /// The clause is likelier by `gain` with the entry in the place of what stands there.
  private func stands(
    _ walk: SoundWalk, _ term: SoundTerm, _ text: inout JudgedText, gain: Float
  ) -> Bool {
    guard let words else { return gain < 0 || term.characters.count >= 3 }
    // The clause cannot gain more than its characters cost one by one.
    var most = -term.cost
    for place in 0..<walk.count { most += words.cost(ofCharacter: text.units[Int(walk.starts[place])].scalar) }
    if most < gain { return false }
    let detour = detour(walk, term, &text, words)
    if gain < 0 { return detour.isInsideWord || -detour.cost >= gain }
    return !detour.isWord && !detour.isInsideWord && -detour.cost >= gain
  }

  private func detour(
    _ walk: SoundWalk, _ term: SoundTerm, _ text: inout JudgedText, _ words: WordCosts
  ) -> WordCosts.Detour {
    guard walk.gaps != 0 else {
      return text.detour(Int(walk.starts[0]), Int(walk.last), wordCost: term.cost)
        ?? WordCosts.Detour(cost: .infinity, isInsideWord: false, isWord: false)
    }
    let units = text.units
    let surface = (0..<walk.count).map { units[Int(walk.starts[$0])].scalar }
    let (clause, stretch) = HanClause.around(walk.starts[0], walk.last, units, reading: surface)
    return words.detour(in: clause, stretch: stretch, wordCost: term.cost)
  }
}
