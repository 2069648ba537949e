/// What differs between two rulebooks, in the words of those who write them: rules, lists and policies, not lines.
package struct RulebookChange: Sendable, Equatable {
  package enum Kind: String, Sendable { case added, removed, changed }

  /// One thing that differs.
  package struct Item: Sendable, Equatable {
    /// `rule`, `list`, `policy`, or `file` for what is none of these.
    package var what: String
    package var name: String
    package var kind: Kind
    /// More, such as `3 entries more, 1 less`; empty where there is nothing to say.
    package var detail = ""

    package var text: String {
      let sign =
        switch kind {
        case .added: "+";
        case .removed: "−";
        case .changed: "~"
        }
      return "\(sign) \(what) \(name)" + (detail.isEmpty ? "" : ": \(detail)")
    }
  }

  package private(set) var items: [Item] = []

  /// What `new` has otherwise than `old`; both are read as far as they can be.
  package init(from old: RuleFiles, to new: RuleFiles) {
    compare(
      "rule", Dictionary(RuleOutline.rules(of: old).map { ($0.id, $0) }) { $1 },
      Dictionary(RuleOutline.rules(of: new).map { ($0.id, $0) }) { $1 }, Self.difference(ofRules:_:))
    compare("list", RuleOutline.lists(of: old), RuleOutline.lists(of: new), Self.difference(ofLists:_:))
    compare("policy", RuleOutline.community(of: old).policies, RuleOutline.community(of: new).policies) { _, _ in nil }
    let read = Set(old.packs + new.packs)
    compare("file", old.texts.filter { !Self.isShown($0.key, read) }, new.texts.filter { !Self.isShown($0.key, read) })
    {
      $0 == $1 ? nil : ""
    }
  }

  /// Adds what differs of one kind; `difference` says how two of one name differ, nil where they do not.
  private mutating func compare<Value>(
    _ what: String, _ old: [String: Value], _ new: [String: Value], _ difference: (Value, Value) -> String?
  ) {
    for name in Set(old.keys).union(new.keys).sorted() {
      switch (old[name], new[name]) {
      case (let one?, let other?):
        if let detail = difference(one, other) {
          items.append(Item(what: what, name: name, kind: .changed, detail: detail))
        }
      case (nil, _?): items.append(Item(what: what, name: name, kind: .added))
      case (_?, nil): items.append(Item(what: what, name: name, kind: .removed))
      case (nil, nil): break
      }
    }
  }

  /// Packs and their lists are told of by their rules and entries.
  private static func isShown(_ path: String, _ packs: Set<String>) -> Bool {
    packs.contains(path) || path.hasPrefix("lists/") && !path.hasPrefix("lists/aliases/")
  }

  // MARK: How two differ

  private static func difference(ofRules old: RuleDefinition, _ new: RuleDefinition) -> String? {
    if old.mode != new.mode { return "mode \(name(old.mode)) → \(name(new.mode))" }
    if old.effects.verdict != new.effects.verdict {
      return "\(old.effects.verdict.name) → \(new.effects.verdict.name)"
    }
    if old.policy != new.policy { return "policy \(old.policy) → \(new.policy)" }
    if old.conditionText != new.conditionText || old.lists != new.lists || old.unlessLists != new.unlessLists {
      return "its conditions"
    }
    return parts(of: old) == parts(of: new) ? nil : ""
  }

  /// Everything of a rule that can differ, in one order.
  private static func parts(of rule: RuleDefinition) -> [String] {
    let effects = rule.effects
    return [
      rule.pack, rule.owner, texts(rule.title), texts(rule.tellAuthor), rule.expires?.description ?? "",
      rule.appliesTo.map(\.rawValue).sorted().joined(separator: " "), rule.languages.joined(separator: " "),
      effects.label ?? "", effects.queue ?? "", "\(effects.score)", effects.priority.name, "\(effects.due as Any)",
      effects.never.map(\.name).sorted().joined(separator: " "), effects.protects.joined(separator: " "),
      effects.suggestion ?? "", "\(rule.limit as Any)",
    ]
  }

  private static func texts(_ texts: [String: String]) -> String {
    texts.sorted { $0.key < $1.key }.map { $0.key + "\u{1F}" + $0.value }.joined(separator: "\u{1E}")
  }

  private static func name(_ mode: RuleMode) -> String {
    switch mode {
    case .off: "off"
    case .shadow: "shadow"
    case .enforce: "enforce"
    case .ramp(let share): "ramp \(Screening.number((share * 1000).rounded() / 10))%"
    }
  }

  private static func difference(ofLists old: ListDefinition, _ new: ListDefinition) -> String? {
    let entries = difference(of: old.entries, new.entries, one: "entry", many: "entries")
    let exceptions = difference(of: old.exceptions, new.exceptions, one: "exception", many: "exceptions")
    var parts = [entries, exceptions].compactMap(\.self)
    if old.modes != new.modes || old.fuzzy != new.fuzzy || old.neighbours != new.neighbours
      || old.through != new.through || old.throughActs != new.throughActs
    {
      parts.append("how it is matched")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func difference(
    of old: [Located<ListEntry>], _ new: [Located<ListEntry>], one: String, many: String
  ) -> String? {
    let (before, after) = (Set(old.map(\.value.text)), Set(new.map(\.value.text)))
    let parts = [(after.subtracting(before), "more"), (before.subtracting(after), "less")].filter { !$0.0.isEmpty }
    if parts.isEmpty { return nil }
    return parts.map { words, sign in
      let shown = words.sorted().prefix(3).joined(separator: ", ") + (words.count > 3 ? ", …" : "")
      return "\(words.count) \(words.count == 1 ? one : many) \(sign) (\(shown))"
    }.joined(separator: ", ")
  }
}
