/// Emoji and symbols by their names in the reader's language, from Unicode's CLDR.
struct EmojiPair: DictionaryPair {
  /// What the pair's source is called; no language tag.
  static let source = "emoji"
  static let all = [EmojiPair(target: "en"), EmojiPair(target: "zh")]

  let languages: LanguagePair
  private let id: String

  private init(target: String) {
    languages = LanguagePair(Self.source, target)
    id = SourceID.emojiNames(target)
  }

  var needed: [String] { [id] }
  let helpful: [String] = []

  func glosser(_ dictionary: PairDictionary) -> (any PairGlosser)? { nil }

  /// A line is the emoji without variation selectors, a tab, its name.
  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var draft = DictionaryDraft(languages: languages)
    guard let (text, mark) = try shelf.take(id) else { return draft }
    var unreadable = 0
    var known: Set<String> = []
    text.forEachLine { line in
      let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 2, !fields[0].isEmpty else {
        unreadable += line.isEmpty ? 0 : 1
        return
      }
      guard known.insert(fields[0]).inserted else { return }
      let entry = draft.entries.count
      draft.entries.append(
        DictionaryDraft.Entry(
          form: fields[0], variant: fields[0], reading: "", senses: [DictionaryDraft.Sense(text: fields[1])],
          flags: mark))
      draft.keys.append(
        DictionaryDraft.Key(
          word: fields[0], cost: 1, entries: [entry], ranked: [DictionaryDraft.SensePlace(entry: entry, place: 0)]))
    }
    try shelf.close(id, unreadable: unreadable, isEmpty: draft.keys.isEmpty)
    return draft
  }
}
