/// Adds what FreeDict says of a language's words, both ways round.
struct FreeDictSenses {
  let language: String
  /// What a translation is worth as evidence: from the language, and into it.
  let weights: (forward: Double, backward: Double)
  /// Which keys are worth having.
  let isWanted: (String) -> Bool

  private static let mostWords = 5

  init(
    _ language: String, weights: (forward: Double, backward: Double),
    isWanted: @escaping (String) -> Bool = { _ in true }
  ) {
    self.language = language
    self.weights = weights
    self.isWanted = isWanted
  }

  func add(from shelf: SourceShelf, to table: inout LemmaTable) throws(DictionaryError) {
    let words = Words(table)
    let isForward = { (head: FreeDictArticle.Head) in Self.key(head.word).map(isWanted) ?? false }
    try forEachArticle(SourceID.freeDict(language, "en"), shelf, isForward) { article, mark in
      guard let key = Self.key(article.headword) else { return }
      for (place, translation) in article.translations.enumerated() {
        let flags = translation.flags.union(mark)
        words.add(
          key, part: translation.part, DictionaryDraft.Sense(text: Self.english(translation.text), flags: flags),
          evidence: weights.forward * (translation.isSpecial ? 0.4 : 1) - 0.1 * Double(min(place, 6)), to: &table)
      }
    }
    let isBackward = { (head: FreeDictArticle.Head) in
      head.word.utf8.count(where: { $0 == 0x20 }) < Self.mostWords
    }
    try forEachArticle(SourceID.freeDict("en", language), shelf, isBackward) { article, mark in
      let text = Self.english(article.headword)
      for (place, translation) in article.translations.enumerated() {
        guard let key = Self.key(translation.text), isWanted(key) else { continue }
        words.add(
          key, part: translation.part,
          DictionaryDraft.Sense(text: text, flags: translation.flags.union(mark)),
          evidence: weights.backward * (translation.isSpecial ? 0.4 : 1) - 0.1 * Double(min(place, 6)), to: &table)
      }
    }
  }

  private func forEachArticle(
    _ id: String, _ shelf: SourceShelf, _ isWanted: (FreeDictArticle.Head) -> Bool,
    _ body: (FreeDictArticle, SenseFlags) -> Void
  ) throws(DictionaryError) {
    guard let (text, mark) = try shelf.take(id) else { return }
    let reader = DictdReader(text)
    var isEmpty = true
    for range in reader.articles {
      guard let head = FreeDictArticle.Head(reader.headline(of: range)) else { continue }
      isEmpty = false
      guard isWanted(head), let article = FreeDictArticle(head, reader.lines(of: range).dropFirst()) else { continue }
      body(article, mark)
    }
    try shelf.close(id, unreadable: reader.malformed, isEmpty: isEmpty)
  }

  /// A word or an expression as it is looked up: without the places of its objects (`jdn.`, `etw.`) and its exclamation
  /// mark; nil where nothing is left or it is too long, a sentence, or only a part of a word (`Haus…`).
  static func key(_ text: String) -> String? {
    if text.unicodeScalars.contains("…") || text.contains("...") { return nil }
    let words = KeyFold.key(text).split(separator: " ").filter { !objects.contains($0) }
    guard (1...mostWords).contains(words.count) else { return nil }
    let key = words.joined(separator: " ").trimmingMarks
    return key.isEmpty || !key.utf8.allSatisfy({ $0 >= 0x80 || Self.isWordByte($0) }) ? nil : key
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte == 0x20 || byte == 0x27 || byte == 0x2D || byte >= 0x30 && byte <= 0x39
  }

  private static let objects: Set<Substring> = [
    "/", "sich", "jd.", "jdn.", "jdm.", "jds.", "etw.", "jdn./etw.", "jdm./etw.", "etw./jdn.", "jdn", "jdm", "etw",
  ]

  private static let englishObjects: Set<Substring> = ["sb.", "sth.", "sb./sth.", "sth./sb.", "sb.'s", "sb", "sth"]

  /// An English translation as it is shown: without the "to" of a verb and the places of its objects; empty for a sentence
  /// and a part of a word.
  static func english(_ text: String) -> String {
    let bare = text.hasPrefix("to ") && text.utf8.count > 3 ? String(text.dropFirst(3)) : text
    if bare.unicodeScalars.contains("…") { return "" }
    let words = bare.split(separator: " ").filter { !englishObjects.contains($0) }
    guard let last = words.last else { return "" }
    if words.count > 1, last != "etc.", [".", "!", "?"].contains(last.unicodeScalars.last) { return "" }
    return words.joined(separator: " ")
  }
}

extension String {
  /// Without `!`, `?` and quotation marks at either end.
  fileprivate var trimmingMarks: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, "!?¡¿\"„“”".unicodeScalars.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, "!?¡¿\"„“”".unicodeScalars.contains(last) { scalars.removeLast() }
    return String(scalars).trimmed
  }
}

/// Which entries of a table a bare word means: those of its part of speech, else all.
private struct Words {
  private var entries: [String: [Int]] = [:]

  init(_ table: LemmaTable) {
    for (number, lemma) in table.lemmas.enumerated() { entries[lemma.word, default: []].append(number) }
  }

  /// Adds a sense to the entries of `word`; where it has none of that part, to a new one.
  func add(
    _ word: String, part: String, _ sense: DictionaryDraft.Sense, evidence: Double, to table: inout LemmaTable
  ) {
    let own = entries[word] ?? []
    let holding = own.filter { table.has(sense.text, in: $0) }
    let ofPart = own.filter { !part.isEmpty && table.lemmas[$0].part == part }
    let meant = !holding.isEmpty ? holding : !ofPart.isEmpty ? ofPart : part.isEmpty ? Array(own.prefix(1)) : []
    for entry in meant { table.add(sense, evidence: evidence, to: entry) }
    if meant.isEmpty {
      let entry = table.entry(LemmaTable.Lemma(word: word, part: part))
      table.add(sense, evidence: evidence, to: entry)
      table.add(key: word, entry, share: own.isEmpty ? 0 : -0.5)
    }
  }
}
