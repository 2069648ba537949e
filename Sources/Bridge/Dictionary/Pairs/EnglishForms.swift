/// The inflected forms of English words and expressions, each with the words that it can come from.
struct EnglishForms {
  private let table: InflectionTable
  private let frequencies: ZipfFrequencies

  init(_ table: InflectionTable, _ frequencies: ZipfFrequencies) {
    self.table = table
    self.frequencies = frequencies
  }

  /// The dictionary of `words`, with every inflected form of them as a key.
  func draft(_ words: WordTable) -> DictionaryDraft {
    var forms: [String: [WordTable.Origin]] = [:]
    func add(_ form: String, _ word: String, _ penalty: Double, isVerb: Bool? = nil) {
      guard form != word else { return }
      if let place = forms[form]?.firstIndex(where: { $0.word == word }) {
        // A form of the word as a verb and as a noun (tips) says nothing of either.
        if forms[form]?[place].isVerb != isVerb { forms[form]?[place].isVerb = nil }
        return
      }
      forms[form, default: []].append(WordTable.Origin(word: word, penalty: penalty, isVerb: isVerb))
    }
    for (form, lemmas) in table.lemmas {
      for lemma in lemmas where words.words[lemma.word] != nil {
        add(form, lemma.word, Self.penalty(form, lemma), isVerb: lemma.part == "verb" || lemma.part == "aux")
      }
    }
    for word in frequencies.words where words.words[word] == nil && forms[word] == nil {
      for lemma in Self.regular(word) where words.words[lemma] != nil { add(word, lemma, 1) }
    }
    for (word, entry) in words.words where word.utf8.contains(0x20) {
      for form in phrases(word, isVerb: entry.areVerbs.contains(true)) { add(form, word, 0) }
    }
    let sorted = forms.mapValues { $0.sorted { ($0.penalty, $0.word) < ($1.penalty, $1.word) } }
    return words.draft(forms: sorted) { word in (9 - frequencies.zipf(word)) * 2.302585 }
  }

  /// A form that is a word of its own as well (left, saw) is taken for either.
  private static func penalty(_ form: String, _ lemma: InflectionTable.Lemma) -> Double {
    lemma.part == "verb" || lemma.part == "aux" ? 0 : 1
  }

  /// The forms of an expression: its first word inflected where it is a verb (gave up), its last where it is a noun.
  private func phrases(_ phrase: String, isVerb: Bool) -> [String] {
    let words = phrase.split(separator: " ").map(String.init)
    guard let first = words.first, let last = words.last, words.count > 1 else { return [] }
    if isVerb {
      let forms = table.forms[InflectionTable.Lemma(word: first, part: "verb")] ?? Self.verbForms(first)
      return forms.map { ([$0] + words.dropFirst()).joined(separator: " ") }
    }
    let forms = table.forms[InflectionTable.Lemma(word: last, part: "noun")] ?? []
    return forms.map { (words.dropLast() + [$0]).joined(separator: " ") }
  }

  private static func verbForms(_ verb: String) -> [String] {
    if verb == "be" { return ["is", "are", "am", "was", "were", "been", "being"] }
    let stem = verb.hasSuffix("e") ? String(verb.dropLast()) : verb
    return [verb + "s", stem + "ed", stem + "ing"]
  }

  /// What a word can be a regular form of.
  static func regular(_ word: String) -> [String] {
    var lemmas: [String] = []
    func cut(_ ending: String, _ replacements: String...) {
      guard word.hasSuffix(ending), word.utf8.count > ending.utf8.count + 2 else { return }
      let stem = String(word.dropLast(ending.count))
      for replacement in replacements { lemmas.append(stem + replacement) }
      let bytes = Array(stem.utf8)
      if ending != "s", bytes.count > 2, bytes[bytes.count - 1] == bytes[bytes.count - 2] {
        lemmas.append(String(stem.dropLast()))
      }
    }
    cut("'s", "")
    cut("s", "")
    cut("es", "")
    cut("ies", "y")
    cut("ing", "", "e")
    cut("in", "ing")
    cut("in'", "", "e")
    cut("ed", "", "e")
    cut("ied", "y")
    cut("ly", "", "le")
    cut("ily", "y")
    cut("er", "", "e")
    cut("est", "", "e")
    cut("ier", "y")
    cut("iest", "y")
    cut("ness", "")
    return lemmas
  }
}
