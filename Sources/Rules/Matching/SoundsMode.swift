internal import Bridge
internal import Text

/// `match: sounds` for Chinese: characters of the same toneless syllables, and pinyin in Latin letters.
///
/// A trie of the entries' syllables is walked over the skeleton view. Whether a homophone is meant or just stands there is a
/// question to the words of the language: the clause must be likelier with the entry in its place.
struct SoundsMode: ListMode {
  private let trie: PatternTrie
  private let pairs: PairFilter
  private let terms: [SoundTerm]
  private let termsOfPattern: Grouped<Int32>
  private let judge: SoundJudge

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    var patterns: [[UInt32]] = []
    var numbers: [[UInt32]: Int] = [:]
    var terms: [SoundTerm] = []
    var termsOfPatterns: [(group: Int32, value: Int32)] = []
    func add(_ patternsOfTerm: [[UInt32]], _ term: SoundTerm) {
      for pattern in patternsOfTerm {
        let number = numbers[pattern] ?? patterns.count
        if number == patterns.count {
          numbers[pattern] = number
          patterns.append(pattern)
        }
        termsOfPatterns.append((Int32(number), Int32(terms.count)))
      }
      terms.append(term)
    }
    func add(_ text: String, _ use: ListUse, _ neighbours: Set<SoundNeighbours> = []) {
      let characters = FoldedText(text).scalars
      let spellings = SoundTerm.spellings(of: characters)
      if spellings.isEmpty { return }
      var term = SoundTerm(characters: characters, use: use, words: helps.wordCosts)
      add(spellings, term)
      term.isNeighbour = true
      if !neighbours.isEmpty { add(SoundTerm.neighbourSpellings(of: characters, neighbours), term) }
    }
    for (index, list) in lists.enumerated() where list.modes.contains(.sounds) {
      for (number, entry) in list.entries.enumerated() {
        add(entry.value.text, ListUse(list: index, number: number, isException: false), list.neighbours)
      }
      for (number, entry) in list.exceptions.enumerated() {
        add(entry.value.text, ListUse(list: index, number: number, isException: true))
      }
    }
    guard !patterns.isEmpty else { return nil }
    trie = PatternTrie(patterns)
    pairs = PairFilter(patterns, in: trie)
    self.terms = terms
    termsOfPattern = Grouped(termsOfPatterns, count: patterns.count)
    judge = SoundJudge(words: helps.wordCosts)
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let view = text.shape
    guard view.roles.contains(ShapeText.RoleSet(.han)) || view.roles.contains(ShapeText.RoleSet(.letter)) else {
      return
    }
    var search = SoundSearch(view: view, trie: trie, pairs: pairs)
    search.run()
    if search.reached.isEmpty { return }
    var best = BestMatches()
    var judged = JudgedText(text.raw, view.units, words: judge.words)
    for walk in search.reached {
      for number in termsOfPattern[Int(trie.pattern(at: walk.node))] {
        let term = terms[Int(number)]
        guard let disguise = judge.disguise(of: walk, as: term, in: &judged) else { continue }
        let range = Int(view.units[Int(walk.starts[0])].start)..<Int(view.units[Int(walk.last)].end)
        best.add(
          ListMatch(use: term.use, range: range, view: disguise == 0 ? .folded : .sounds, disguise: disguise))
      }
    }
    found += best.matches
  }
}

/// An entry by its syllables.
struct SoundTerm: Sendable {
  var characters: [UInt32]
  var use: ListUse
  /// What the entry costs as a word; 0 without a dictionary.
  var cost: Float
  /// Reached by a spelling in which one syllable only resembles the entry's.
  var isNeighbour = false

  private static let mostSpellings = 4

  init(characters: [UInt32], use: ListUse, words: WordCosts?) {
    self.characters = characters
    self.use = use
    cost = words?.cost(ofEntry: characters) ?? 0
  }

  /// The syllables of the characters, in up to four ways where some have several readings; each number plus one.
  static func spellings(of characters: [UInt32]) -> [[UInt32]] {
    guard (2...16).contains(characters.count) else { return [] }
    var spellings: [[UInt32]] = [[]]
    for character in characters {
      var readings: [UInt32] = []
      Syllables.of(character).forEach { if readings.count < 2 { readings.append(UInt32($0) + 1) } }
      if readings.isEmpty { return [] }
      let isFull = spellings.count * readings.count > mostSpellings
      spellings = spellings.flatMap { spelling in (isFull ? [readings[0]] : readings).map { spelling + [$0] } }
    }
    return spellings
  }
}
