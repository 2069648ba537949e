/// Reddit's AutoModerator: YAML documents between `---`, a rule each.
enum AutoModeratorImporter: RuleImporter {
  static let name = "automoderator"
  static let about = "the AutoModerator wiki page of a subreddit"

  static func read(_ text: String, into imported: inout ImportedRules) {
    var first = 1
    for document in documents(text) {
      if document.contains(where: { !$0.trimmingBlanks.isEmpty && !$0.trimmingBlanks.hasPrefix("#") }) {
        rule(document.joined(separator: "\n"), at: first, &imported)
      }
      first += document.count + 1
    }
  }

  private static func documents(_ text: String) -> [[Substring]] {
    var documents: [[Substring]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.hasPrefix("---") { documents.append([]) } else { documents[documents.count - 1].append(line) }
    }
    return documents
  }

  /// Keys that say where to look, and the modifiers that say how.
  private static let places: Set<String> = ["title", "body", "url", "domain", "flair_text", "name"]

  private static func rule(_ text: String, at line: Int, _ imported: inout ImportedRules) {
    let root: YAMLValue
    do {
      root = try YAMLDocument.parse(text, file: "automoderator")
    } catch {
      return imported.leave("a rule", line: line + error.place.line - 1, because: error.message)
    }
    guard case .mapping(let members, _) = root else {
      return imported.leave("a rule", line: line, because: "it is \(root.kind), not a group of keys")
    }
    let comment = text.split(whereSeparator: \.isNewline).first { $0.trimmingBlanks.hasPrefix("#") }
      .map { $0.trimmingBlanks.drop { $0 == "#" || $0 == " " } }
    let reason = members.first { $0.key == "action_reason" }.flatMap { scalar($0.value) }
    var draft = PackDraft.Rule(
      id: imported.unusedRule(PackDraft.name(comment.map(String.init) ?? reason ?? "automoderator-line-\(line)")),
      policy: imported.policy, then: "queue: default")
    draft.title = (comment.map(String.init) ?? reason).map { String($0.prefix(100)) }
    var lists: [(entries: [String], match: MatchMode)] = []
    var conditions: [String] = []
    var action: String?
    let before = imported.leftOver.count
    for member in members {
      let place = line + member.keyPlace.line - 1
      switch member.key {
      case "action": action = scalar(member.value)
      case "action_reason": break
      case "type": kinds(member.value, place, &draft, &imported)
      case "author": author(member.value, place, &conditions, &imported)
      case "reports":
        if let count = scalar(member.value).flatMap(Int.init) { conditions.append("reports >= \(count)") }
      case "comment", "message", "modmail":
        if member.key != "modmail", let text = scalar(member.value) {
          draft.tellAuthor = text.replacing("{{match}}", with: "{match}")
        } else {
          imported.leave(member.key, line: place, because: "rules do not write to moderators; the queue does")
        }
      case "priority", "moderators_exempt": imported.leave(member.key, line: place, because: "it has no counterpart")
      default:
        if let list = list(member, place, &imported) { lists.append(list) }
      }
    }
    let lost = imported.leftOver[before...].filter { !["comment", "message", "modmail", "priority"].contains($0.what) }
    if !lost.isEmpty {
      draft.comments.append("Broader than the original, without: " + lost.map(\.what).joined(separator: ", "))
    }
    guard apply(action, line, &draft, &imported) else { return }
    if lists.count > 1 {
      // Keys are ANDed there; lists of `match` are ORed here.
      conditions += lists.dropFirst().map { list in
        let name = imported.unusedList(PackDraft.name(draft.id, separator: "_") + "_also")
        imported.draft.lists.append(PackDraft.List(name: name, match: list.match, entries: list.entries))
        return "any(\(name))"
      }
    }
    draft.when = conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    if let first = lists.first {
      imported.add(draft, entries: first.entries, match: first.match)
    } else if draft.when != nil {
      imported.draft.rules.append(draft)
    } else {
      imported.leave(draft.id, line: line, because: "nothing of its conditions could be carried over")
    }
  }

  private static func scalar(_ value: YAMLValue) -> String? {
    if case .scalar(let text, _) = value, !text.isEmpty { text } else { nil }
  }

  private static func scalars(_ value: YAMLValue) -> [String] {
    switch value {
    case .scalar(let text, _): [text]
    case .sequence(let elements, _): elements.compactMap(scalar)
    case .mapping: []
    }
  }

