/// Reads rules of another system. One more system is one more file and one more line of `RuleImport.all`.
protocol RuleImporter: Sendable {
  /// What `--from` calls it.
  static var name: String { get }
  /// What can be given to it, a sentence.
  static var about: String { get }
  /// Reads `text` into `imported`; what cannot be carried over is noted there.
  static func read(_ text: String, into imported: inout ImportedRules)
}

/// Rules of another system as a pack, and what could not be carried over.
package struct ImportedRules: Sendable {
  package var draft: PackDraft
  /// What stayed behind, with its line where it is known, and why.
  package private(set) var leftOver: [LeftOver] = []
  package let policy: String

  package struct LeftOver: Sendable, Equatable {
    package var line: Int?
    package var what: String
    package var why: String

    package var description: String { (line.map { "line \($0): " } ?? "") + "\(what): \(why)" }
  }

  init(draft: PackDraft, policy: String) {
    self.draft = draft
    self.policy = policy
  }

  mutating func leave(_ what: String, line: Int? = nil, because why: String) {
    leftOver.append(LeftOver(line: line, what: String(what.prefix(120)), why: why))
  }

  /// A rule with a list of its own; nothing where no entry is left.
  mutating func add(_ rule: PackDraft.Rule, entries: [String], match: MatchMode, list name: String? = nil) {
    var seen: Set<String> = []
    let entries = entries.filter { !$0.allSatisfy(\.isWhitespace) && seen.insert($0).inserted }
    if entries.isEmpty { return }
    var rule = rule
    let list = unusedList(name ?? PackDraft.name(rule.id, separator: "_") + "_words")
    rule.lists.append(list)
    draft.lists.append(PackDraft.List(name: list, match: match, entries: entries))
    draft.rules.append(rule)
  }

  func unusedList(_ name: String) -> String {
    var candidate = name
    var number = 2
    while draft.lists.contains(where: { $0.name == candidate }) {
      (candidate, number) = ("\(name)_\(number)", number + 1)
    }
    return candidate
  }

  func unusedRule(_ name: String) -> String {
    let name = name.isEmpty ? "imported" : name
    var candidate = name
    var number = 2
    while draft.rules.contains(where: { $0.id == candidate }) {
      (candidate, number) = ("\(name)-\(number)", number + 1)
    }
    return candidate
  }
}

/// The systems whose rules can be read.
package enum RuleImport {
  private static let all: [any RuleImporter.Type] = [
    AutoModeratorImporter.self, DiscourseImporter.self, LemmyImporter.self, WordListImporter.self,
  ]

  /// Their names.
  package static var names: [String] { all.map { $0.name } }
  /// Their names with what can be given to each.
  package static var about: [(name: String, text: String)] { all.map { ($0.name, $0.about) } }

  /// The rules of `text`, which is a file of the system called `name`; nil where there is no such system. Everything
  /// begins in shadow.
  package static func read(
    _ text: String, from name: String, pack: String, owner: String, policy: String
  ) -> ImportedRules? {
    guard let importer = all.first(where: { $0.name == name }) else { return nil }
    var imported = ImportedRules(draft: PackDraft(name: pack, owner: owner), policy: policy)
    importer.read(text, into: &imported)
    imported.checkPatterns()
    imported.draft.comments =
      ["Imported from \(name). Everything begins in shadow: read what it finds before it acts."]
      + (imported.leftOver.isEmpty ? [] : ["", "Not carried over:"] + imported.leftOver.map { "- " + $0.description })
    return imported
  }
}

extension ImportedRules {
  /// Regular expressions that this engine refuses stay behind, each with the reason that lint gives.
  fileprivate mutating func checkPatterns() {
    for index in draft.lists.indices where draft.lists[index].match == .regex {
      var kept: [String] = []
      for pattern in draft.lists[index].entries {
        guard let reason = Self.refusal(of: pattern) else {
          kept.append(pattern)
          continue
        }
        let bounded = BoundedRepeats.of(pattern)
        if bounded != pattern, Self.refusal(of: bounded) == nil {
          kept.append(bounded)
          leave(pattern, because: "its endless repeats end after 20 here, since they would take too long")
        } else {
          leave(pattern, because: reason)
        }
      }
      draft.lists[index].entries = kept
    }
    let empty = Set(draft.lists.filter(\.entries.isEmpty).map(\.name))
    draft.lists.removeAll { empty.contains($0.name) }
    for index in draft.rules.indices { draft.rules[index].lists.removeAll { empty.contains($0) } }
    draft.rules.removeAll { $0.lists.isEmpty && $0.when == nil }
  }

  private static func refusal(of pattern: String) -> String? {
    var draft = PackDraft(name: "check", owner: "check")
    draft.lists = [PackDraft.List(name: "pattern", match: .regex, entries: [pattern])]
    var rule = PackDraft.Rule(id: "check", policy: "check", then: "label: check")
    rule.lists = ["pattern"]
    draft.rules = [rule]
    let files = RuleFiles(texts: [
      RuleFiles.community: "policies: {check: {title: {en: check}}}", "packs/check.yaml": draft.text,
    ])
    do {
      _ = try Rulebook(files)
      return nil
    } catch {
      return error.issues.first { $0.severity == .error }?.message ?? "it cannot be read"
    }
  }
}
