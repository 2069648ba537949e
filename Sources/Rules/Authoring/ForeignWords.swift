package import Bridge
internal import Text

extension Rulebook {
  /// Entries that a list finds in a common word of another language than their own, where that word means something else.
  ///
  /// Every common word is matched as if it were a post, so that modes, exceptions and folding count as they do in service:
  /// 手纸 is found in Japanese 手紙. Without a `lang` of its own an entry in Latin letters belongs to the language in
  /// which it is most frequent. A language that no rule of the list reads (`lang:`) is left out.
  ///
  /// About 0.6 s for ten dictionaries, for `rules lint` only.
  package func foreignWords(in dictionaries: Dictionaries) -> [RuleFileIssue] {
    var found: [ListPlace: [CommonWord]] = [:]
    let now = Timestamp.now()
    for word in dictionaries.commonWords() {
      let scalars = word.spelling.unicodeScalars.map(\.value)
      for hit in matcher.hits(in: scalars, at: now) where hit.cancelledBy == nil && hit.view != .gloss {
        let place = ListPlace(list: hit.list, entry: hit.entry)
        if reads(word.language, list: hit.list), !(found[place]?.contains(word) ?? false) {
          found[place, default: []].append(word)
        }
      }
    }
    return found.compactMap { place, words in
      issue(lists[place.list].entries[place.entry], of: lists[place.list].name, words, dictionaries)
    }.sorted { $0.place < $1.place }
  }

  private struct ListPlace: Hashable {
    var list: Int
    var entry: Int
  }

  /// Whether a rule reads posts in `language` with the list.
  private func reads(_ language: String, list: Int) -> Bool {
    let readers = rules.indices.filter { uses[$0].isBasis(list) }
    return readers.isEmpty
      || readers.contains { rule in
        let ranges = rules[rule].languages
        return ranges.isEmpty || ranges.contains { LanguageTag.matches($0, range: language) }
      }
  }

  private func issue(
    _ entry: Located<ListEntry>, of list: String, _ words: [CommonWord], _ dictionaries: Dictionaries
  ) -> RuleFileIssue? {
    let text = entry.value.text
    let own = ForeignWord.language(of: entry.value, among: words)
    let meanings = ForeignWord.meanings(of: text, in: own, dictionaries)
    let others = words.filter { word in
      !LanguageTag.matches(own, range: word.language) && meanings.isDisjoint(with: ForeignWord.meanings(of: word))
    }.sorted { ($1.zipf, $0.language, $0.spelling) < ($0.zipf, $1.language, $1.spelling) }
    guard let first = others.first else { return nil }
    let shown = others.prefix(3).map { word in
      let gloss = word.glosses.isEmpty ? "" : " (“\(word.glosses.joined(separator: "; "))”)"
      return "\(word.spelling)\(gloss) in \(word.language)"
    }
    let isGuess = entry.value.language == nil
    return RuleFileIssue(
      severity: .warning, code: "foreign-word", place: entry.place,
      message:
        "`\(VisibleText.of(String(text.prefix(60))))` of `\(list)` (\(own)\(isGuess ? ", a guess" : "")) also finds "
        + (others.count == 1 ? "a common word" : "common words")
        + " of another language: \(shown.joined(separator: ", "))" + (others.count > 3 ? " and others." : "."),
      fix: (isGuess ? "say which language it is of (`lang=`); " : "")
        + "give the list's rules a `lang: [\(own)]`, write a longer entry, or list the phrases that hold "
        + "`\(first.spelling)` innocently under `except`")
  }
}

/// Which language an entry is of, and what it means there.
private enum ForeignWord {
  /// The one that it names; else the one that its script decides, or the one in which it is most frequent.
  static func language(of entry: ListEntry, among words: [CommonWord]) -> String {
    if let language = entry.language { return language }
    let scripts = TextShape.scripts(of: entry.text)
    if scripts.contains("hiragana") || scripts.contains("katakana") { return "ja" }
    if scripts.contains("hangul") { return "ko" }
    if scripts.contains("han") { return "zh" }
    return words.max { ($0.zipf, $1.language) < ($1.zipf, $0.language) }?.language ?? LanguageTag.undetermined
  }

  /// The words of its English glosses; of an English word itself.
  static func meanings(of word: CommonWord) -> Set<String> {
    Set(word.language == "en" ? EnglishLemmas.of(word.spelling) : word.glosses.flatMap { EnglishLemmas.of($0) })
  }

  static func meanings(of entry: String, in own: String, _ dictionaries: Dictionaries) -> Set<String> {
    if LanguageTag.matches(own, range: "en") { return Set(EnglishLemmas.of(entry)) }
    let language = String(own.prefix { $0 != "-" })
    return Set(dictionaries.englishGlosses(of: entry, in: language).flatMap { EnglishLemmas.of($0) })
  }
}
