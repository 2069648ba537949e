/// Discourse's watched words: the download of one action (a word a line, with its replacement or tag), or an export with a
/// header line that names `word` and `action`.
enum DiscourseImporter: RuleImporter {
  static let name = "discourse-csv"
  static let about = "watched words: the download of one action, or CSV with a header that names word and action"

  static func read(_ text: String, into imported: inout ImportedRules) {
    let records = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
      ($0 + 1, cells($1))
    }
    var columns = (word: 0, action: Int?.none)
    var rest = records[...]
    if let header = records.first?.1.map({ $0.lowercased() }), let word = header.firstIndex(of: "word") {
      columns = (word, header.firstIndex(of: "action"))
      rest = rest.dropFirst()
    }
    var words: [String: [String]] = [:]
    for (line, cells) in rest {
      guard columns.word < cells.count, !cells[columns.word].isEmpty else { continue }
      let word = cells[columns.word]
      let action = columns.action.flatMap { $0 < cells.count ? cells[$0].lowercased() : nil } ?? "flag"
      if ["replace", "link", "tag", "silence"].contains(action) {
        imported.leave(word, line: line, because: "rules do not \(action); they label, queue and hold")
      } else if columns.action == nil && cells.count > 1 && !cells[1].isEmpty {
        imported.leave(word, line: line, because: "`\(cells[1])` replaces, links or tags it, and rules do not")
      } else if let entry = entry(word, line, &imported) {
        words[action, default: []].append(entry)
      }
    }
    for (action, entries) in words.sorted(by: { $0.key < $1.key }) {
      var rule = PackDraft.Rule(
        id: imported.unusedRule("\(PackDraft.name(imported.draft.name))-\(PackDraft.name(action))"),
        policy: imported.policy,
        then: then(action))
      rule.comments = ["Discourse: \(action)"]
      imported.add(rule, entries: entries, match: .phrase)
    }
  }

  private static func then(_ action: String) -> String {
    switch action {
    case "block", "require_approval", "require approval": "hold: true"
    case "censor": "label: censored"
    default: "queue: default"
    }
  }

  /// `word*` has no counterpart where words have edges.
  private static func entry(_ word: String, _ line: Int, _ imported: inout ImportedRules) -> String? {
    if word.contains("*") {
      imported.leave(word, line: line, because: "a wildcard; list the words that it stands for")
      return nil
    }
    return word
  }

  /// RFC 4180, one line: quotes doubled inside quotes.
  static func cells(_ line: some StringProtocol) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var iterator = line.makeIterator()
    var next = iterator.next()
    while let character = next {
      next = iterator.next()
      switch character {
      case "\"" where isQuoted && next == "\"":
        cell.append("\"")
        next = iterator.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell.trimmingBlanks)
        cell = ""
      default: cell.append(character)
      }
    }
    return cells + [cell.trimmingBlanks]
  }
}
