/// A word a line, as most collections of words come.
enum WordListImporter: RuleImporter {
  static let name = "wordlist"
  static let about = "a word or phrase a line; lines that begin with # are comments"

  static func read(_ text: String, into imported: inout ImportedRules) {
    var words: [String] = []
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let word = line.trimmingBlanks
      if word.isEmpty || word.hasPrefix("#") { continue }
      if word.utf8.count > 400 {
        imported.leave(word, line: number + 1, because: "longer than 400 bytes, so it is no word")
      } else {
        words.append(word)
      }
    }
    let rule = PackDraft.Rule(
      id: imported.unusedRule(PackDraft.name(imported.draft.name)), policy: imported.policy, then: "queue: default")
    imported.add(rule, entries: words, match: .phrase)
  }
}

extension StringProtocol {
  /// Without blanks, tabs and a byte order mark at either end.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
