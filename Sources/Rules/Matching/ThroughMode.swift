internal import Bridge
internal import Text

/// `through: [en]`: entries of an English list found in the gloss of a post in another language.
///
/// When the rules load, each entry's rarest content word is turned through every installed dictionary into the words, in all
/// their forms, that it glosses; only a text that holds one of those is glossed. An entry is there when its content words
/// stand, in order, among the first three senses of neighbouring words, particles and articles not counted; from behind too
/// where the verb comes last. A hit names the source words as its span, and may label or queue only.
struct ThroughMode: ListMode {
  private struct Entry: Sendable {
    var lemmas: [String]
    var use: ListUse
  }

  private let entries: [Entry]
  /// The first lemma of each entry → the entries.
  private let byFirst: [String: [Int]]
  private let gate: PhraseAutomaton
  /// For each pattern of the gate, whether one end may be inside a word.
  private let isJoined: [Bool]
  private let glosser: Glosser
  private let target: String
  private let verbFinal: Set<String>

  /// The one target language that glosses are written in so far.
  static let targets = ["en"]

  /// The languages whose posts are found.
  static func languages(in dictionaries: Dictionaries) -> Set<String> {
    dictionaries.languages(into: targets[0])
  }

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    var entries: [Entry] = []
    for (index, list) in lists.enumerated() where list.through.contains("en") {
      for (number, entry) in list.entries.enumerated() where entry.value.text.utf8.allSatisfy({ $0 < 0x80 }) {
        let lemmas = EnglishLemmas.of(entry.value.text)
        guard !lemmas.isEmpty else { continue }
        entries.append(Entry(lemmas: lemmas, use: ListUse(list: index, number: number, isException: false)))
      }
    }
    let headwords = Headwords(
      glossedBy: Set(entries.flatMap(\.lemmas)), into: Self.targets[0], in: helps.dictionaries)
    var gates: [[UInt32]: Bool] = [:]
    for form in Set(entries.flatMap { headwords.forms(ofRarest: $0.lemmas) }) {
      let folded = FoldedText(form.text).scalars.map(Self.plain)
      if !folded.isEmpty { gates[folded] = (gates[folded] ?? false) || form.isJoined }
    }
    guard !gates.isEmpty else { return nil }
    self.entries = entries
    byFirst = Dictionary(grouping: entries.indices) { entries[$0].lemmas[0] }
    let patterns = gates.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    gate = PhraseAutomaton(patterns.map(\.key))
    isJoined = patterns.map(\.value)
    glosser = Glosser(dictionaries: helps.dictionaries, detector: LanguageDetector())
    target = Self.targets[0]
    verbFinal = helps.dictionaries.verbFinal
  }

  /// Texts of up to so many scalars are glossed whole; of longer ones what lies so far from a word that an entry needs.
  private static let wholeText = 4_096
  private static let reach = 256

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    if text.raw.count <= Self.wholeText {
      if mayHold(text.folded) { search(text, into: &found) }
    } else {
      let windows = windows(in: text.folded, of: text.raw.count)
      if !windows.isEmpty { search(text, within: windows, into: &found) }
    }
  }

  /// The same without asking first whether it can be there; within `windows` (raw scalars, ascending, apart) where they are
  /// given.
  func search(_ text: TextViews, within windows: [Range<Int>]? = nil, into found: inout [ListMatch]) {
    let text = String(String.UnicodeScalarView(text.raw.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    let glossed = glosser.gloss(text, to: target, within: windows)
    let words = GlossedWords(glossed.tokens, verbFinal: verbFinal).words
    for start in words.indices {
      for entry in Set(words[start].senses.joined()).flatMap({ byFirst[$0] ?? [] }).sorted() {
        let lemmas = entries[entry].lemmas
        guard let end = reach(of: lemmas, from: start, by: 1, words) ?? reach(of: lemmas, from: start, by: -1, words)
        else { continue }
        let range = words[min(start, end)].range.lowerBound..<words[max(start, end)].range.upperBound
        found.append(ListMatch(use: entries[entry].use, range: range, view: .gloss, disguise: 0))
      }
    }
  }

  /// Whether the text holds a word that an entry needs in its gloss.
  func mayHold(_ text: FoldedText) -> Bool {
    let scalars = Self.plain(text)
    guard gate.hasMatch(in: scalars) else { return false }
    var isThere = false
    gate.forEachMatch(in: scalars) { pattern, range in
      isThere = isThere || stands(pattern, range, scalars)
    }
    return isThere
  }

  /// What lies around the words that entries need in their glosses, in raw scalars of a text of `count`.
  private func windows(in text: FoldedText, of count: Int) -> [Range<Int>] {
    let scalars = Self.plain(text)
    var windows: [Range<Int>] = []
    gate.forEachMatch(in: scalars) { pattern, range in
      guard stands(pattern, range, scalars) else { return }
      let (start, end) = (text.start(of: range.lowerBound), text.end(of: range.upperBound - 1))
      let window = max(0, start - Self.reach)..<min(count, end + Self.reach)
      if let last = windows.last, window.lowerBound <= last.upperBound {
        windows[windows.count - 1] = min(last.lowerBound, window.lowerBound)..<max(last.upperBound, window.upperBound)
      } else {
        windows.append(window)
      }
    }
    return windows
  }

  private func stands(_ pattern: Int, _ range: Range<Int>, _ scalars: [UInt32]) -> Bool {
    let begins = WordEdge.isEdge(at: range.lowerBound, in: scalars)
    let ends = WordEdge.isEdge(at: range.upperBound, in: scalars)
    return begins && ends || isJoined[pattern] && (begins || ends)
  }

  private static func plain(_ text: FoldedText) -> [UInt32] {
    text.scalars.contains { plain($0) != $0 } ? text.scalars.map(plain) : text.scalars
  }

  /// As dictionaries spell it, where folded text differs: е for ё, and one apostrophe.
  private static func plain(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x451: 0x435
    case 0x2019, 0x2018, 0x2BC: 0x27
    default: scalar
    }
  }

  /// The last word of the run from `start` whose senses hold all `lemmas` in order, or nil; forwards, or where verbs stand last
  /// backwards.
  private func reach(of lemmas: [String], from start: Int, by step: Int, _ words: [GlossedWords.Word]) -> Int? {
    if step < 0 && !words[start].isVerbFinal { return nil }
    var (taken, place) = (0, start)
    while words.indices.contains(place) {
      if place != start, !words[step > 0 ? place : place + 1].isAdjacent { return nil }
      // The sense that takes the most of what is left, each word in order.
      let most = words[place].senses.map { Self.taken($0, lemmas[taken...]) }.max() ?? 0
      guard most > 0 else { return nil }
      taken += most
      if taken == lemmas.count { return place }
      place += step
    }
    return nil
  }

  private static func taken(_ sense: [String], _ lemmas: ArraySlice<String>) -> Int {
    var count = 0
    for word in sense where count < lemmas.count && lemmas[lemmas.startIndex + count] == word { count += 1 }
    return count
  }
}

