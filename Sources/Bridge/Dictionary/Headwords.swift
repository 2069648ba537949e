/// A dictionary the other way round, for a few words: which headwords are glossed by them.
package struct Headwords: Sendable {
  /// The words of a gloss (lemmas) → headwords in both scripts, sorted.
  package let byLemma: [String: [String]]

  /// The headwords of every open dictionary among whose senses one of `lemmas` stands. Reads all senses once (about 0.2 s).
  package init(glossedBy lemmas: Set<String>, in dictionaries: Dictionaries) {
    var found: [String: Set<String>] = [:]
    if let chinese = dictionaries.chinese, !lemmas.isEmpty {
      for index in 0..<chinese.file.entries {
        let entry = chinese.entry(index)
        for sense in entry.senses {
          for lemma in EnglishLemmas.of(sense.text) where lemmas.contains(lemma) {
            found[lemma, default: []].insert(entry.form)
            found[lemma, default: []].insert(entry.variant)
          }
        }
      }
    }
    byLemma = found.mapValues { $0.sorted() }
  }
}
