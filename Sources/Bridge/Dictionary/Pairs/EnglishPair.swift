internal import Glibc

/// English into Chinese: CC-CEDICT turned round, with English inflection, and our own core of words that no Chinese word
/// is listed under.
struct EnglishPair: DictionaryPair {
  let languages = LanguagePair("en", "zh")
  let needed = [SourceID.cedict]
  let helpful = [SourceID.jieba, SourceID.englishForms, SourceID.englishFrequencies]

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { SpacedGlosser(dictionary, notes: .english) }

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var words = WordTable(languages)
    if let (text, mark) = try shelf.take(SourceID.cedict) {
      let (entries, unreadable) = CedictEntry.all(in: text, mark)
      try shelf.close(SourceID.cedict, unreadable: unreadable, isEmpty: entries.isEmpty)
      let counts = try shelf.take(SourceID.jieba).map { WordFrequencies($0.text).counts } ?? [:]
      Self.invert(entries, counts, into: &words)
    }
    words.add(EnglishCore.words.entries)
    let forms = try InflectionTable.take(SourceID.englishForms, from: shelf)
    let frequencies = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    return EnglishForms(forms, frequencies).draft(words)
  }

  /// Each sense of a Chinese word becomes an English key whose sense is the Chinese word.
  private static func invert(_ entries: [CedictEntry], _ counts: [String: Int], into words: inout WordTable) {
    for entry in entries {
      let frequency = log(1 + Double(counts[entry.simplified] ?? 0))
      var place = 0.0
      for sense in entry.senses {
        if !sense.flags.isDisjoint(with: [.aside, .surname, .variant, .usedIn]) { continue }
        var weight = frequency - Self.perSense * place
        place += 1
        if entry.isName { weight -= 0.5 }
        if !sense.flags.isDisjoint(with: [.archaic, .literary, .dialect, .boundForm, .abbreviation]) { weight -= 6 }
        let shown = DictionaryDraft.Sense(
          text: entry.simplified, flags: sense.flags.union(entry.mark).subtracting(.boundForm))
        for key in EnglishKey.keys(of: sense.text) {
          words.add(
            key.word, shown, weight: weight - key.penalty - Self.brevity(entry.simplified, key.word), isVerb: key.isVerb
          )
        }
      }
    }
  }

  /// What a single character weighs less: it is frequent as a part of words, and seldom the word of today for an expression.
  private static func brevity(_ word: String, _ key: String) -> Double {
    guard word.unicodeScalars.count == 1 else { return 0 }
    return key.utf8.contains(0x20) ? briefExpression : brief
  }

  /// In natural logarithms of frequency: what a sense further down weighs less, and a single character for a word and for an
  /// expression.
  private static let (perSense, brief, briefExpression) = (1.2, 1.5, 4.0)
}

/// The English keys that a sense of a dictionary can be found under.
struct EnglishKey {
  var word: String
  /// What the sense is worth less under this key.
  var penalty: Double
  /// The sense says "to …".
  var isVerb: Bool

  private static let longest = 5

  /// `to pay (a bill)` is `pay`; `the sun` is `sun`; `to be angry` is `be angry` and, for less, `angry`.
  static func keys(of sense: String) -> [EnglishKey] {
    var text = ShownSenses.short(sense)
    if text.hasPrefix("(") { return [] }
    text = KeyFold.key(text).trimmed
    var isVerb = false
    if text.hasPrefix("to ") {
      text = String(text.dropFirst(3))
      isVerb = true
    }
    var keys = [EnglishKey(word: text, penalty: 0, isVerb: isVerb)]
    for (lead, penalty) in [("be ", 0.5), ("a ", 0), ("an ", 0), ("the ", 0)] where text.hasPrefix(lead) {
      keys.append(EnglishKey(word: String(text.dropFirst(lead.count)), penalty: penalty, isVerb: false))
    }
    for tail in [" sb", " sth", " sb or sth", " somebody", " something"] where text.hasSuffix(tail) {
      keys.append(EnglishKey(word: String(text.dropLast(tail.count)), penalty: 0.3, isVerb: isVerb))
    }
    return keys.filter { key in
      let bytes = key.word.utf8
      return !bytes.isEmpty && bytes.count(where: { $0 == 0x20 }) < longest
        && bytes.allSatisfy {
          $0 >= 0x61 && $0 <= 0x7A || $0 == 0x20 || $0 == 0x27 || $0 == 0x2D || $0 >= 0xC3 && $0 < 0xE0
            || $0 >= 0x80 && $0 < 0xC0 || $0 >= 0x30 && $0 <= 0x39
        }
    }
  }
}