/// The words of a gloss that mean something by themselves, as the lemmas of their first senses.
private struct GlossedWords {
  struct Word {
    /// Raw scalars.
    var range: Range<Int>
    var senses: [[String]]
    /// Whether nothing but blanks and a particle or an article or two stands between the word before and this one.
    var isAdjacent: Bool
    /// Whether the verb may stand behind its object in its language.
    var isVerbFinal: Bool
  }

  private(set) var words: [Word] = []

  private static let senses = 3
  private static let mostParticles = 2

  init(_ tokens: [GlossToken], verbFinal: Set<String>) {
    var particles = 0
    var isCut = true
    var end = 0
    for token in tokens {
      if token.range.lowerBound - end > 1 { isCut = true }
      end = token.range.upperBound
      let lemmas = token.senses.prefix(Self.senses).map { EnglishLemmas.of($0.text) }
      guard let first = lemmas.first else {
        // A sign, a number, or a word that nothing is known of.
        isCut = true
        continue
      }
      if first.isEmpty {
        particles += 1
        continue
      }
      words.append(
        Word(
          range: token.range, senses: lemmas, isAdjacent: !isCut && particles <= Self.mostParticles,
          isVerbFinal: verbFinal.contains(token.lang)))
      (particles, isCut) = (0, false)
    }
  }
}
