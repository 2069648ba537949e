/// The lemmas of a language's forms, as set-up writes simplemma's lists: `form`, tab, lemma; capitals tell German nouns.
struct LemmaList {
  /// Calls `body` with every form and its lemma as they are spelled; returns how many lines could not be read and whether
  /// none could.
  static func forEach(
    _ text: SourceText, _ body: (_ form: String, _ lemma: String) -> Void
  ) -> (malformed: Int, isEmpty: Bool) {
    var malformed = 0
    var isEmpty = true
    text.forEachLine { line in
      guard !line.isEmpty else { return }
      guard let tab = line.firstIndex(of: 0x09), tab > line.startIndex, tab + 1 < line.endIndex,
        !line[(tab + 1)...].contains(0x09)
      else {
        malformed += 1
        return
      }
      isEmpty = false
      body(String(decoding: line[..<tab], as: UTF8.self), String(decoding: line[(tab + 1)...], as: UTF8.self))
    }
    return (malformed, isEmpty)
  }

  /// The list of a source; nothing where it is not installed.
  static func take(
    _ id: String, from shelf: SourceShelf, _ body: (_ form: String, _ lemma: String) -> Void
  ) throws(DictionaryError) {
    guard let (text, _) = try shelf.take(id) else { return }
    let (malformed, isEmpty) = forEach(text, body)
    try shelf.close(id, unreadable: malformed, isEmpty: isEmpty)
  }
}