  private static func kinds(
    _ value: YAMLValue, _ line: Int, _ draft: inout PackDraft.Rule, _ imported: inout ImportedRules
  ) {
    switch scalar(value) ?? "" {
    case "comment": draft.kinds = ["comment"]
    case "submission", "text submission", "link submission": draft.kinds = ["post"]
    case "any": break
    case let other: imported.leave("type: \(other)", line: line, because: "there is no such kind of post")
    }
  }

  /// What is done; false where the rule cannot be carried over for it.
  private static func apply(
    _ action: String?, _ line: Int, _ draft: inout PackDraft.Rule, _ imported: inout ImportedRules
  ) -> Bool {
    switch action {
    case "remove", "spam", "filter":
      draft.then = "hold: true"
      if action != "filter" {
        draft.comments.append("AutoModerator: \(action ?? ""); a rule removes only when it was measured")
      }
    case "report", nil: draft.then = "queue: default"
    case "approve":
      imported.leave(draft.id, line: line, because: "`approve` lets everything pass; write `protect: [POLICY]` by hand")
      return false
    case let other?:
      imported.leave("action: \(other)", line: line, because: "it has no counterpart; `queue` stands for it")
    }
    return true
  }

  // MARK: Conditions

  /// `title+body (includes-word): […]`.
  private static func list(
    _ member: YAMLMember, _ line: Int, _ imported: inout ImportedRules
  ) -> (entries: [String], match: MatchMode)? {
    let parts = member.key.split(separator: "(", maxSplits: 1)
    var fields = parts[0].trimmingBlanks
    let modifiers =
      parts.count == 2 ? parts[1].prefix { $0 != ")" }.split(separator: ",").map { $0.trimmingBlanks } : []
    if fields.hasPrefix("~") {
      imported.leave(member.key, line: line, because: "a condition that must not hold: use `except` or `unless`")
      return nil
    }
    if let hash = fields.firstIndex(of: "#") { fields = String(fields[..<hash]) }
    guard fields.split(separator: "+").allSatisfy({ places.contains($0.trimmingBlanks) }) else {
      imported.leave(member.key, line: line, because: "rules cannot look there")
      return nil
    }
    let entries = scalars(member.value)
    if entries.isEmpty {
      imported.leave(member.key, line: line, because: "it has no list of words")
      return nil
    }
    for modifier in modifiers where ["starts-with", "ends-with", "full-exact", "full-text"].contains(modifier) {
      imported.leave("\(member.key): \(modifier)", line: line, because: "the words are looked for anywhere")
    }
    if modifiers.contains("case-sensitive") { return (entries, modifiers.contains("regex") ? .regex : .exact) }
    if modifiers.contains("regex") { return (entries.map { "(?i)" + $0 }, .regex) }
    return (entries, fields == "domain" ? .host : .phrase)
  }

  private static func author(
    _ value: YAMLValue, _ line: Int, _ conditions: inout [String], _ imported: inout ImportedRules
  ) {
    guard case .mapping(let members, _) = value else {
      return imported.leave("author", line: line, because: "only its age can be carried over")
    }
    for member in members {
      let place = line + member.keyPlace.line - 1
      guard member.key == "account_age", let text = scalar(member.value), let condition = age(text) else {
        imported.leave("author \(member.key)", line: place, because: "platforms do not tell it")
        continue
      }
      conditions.append(condition)
    }
  }

  /// `< 7 days` as `author.age < 7d`.
  private static func age(_ text: String) -> String? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 2, ["<", ">", "<=", ">="].contains(words[0]), let number = Int(words[1]),
      (0...100_000).contains(number)
    else { return nil }
    let unit = words.count > 2 ? words[2] : "days"
    switch unit.lowercased() {
    case "minute", "minutes": return "author.age \(words[0]) \(number)m"
    case "hour", "hours": return "author.age \(words[0]) \(number)h"
    case "day", "days": return "author.age \(words[0]) \(number)d"
    case "week", "weeks": return "author.age \(words[0]) \(number)w"
    case "month", "months": return "author.age \(words[0]) \(number * 30)d"
    case "year", "years": return "author.age \(words[0]) \(number * 365)d"
    default: return nil
    }
  }
}
