/// Lemmy's slur filter: one regular expression, most of it words between bars.
enum LemmyImporter: RuleImporter {
  static let name = "lemmy-regex"
  static let about = "the slur filter of a Lemmy site: one regular expression (several lines are several)"

  static func read(_ text: String, into imported: inout ImportedRules) {
    var words: [String] = []
    var patterns: [String] = []
    for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmingBlanks }) where !line.isEmpty {
      for part in FinitePattern.alternatives(of: line) {
        if let expanded = FinitePattern.words(of: part) { words += expanded } else { patterns.append(part) }
      }
    }
    let name = PackDraft.name(imported.draft.name)
    imported.add(
      PackDraft.Rule(id: imported.unusedRule(name), policy: imported.policy, then: "queue: default"), entries: words,
      match: .phrase)
    imported.add(
      PackDraft.Rule(id: imported.unusedRule(name + "-patterns"), policy: imported.policy, then: "queue: default"),
      entries: patterns.map { $0.hasPrefix("(?i)") ? $0 : "(?i)" + $0 }, match: .regex)
  }
}
