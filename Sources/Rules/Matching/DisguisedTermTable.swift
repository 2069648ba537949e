internal import Bridge

/// The distinct patterns of all terms.
struct DisguisedTermTable {
  private(set) var patterns: [[UInt32]] = []
  private(set) var terms: [DisguisedTerm] = []
  private(set) var termsOfPatterns: [(group: Int32, value: Int32)] = []
  private(set) var uses: [(group: Int32, value: ListUse)] = []
  /// The term of each pattern that was added last, and for each term the one before it.
  private var lastTerms: [Int32] = []
  private var earlierTerms: [Int32] = []
  private var numbers: [[UInt32]: Int] = [:]

  mutating func add(_ text: String, _ use: ListUse, _ aliases: Aliases?) {
    guard let term = DisguisedTerm(text) else { return }
    add(term, use)
    guard let aliases else { return }
    if let turned = term.turned() { add(turned, use) }
    if let reversed = term.reversed() { add(reversed, use) }
    for spelling in aliases.spellings(of: text) {
      if let other = DisguisedTerm(spelling, isAlias: true) { add(other, use) }
    }
  }

  /// What the entry sounds like in Latin letters, and its initials where they are long enough to be told from others.
  mutating func addSounds(of text: String, _ use: ListUse) {
    for spelling in Romanisation.spellings(of: text) {
      guard var term = DisguisedTerm(spelling, isAlias: true), term.units.count >= 4 else { continue }
      term.sound = .romanised
      add(term, use)
    }
    if let initials = Romanisation.initials(of: text), var term = DisguisedTerm(initials, isAlias: true) {
      term.sound = .initials
      add(term, use)
    }
  }

  private mutating func add(_ term: DisguisedTerm, _ use: ListUse) {
    let pattern = numbers[term.units] ?? patterns.count
    if pattern == patterns.count {
      numbers[term.units] = pattern
      patterns.append(term.units)
      lastTerms.append(-1)
    }
    if let same = same(as: term, pattern) { return uses.append((same, use)) }
    let number = Int32(terms.count)
    termsOfPatterns.append((Int32(pattern), number))
    uses.append((number, use))
    earlierTerms.append(lastTerms[pattern])
    lastTerms[pattern] = number
    terms.append(term)
  }

  /// The term of this pattern that differs from `term` in nothing that is asked later.
  private func same(as term: DisguisedTerm, _ pattern: Int) -> Int32? {
    var number = lastTerms[pattern]
    while number >= 0 {
      let other = terms[Int(number)]
      if other.gaps == term.gaps && other.isAlias == term.isAlias && other.isTurned == term.isTurned
        && other.isReversed == term.isReversed && other.sound == term.sound
      {
        return number
      }
      number = earlierTerms[Int(number)]
    }
    return nil
  }
}
