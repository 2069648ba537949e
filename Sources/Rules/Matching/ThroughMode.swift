internal import Bridge
internal import Text

/// `through: [en]`: entries of an English list found in the gloss of a post in another language.
///
/// When the rules load, each entry's rarest content word is turned through the dictionary into the headwords that it
/// glosses; only a text that holds one of those is glossed. An entry is there when its content words stand, in order, among
/// the first three senses of adjacent tokens. A hit names the source words as its span, and may label or queue only.
struct ThroughMode: ListMode {
  private struct Entry: Sendable {
    var lemmas: [String]
    var use: ListUse
  }

  private let entries: [Entry]
  /// The first lemma of each entry → the entries.
  private let byFirst: [String: [Int]]
  private let gate: PhraseAutomaton
  private let glosser: Glosser
  private let target: String

  private static let senses = 3
  /// The one target language that glosses are written in so far.
  static let targets = ["en"]

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    var entries: [Entry] = []
    for (index, list) in lists.enumerated() where list.through.contains("en") {
      for (number, entry) in list.entries.enumerated() where entry.value.text.utf8.allSatisfy({ $0 < 0x80 }) {
        let lemmas = EnglishLemmas.of(entry.value.text)
        guard !lemmas.isEmpty else { continue }
        entries.append(Entry(lemmas: lemmas, use: ListUse(list: index, number: number, isException: false)))
      }
    }
    let headwords = Headwords(glossedBy: Set(entries.flatMap(\.lemmas)), in: helps.dictionaries)
    var gates: Set<[UInt32]> = []
    for entry in entries {
      let rarest = entry.lemmas.min { (headwords.byLemma[$0] ?? []).count < (headwords.byLemma[$1] ?? []).count }
      for word in rarest.flatMap({ headwords.byLemma[$0] }) ?? [] {
        let folded = FoldedText(word).scalars
        if !folded.isEmpty { gates.insert(folded) }
      }
    }
    guard !gates.isEmpty else { return nil }
    self.entries = entries
    byFirst = Dictionary(grouping: entries.indices) { entries[$0].lemmas[0] }
    gate = PhraseAutomaton(gates.sorted { $0.lexicographicallyPrecedes($1) })
    glosser = Glosser(dictionaries: helps.dictionaries, detector: LanguageDetector())
    target = Self.targets[0]
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    guard gate.hasMatch(in: text.folded.scalars) else { return }
    let text = String(String.UnicodeScalarView(text.raw.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    let tokens = glosser.gloss(text, to: target).tokens.filter { !$0.senses.isEmpty }
    let senses = tokens.map { token in token.senses.prefix(Self.senses).map { EnglishLemmas.of($0.text) } }
    for start in tokens.indices {
      for entry in Set(senses[start].flatMap { $0 }).flatMap({ byFirst[$0] ?? [] }).sorted() {
        guard let end = reach(of: entries[entry].lemmas, from: start, senses, tokens) else { continue }
        let range = tokens[start].range.lowerBound..<tokens[end].range.upperBound
        found.append(ListMatch(use: entries[entry].use, range: range, view: .gloss, disguise: 0))
      }
    }
  }

  /// The last token of the run from `start` whose senses hold all `lemmas` in order, or nil.
  private func reach(of lemmas: [String], from start: Int, _ senses: [[[String]]], _ tokens: [GlossToken]) -> Int? {
    var (taken, token) = (0, start)
    while token < senses.count {
      if token > start, tokens[token].range.lowerBound - tokens[token - 1].range.upperBound > 1 { return nil }
      // The sense that takes the most of what is left, each word in order.
      let most = senses[token].map { Self.taken($0, lemmas[taken...]) }.max() ?? 0
      guard most > 0 else { return nil }
      taken += most
      if taken == lemmas.count { return token }
      token += 1
    }
    return nil
  }

  private static func taken(_ sense: [String], _ lemmas: ArraySlice<String>) -> Int {
    var count = 0
    for word in sense where count < lemmas.count && lemmas[lemmas.startIndex + count] == word { count += 1 }
    return count
  }
}
