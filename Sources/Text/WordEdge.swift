/// Where words begin and end in a text of any script.
///
/// An edge between two scalars is a word edge where they differ in class (the script of a letter; digit; none), or
/// where they belong to a script written without spaces or with attached particles. Marks have the class of what they
/// stand on, ignorables are skipped, ー is kana.
package enum WordEdge {
  /// Whether both ends of the raw range are word edges.
  package static func isWord(_ range: Range<Int>, in raw: [UInt32]) -> Bool {
    isEdge(at: range.lowerBound, in: raw) && isEdge(at: range.upperBound, in: raw)
  }

  /// Whether the place before the raw scalar at `index` is a word edge. Both ends of a text are.
  package static func isEdge(at index: Int, in raw: [UInt32]) -> Bool {
    guard let before = classBefore(index, raw), let after = classAfter(index, raw) else { return true }
    if before == .none || after == .none { return true }
    if before != after { return true }
    guard case .script(let script) = before else { return false }
    return script.hasNoWordSpaces
  }

  private enum Class: Equatable { case none, digit, script(Script) }

  /// How far a run of marks or ignorables is followed: past it the neighbour counts as none.
  private static let reach = 64

  private static func classBefore(_ index: Int, _ raw: [UInt32]) -> Class? {
    var position = index - 1
    while position >= 0 && index - position <= reach {
      let traits = ScalarTraits(of: raw[position])
      if !traits.isIgnorable && !traits.isMark { return classOf(raw[position], traits) }
      position -= 1
    }
    return position < 0 ? nil : Class.none
  }

  private static func classAfter(_ index: Int, _ raw: [UInt32]) -> Class? {
    var position = index
    while position < raw.count && position - index <= reach {
      let traits = ScalarTraits(of: raw[position])
      // A mark after the edge stands on the letter before it: the edge would cut a character in two.
      if traits.isMark { return classBefore(index, raw) }
      if !traits.isIgnorable { return classOf(raw[position], traits) }
      position += 1
    }
    return position >= raw.count ? nil : Class.none
  }

  private static func classOf(_ scalar: UInt32, _ traits: ScalarTraits) -> Class {
    if traits.isDigit { return .digit }
    if !traits.isLetter { return .none }
    // ー and its half-width form are Common in Unicode and kana in Japanese.
    if scalar == 0x30FC || scalar == 0xFF70 { return .script(.katakana) }
    return .script(traits.script == .hiragana ? .katakana : traits.script)
  }
}
