package import Bridge
internal import Text

extension Rulebook {
  /// For each Chinese entry that is looked for by its sound, the dictionary's words of the same toneless syllables: what a
  /// careless rule would hit, though words as they stand in a sentence are never taken for the entry.
  ///
  /// Reads the whole dictionary: about half a second, for `rules lint` only.
  package func homophones(in dictionaries: Dictionaries) -> [RuleFileIssue] {
    var wanted: [[UInt32]: [(entry: Located<ListEntry>, list: String)]] = [:]
    for list in lists where list.modes.contains(.sounds) {
      for entry in list.entries {
        let characters = FoldedText(entry.value.text).scalars
        for spelling in SoundTerm.spellings(of: characters).prefix(1) {
          wanted[spelling, default: []].append((entry, list.name))
        }
      }
    }
    guard !wanted.isEmpty else { return [] }
    var found: [[UInt32]: Set<String>] = [:]
    for word in dictionaries.headwords(longest: 16) {
      for spelling in SoundTerm.spellings(of: FoldedText(word).scalars).prefix(1) where wanted[spelling] != nil {
        found[spelling, default: []].insert(word)
      }
    }
    var issues: [RuleFileIssue] = []
    for (spelling, entries) in wanted {
      for (entry, list) in entries {
        let own = FoldedText(entry.value.text).scalars
        let others = (found[spelling] ?? []).filter { FoldedText($0).scalars != own }.sorted()
        if others.isEmpty { continue }
        issues.append(
          RuleFileIssue(
            severity: .warning, code: "same-sound", place: entry.place,
            message: "`\(entry.value.text)` of `\(list)` sounds like \(others.prefix(8).joined(separator: ", ")).",
            fix: "nothing, where none of them is common here; else list what is meant innocently under `except`"))
      }
    }
    return issues.sorted { $0.place < $1.place }
  }
}
