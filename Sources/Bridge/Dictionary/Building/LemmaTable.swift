internal import Glibc

/// Words of a language that is inflected, while a dictionary is put together: lemmas with weighed senses, and the spellings
/// that lead to them.
struct LemmaTable {
  struct Lemma: Hashable {
    var word: String
    /// Part of speech; empty where none is known.
    var part: String
  }

  private struct Sense {
    var sense: DictionaryDraft.Sense
    /// What the sources say for it, added up.
    var evidence: Double
  }

  /// A lemma that a spelling can come from.
  struct Origin {
    var entry: Int
    /// The decimal logarithm of its share of the spelling's uses.
    var share: Double
  }

  let languages: LanguagePair
  private var numbers: [Lemma: Int] = [:]
  private(set) var lemmas: [Lemma] = []
  private var senses: [[Sense]] = []
  private(set) var keys: [String: [Origin]] = [:]
  /// Keys whose first senses are given, and which those are.
  private var core: [String: [DictionaryDraft.Sense]] = [:]

  /// How many senses a lemma keeps, and how many are ranked under a spelling.
  private static let most = 12

  init(_ languages: LanguagePair) { self.languages = languages }

  func number(of lemma: Lemma) -> Int? { numbers[lemma] }

  /// The number of a lemma, which is made where it is new.
  mutating func entry(_ lemma: Lemma) -> Int {
    if let known = numbers[lemma] { return known }
    numbers[lemma] = lemmas.count
    lemmas.append(lemma)
    senses.append([])
    return lemmas.count - 1
  }

  /// Says that `entry` can mean `sense`; what is said of one text adds up, the flags are the first's.
  mutating func add(_ sense: DictionaryDraft.Sense, evidence: Double, to entry: Int) {
    guard !sense.text.isEmpty else { return }
    if let place = senses[entry].firstIndex(where: { $0.sense.text == sense.text }) {
      senses[entry][place].evidence += evidence
    } else {
      senses[entry].append(Sense(sense: sense, evidence: evidence))
    }
  }

  func has(_ text: String, in entry: Int) -> Bool { senses[entry].contains { $0.sense.text == text } }

  /// Says that a spelling can be a form of `entry`; of one entry the greatest share counts.
  mutating func add(key: String, _ entry: Int, share: Double) {
    guard !key.isEmpty else { return }
    var origins = keys[key] ?? []
    if let place = origins.firstIndex(where: { $0.entry == entry }) {
      origins[place].share = max(share, origins[place].share)
    } else {
      origins.append(Origin(entry: entry, share: share))
    }
    keys[key] = origins
  }

  /// The entries of each lemma, whatever their part of speech.
  var entriesByWord: [String: [Int]] {
    var entries: [String: [Int]] = [:]
    for (number, lemma) in lemmas.enumerated() { entries[lemma.word, default: []].append(number) }
    return entries
  }

  /// Says that a spelling is less likely a form of `entry` than was said.
  mutating func lessen(key: String, _ entry: Int, by share: Double) {
    guard let place = keys[key]?.firstIndex(where: { $0.entry == entry }) else { return }
    keys[key]?[place].share -= share
  }

  /// Gives the senses that stand first under spellings, and those of verbs in whatever form.
  mutating func add(_ words: CoreWords) {
    for entry in words.entries { core[entry.word] = entry.senses }
    for verb in words.verbs {
      let entry = entry(Lemma(word: verb.word, part: "v"))
      for (place, sense) in verb.senses.enumerated() {
        // Over whatever sources say together.
        add(sense, evidence: 9 - Double(place), to: entry)
      }
      add(key: verb.word, entry, share: 0)
    }
  }

  /// Every spelling that leads somewhere.
  var spellings: Set<String> { Set(keys.keys).union(core.keys) }

  /// Adds what writers type instead of a spelling (accents left out), where that is no other spelling: `variants` gives them.
  mutating func addVariants(_ variants: (String) -> [String]) {
    let known = spellings
    for key in known.sorted() {
      for variant in variants(key) where variant != key && !known.contains(variant) {
        for origin in keys[key] ?? [] { add(key: variant, origin.entry, share: origin.share - 0.3) }
        if let given = core[key] { core[variant] = core[variant] ?? given }
      }
    }
  }

  /// The dictionary, its senses ranked by what the sources say, by how frequent they are in English, and by how often a
  /// spelling is a form of their lemma.
  func draft(_ ranking: SenseRanking, cost: (String) -> Float) -> DictionaryDraft {
    var draft = DictionaryDraft(languages: languages)
    var places = [Int?](repeating: nil, count: lemmas.count)
    var weights = [[Double]](repeating: [], count: lemmas.count)
    var isLedTo = [Bool](repeating: false, count: lemmas.count)
    for origins in keys.values { for origin in origins { isLedTo[origin.entry] = true } }
    let order = lemmas.indices.filter { isLedTo[$0] }.sorted {
      (lemmas[$0].word, lemmas[$0].part) < (lemmas[$1].word, lemmas[$1].part)
    }
    for index in order where !senses[index].isEmpty {
      let weighed = senses[index].map { ($0.sense, ranking.weight($0.sense, evidence: $0.evidence)) }
      let best = weighed.sorted { ($1.1, $0.0.text) < ($0.1, $1.0.text) }.prefix(Self.most)
      places[index] = draft.entries.count
      weights[index] = best.map(\.1)
      draft.entries.append(
        DictionaryDraft.Entry(
          form: lemmas[index].word, variant: lemmas[index].word, reading: "", senses: best.map(\.0), flags: []))
    }
    var coreEntries: [String: Int] = [:]
    for (word, given) in core.sorted(by: { $0.key < $1.key }) {
      coreEntries[word] = draft.entries.count
      draft.entries.append(
        DictionaryDraft.Entry(form: word, variant: word, reading: "", senses: given, flags: []))
    }
    for key in spellings.sorted() {
      let origins = (keys[key] ?? []).filter { places[$0.entry] != nil }
      let given = coreEntries[key]
      guard !origins.isEmpty || given != nil else { continue }
      draft.keys.append(self.key(key, given, origins, places, weights, draft, cost(key)))
    }
    return draft
  }

  private func key(
    _ word: String, _ given: Int?, _ origins: [Origin], _ places: [Int?], _ weights: [[Double]],
    _ draft: DictionaryDraft, _ cost: Float
  ) -> DictionaryDraft.Key {
    var ranked: [(weight: Double, place: DictionaryDraft.SensePlace)] = []
    for origin in origins {
      guard let entry = places[origin.entry] else { continue }
      for (place, weight) in weights[origin.entry].enumerated() {
        ranked.append((weight + origin.share, DictionaryDraft.SensePlace(entry: entry, place: place)))
      }
    }
    var all = ranked.indices.sorted { (ranked[$1].weight, $0) < (ranked[$0].weight, $1) }.map { ranked[$0].place }
    if let given {
      all = draft.entries[given].senses.indices.map { DictionaryDraft.SensePlace(entry: given, place: $0) } + all
    }
    var seen: Set<String> = []
    let kept = all.filter { seen.insert(draft.entries[$0.entry].senses[$0.place].text).inserted }.prefix(Self.most)
    var entries: [Int] = []
    for place in kept where !entries.contains(place.entry) { entries.append(place.entry) }
    return DictionaryDraft.Key(word: word, cost: cost, entries: entries, ranked: Array(kept))
  }
}
