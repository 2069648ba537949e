/// Simplified into Traditional characters or back, by OpenCC's tables: words first, then single characters.
struct ScriptPair: DictionaryPair {
  let languages: LanguagePair
  /// Tables of words; the longest match of any counts.
  private let phrases: [String]
  private let characters: String

  static let all = [
    ScriptPair(
      LanguagePair("hans", "hant"), ["opencc-STPhrases", "opencc-STPhrases_GeneratedFromRegionalPhrases"],
      "opencc-STCharacters"),
    ScriptPair(LanguagePair("hant", "hans"), ["opencc-TSPhrases", "opencc-TSCharactersExt"], "opencc-TSCharacters"),
  ]

  private static let compatibility = "opencc-CJK_Compatibility_Ideographs"

  /// The cost of a key that is a single character's; a phrase costs nothing.
  static let characterCost: Float = 1

  private init(_ languages: LanguagePair, _ phrases: [String], _ characters: String) {
    (self.languages, self.phrases, self.characters) = (languages, phrases, characters)
  }

  var needed: [String] { [characters, phrases[0]] }
  var helpful: [String] { phrases.dropFirst() + [Self.compatibility] }

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { nil }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var draft = DictionaryDraft(languages: languages)
    var known: Set<String> = []
    for id in phrases { try add(id, cost: 0, from: shelf, to: &draft, &known) }
    try add(characters, cost: Self.characterCost, from: shelf, to: &draft, &known)
    // A compatibility ideograph is the unified one that it doubles, in phrases as well.
    for (from, to) in try pairs(Self.compatibility, from: shelf) {
      guard let alias = from.unicodeScalars.first, let unified = to.unicodeScalars.first, from.unicodeScalars.count == 1
      else { continue }
      draft.aliases[alias.value] = unified.value
      if known.insert(to).inserted { draft.add(to, to, cost: Self.characterCost) }
    }
    return draft
  }

  private func add(
    _ id: String, cost: Float, from shelf: SourceShelf, to draft: inout DictionaryDraft, _ known: inout Set<String>
  ) throws(DictionaryError) {
    for (from, to) in try pairs(id, from: shelf) where known.insert(from).inserted { draft.add(from, to, cost: cost) }
  }

  /// The lines of a table: `from`, tab, `to` with the best of several candidates first.
  private func pairs(_ id: String, from shelf: SourceShelf) throws(DictionaryError) -> [(String, String)] {
    guard let (text, _) = try shelf.take(id) else { return [] }
    var pairs: [(String, String)] = []
    var unreadable = 0
    text.forEachLine { line in
      let fields = line.split(separator: 0x09)
      guard fields.count == 2, let first = fields[1].split(separator: 0x20).first else {
        unreadable += line.isEmpty ? 0 : 1
        return
      }
      pairs.append((String(decoding: fields[0], as: UTF8.self), String(decoding: first, as: UTF8.self)))
    }
    try shelf.close(id, unreadable: unreadable, isEmpty: pairs.isEmpty)
    return pairs
  }
}

extension DictionaryDraft {
  /// Adds an entry of one sense under a key of its own.
  fileprivate mutating func add(_ word: String, _ sense: String, cost: Float) {
    keys.append(
      Key(word: word, cost: cost, entries: [entries.count], ranked: [SensePlace(entry: entries.count, place: 0)]))
    entries.append(Entry(form: word, variant: word, reading: "", senses: [Sense(text: sense)], flags: []))
  }
}
