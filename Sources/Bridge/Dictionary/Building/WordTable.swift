/// Words of a language written with blanks, with weighed senses, while a dictionary is put together.
struct WordTable {
  struct Word {
    var senses: [DictionaryDraft.Sense] = []
    var weights: [Double] = []
    /// Whether each sense is of a verb; nil where nothing says so.
    var areVerbs: [Bool?] = []
    var reading = ""
  }

  let languages: LanguagePair
  private(set) var words: [String: Word] = [:]

  init(_ languages: LanguagePair) { self.languages = languages }

  /// Adds a sense under the folded key `word`; of one text the heaviest counts.
  mutating func add(_ word: String, _ sense: DictionaryDraft.Sense, weight: Double, isVerb: Bool? = nil) {
    guard !word.isEmpty, !sense.text.isEmpty else { return }
    var entry = words[word] ?? Word()
    if let place = entry.senses.firstIndex(where: { $0.text == sense.text }) {
      if weight > entry.weights[place] {
        entry.weights[place] = weight
        entry.senses[place] = sense
        entry.areVerbs[place] = isVerb
      }
    } else {
      entry.senses.append(sense)
      entry.weights.append(weight)
      entry.areVerbs.append(isVerb)
    }
    words[word] = entry
  }

  mutating func add(_ entries: [(word: String, senses: [DictionaryDraft.Sense])]) {
    for entry in entries {
      for (place, sense) in entry.senses.enumerated() {
        add(entry.word, sense, weight: 100 - Double(place))
      }
    }
  }

  /// A word that a form can come from.
  struct Origin: Hashable {
    var word: String
    /// What its senses weigh less under the form.
    var penalty: Double
    /// Whether the form is one of the word as a verb; nil where it can be any.
    var isVerb: Bool?

    init(word: String, penalty: Double, isVerb: Bool? = nil) {
      (self.word, self.penalty, self.isVerb) = (word, penalty, isVerb)
    }
  }

  /// What a sense of another part of speech than the form's weighs less.
  private static let otherPart = 4.0

  /// The dictionary in which every word of the table is an entry, and `forms` are keys of the words that they come from.
  func draft(
    forms: [String: [Origin]], cost: (String) -> Float
  ) -> DictionaryDraft {
    var draft = DictionaryDraft(languages: languages)
    var numbers: [String: Int] = [:]
    for (word, entry) in words.sorted(by: { $0.key < $1.key }) {
      numbers[word] = draft.entries.count
      let order = entry.senses.indices.sorted { (entry.weights[$1], $0) < (entry.weights[$0], $1) }
      draft.entries.append(
        DictionaryDraft.Entry(
          form: word, variant: word, reading: entry.reading, senses: order.map { entry.senses[$0] }, flags: []))
    }
    let all = Set(words.keys).union(forms.keys)
    for key in all.sorted() {
      var origins = (forms[key] ?? []).filter { $0.word != key && numbers[$0.word] != nil }
      if numbers[key] != nil { origins.insert(Origin(word: key, penalty: 0), at: 0) }
      guard !origins.isEmpty else { continue }
      draft.keys.append(self.key(key, origins, numbers, cost(key)))
    }
    return draft
  }

  private func key(
    _ word: String, _ origins: [Origin], _ numbers: [String: Int], _ cost: Float
  ) -> DictionaryDraft.Key {
    var senses: [(weight: Double, place: DictionaryDraft.SensePlace, text: String)] = []
    for origin in origins {
      guard let number = numbers[origin.word], let entry = words[origin.word] else { continue }
      let order = entry.senses.indices.sorted { (entry.weights[$1], $0) < (entry.weights[$0], $1) }
      for (place, index) in order.enumerated() {
        senses.append(
          (
            entry.weights[index] - origin.penalty - mismatch(origin.isVerb, entry.areVerbs[index]),
            DictionaryDraft.SensePlace(entry: number, place: place),
            entry.senses[index].text
          ))
      }
    }
    var seen: Set<String> = []
    let ranked = senses.indices.sorted { (senses[$1].weight, $0) < (senses[$0].weight, $1) }
      .filter { seen.insert(senses[$0].text).inserted }.map { senses[$0].place }
    return DictionaryDraft.Key(
      word: word, cost: cost, entries: origins.compactMap { numbers[$0.word] }, ranked: ranked)
  }

  private func mismatch(_ form: Bool?, _ sense: Bool?) -> Double {
    guard let form, let sense else { return 0 }
    return form == sense ? 0 : Self.otherPart
  }
}
