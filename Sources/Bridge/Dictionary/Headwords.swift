internal import Glibc

/// Dictionaries the other way round, for a few words: what stands in a text of another language that is glossed by them.
package struct Headwords: Sendable {
  /// What of a word stands, between word edges, in a text that holds the word in whatever form.
  package struct Form: Sendable, Hashable {
    package var text: String
    /// Whether one end may be inside a word, as in compounds.
    package var isJoined = false
  }

  /// The forms of one language that are glossed by a word.
  private struct Found {
    var forms: Set<Form> = []
    /// How often they stand in texts, as a share of all words.
    var share = 0.0
  }

  /// For each open pair, the words of a gloss (lemmas) → forms.
  private var pairs: [[String: Found]] = []

  /// The forms, in every open dictionary into `target`, among whose senses one of `lemmas` stands.
  ///
  /// Reads all senses and keys once: some 0.1 s for nine dictionaries, whose pages do not stay in memory.
  package init(glossedBy lemmas: Set<String>, into target: String, in dictionaries: Dictionaries) {
    if lemmas.isEmpty { return }
    for glosser in dictionaries.glossers where glosser.target == target && glosser.source != target {
      guard let dictionary = dictionaries.of(glosser.source, target) else { continue }
      pairs.append(Self.found(lemmas, glosser, dictionary))
      dictionary.file.releasePages()
    }
  }

  /// For each language, the forms of whichever of an entry's lemmas is the rarest there: without one of them the entry is not
  /// in the gloss. Nothing of a language that lacks one of the lemmas.
  package func forms(ofRarest lemmas: [String]) -> Set<Form> {
    pairs.reduce(into: []) { forms, found in
      let known = lemmas.map { found[$0] }
      guard let rarest = known.min(by: { $0?.share ?? 0 < $1?.share ?? 0 }) else { return }
      forms.formUnion(rarest?.forms ?? [])
    }
  }

  private static func found(
    _ lemmas: Set<String>, _ glosser: any PairGlosser, _ dictionary: PairDictionary
  ) -> [String: Found] {
    let senses = SensesOfLemmas(lemmas, dictionary)
    var found: [String: Found] = [:]
    let spelled = dictionary.spellings { key in dictionary.hasSense(of: key) { senses.has($0) } }
    for (key, spelling) in spelled {
      guard let form = glosser.form(of: key, spelled: spelling) else { continue }
      let costs = [key, dictionary.key(of: form.text) ?? key].map { dictionary.cost(of: $0) }
      let share = Double(exp(-min(costs[0], costs[1])))
      for lemma in Set(dictionary.rankedSenses(of: key).flatMap { senses.lemmas(of: $0.number) }) {
        found[lemma, default: Found()].forms.insert(form)
        found[lemma, default: Found()].share += share
      }
    }
    return found
  }
}

/// Which senses of a dictionary hold which of a few lemmas.
private struct SensesOfLemmas {
  /// For each sense of the file the number of its lemmas in `sets`, plus one; 0 where it has none.
  private var numbers: [UInt16]
  private var sets: [[String]] = []

  init(_ lemmas: Set<String>, _ dictionary: PairDictionary) {
    let file = dictionary.file
    let beginnings = WordBeginnings(lemmas.union(EnglishLemmas.irregularForms(of: lemmas)))
    numbers = [UInt16](repeating: 0, count: file.senses)
    // A string stands for many senses: 0 not looked at, 1 nothing, else the number of its lemmas plus two.
    var byString = [UInt16](repeating: 0, count: file.strings)
    var numberOfSet: [[String]: UInt16] = [:]
    for sense in 0..<file.senses {
      let string = Int(file.number(.senses, sense * 2))
      guard string < byString.count else { continue }
      if byString[string] == 0 {
        byString[string] = 1
        if beginnings.standInWord(ofString: string, of: file) {
          let found = Set(EnglishLemmas.of(file.string(UInt32(string)))).intersection(lemmas).sorted()
          if !found.isEmpty {
            if numberOfSet[found] == nil, sets.count < Int(UInt16.max) - 2 {
              numberOfSet[found] = UInt16(sets.count)
              sets.append(found)
            }
            byString[string] = numberOfSet[found].map { $0 + 2 } ?? 1
          }
        }
      }
      if byString[string] > 1 { numbers[sense] = byString[string] - 1 }
    }
  }

  func has(_ sense: Int) -> Bool { sense < numbers.count && numbers[sense] > 0 }

  func lemmas(of sense: Int) -> [String] { has(sense) ? sets[Int(numbers[sense]) - 1] : [] }
}

/// The first two letters of a few words, to pass over texts that hold none of them. A word and its lemma begin alike, irregular
/// forms aside.
private struct WordBeginnings {
  private var known = [Bool](repeating: false, count: 32 * 32)

  init(_ words: Set<String>) {
    for word in words {
      let letters = Array(word.utf8.prefix(2))
      guard let first = letters.first else { continue }
      if letters.count == 2 {
        known[Self.place(first, letters[1])] = true
      } else {
        for second in 0..<UInt8(32) { known[Self.place(first, second)] = true }
      }
    }
  }

  private static func place(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) * 32 + Int(second & 31) }

  /// Whether a word of the string begins so.
  func standInWord(ofString number: Int, of file: DictionaryFile) -> Bool {
    let (start, end) = (Int(file.number(.stringStarts, number)), Int(file.number(.stringStarts, number + 1)))
    return file.withBytes(of: .strings) { bytes in
      guard start < end, end <= bytes.byteCount else { return false }
      var isInside = false
      for place in start..<end {
        let byte = bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
        let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        if isLetter && !isInside {
          let next = place + 1 < end ? bytes.unsafeLoad(fromByteOffset: place + 1, as: UInt8.self) : 0
          if known[Self.place(byte, next)] { return true }
        }
        isInside = isLetter || byte == 0x27 && isInside
      }
      return false
    }
  }
}
