internal import Bridge
internal import Text

/// `match: evasive`: entries under disguise, found in the skeleton view.
///
/// A trie of all entries is walked from every place where a word can begin; at each unit the walk may take its class, what
/// else the unit stands for (leetspeak, lookalikes, variants, pictures), a character written as its parts, or overlook a
/// gap or a repeat. What it overlooked is counted, and `DisguiseJudge` decides whether that is the entry. Linear: a walk
/// from one place ends after a fixed number of steps.
struct EvasiveMode: ListMode {
  private let trie: PatternTrie
  private let pairs: PairFilter
  private let terms: [DisguisedTerm]
  /// For each pattern, the terms that are spelt so.
  private let termsOfPattern: Grouped<Int32>
  private let uses: Grouped<ListUse>
  private let judge: DisguiseJudge

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    var builder = DisguisedTermTable()
    for (index, list) in lists.enumerated() where list.modes.contains(.sounds) {
      for (number, entry) in list.entries.enumerated() {
        builder.addSounds(of: entry.value.text, ListUse(list: index, number: number, isException: false))
      }
    }
    for (index, list) in lists.enumerated() where list.modes.contains(.evasive) {
      for (number, entry) in list.entries.enumerated() {
        builder.add(entry.value.text, ListUse(list: index, number: number, isException: false), helps.aliases)
      }
      for (number, entry) in list.exceptions.enumerated() {
        builder.add(entry.value.text, ListUse(list: index, number: number, isException: true), nil)
      }
    }
    guard !builder.terms.isEmpty else { return nil }
    trie = PatternTrie(builder.patterns).withoutEdges()
    pairs = PairFilter(builder.patterns, in: trie)
    terms = builder.terms.map { term in
      var term = term
      if term.hasHan {
        term.cost = helps.wordCosts?.cost(ofEntry: term.isReversed ? term.units.reversed() : term.units) ?? 0
      }
      return term
    }
    termsOfPattern = Grouped(builder.termsOfPatterns, count: builder.patterns.count)
    uses = Grouped(builder.uses, count: builder.terms.count)
    judge = DisguiseJudge(words: helps.wordCosts)
  }

  /// Whether an entry can be looked for in disguise at all; one that cannot is looked for as it is.
  static func takes(_ text: String) -> Bool { DisguisedTerm(text) != nil }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let view = text.shape
    if view.units.isEmpty { return }
    var search = DisguiseSearch(view: view, trie: trie, pairs: pairs)
    search.run()
    if search.reached.isEmpty { return }
    var best = BestMatches()
    var reading: HanReading?
    for walk in search.reached {
      for number in termsOfPattern[Int(trie.pattern(at: walk.node))] {
        let term = terms[Int(number)]
        let isException = uses[Int(number)].allSatisfy(\.isException)
        guard
          let range = judge.range(
            of: walk, as: term, in: view, raw: text.raw, isException: isException, reading: &reading)
        else {
          continue
        }
        let disguise = walk.disguise(from: term) + (term.isAlias ? 1 : 0) + (term.isTurned || term.isReversed ? 4 : 0)
        let view: ListHit.View = term.sound != nil ? .sounds : disguise == 0 ? .folded : .skeleton
        for use in uses[Int(number)] {
          best.add(ListMatch(use: use, range: range, view: view, disguise: disguise))
        }
      }
    }
    found += best.matches
  }
}

/// The distinct patterns of all terms.
private struct DisguisedTermTable {
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
