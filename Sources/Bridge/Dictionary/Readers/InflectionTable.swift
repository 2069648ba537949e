/// Inflected forms and their lemmas, as set-up writes them: `form`, tab, part of speech, tab, lemma.
struct InflectionTable {
  struct Lemma: Hashable {
    var word: String
    /// `noun`, `verb`, `adj`, …: as the source has it.
    var part: String
  }

  /// Form to lemmas, in the source's order.
  private(set) var lemmas: [String: [Lemma]] = [:]
  /// Lemma to forms other than itself.
  private(set) var forms: [Lemma: [String]] = [:]
  private(set) var malformed = 0

  init() {}

  init(_ text: SourceText) {
    text.forEachLine { line in
      guard !line.isEmpty else { return }
      let fields = line.split(separator: 0x09)
      guard fields.count == 3 else {
        malformed += 1
        return
      }
      let form = KeyFold.key(String(decoding: fields[0], as: UTF8.self))
      let lemma = Lemma(
        word: KeyFold.key(String(decoding: fields[2], as: UTF8.self)), part: String(decoding: fields[1], as: UTF8.self))
      if lemmas[form]?.contains(lemma) ?? false { return }
      lemmas[form, default: []].append(lemma)
      if form != lemma.word { forms[lemma, default: []].append(form) }
    }
  }

  /// The table of a source; empty where it is not installed.
  static func take(_ id: String, from shelf: SourceShelf) throws(DictionaryError) -> InflectionTable {
    guard let (text, _) = try shelf.take(id) else { return InflectionTable() }
    let table = InflectionTable(text)
    try shelf.close(id, unreadable: table.malformed, isEmpty: table.lemmas.isEmpty)
    return table
  }
}
