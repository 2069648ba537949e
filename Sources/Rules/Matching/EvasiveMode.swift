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
    trie = PatternTrie(builder.patterns)
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
    var judged = JudgedText(text.raw, view.units, words: judge.words)
    for walk in search.reached {
      for number in termsOfPattern[Int(trie.pattern(at: walk.node))] {
        let term = terms[Int(number)]
        let isException = uses[Int(number)].allSatisfy(\.isException)
        guard let range = judge.range(of: walk, as: term, in: &judged, isException: isException) else { continue }
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
