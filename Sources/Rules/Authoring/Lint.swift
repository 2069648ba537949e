internal import Text

/// What can be wrong between rules that are each well formed.
enum Lint {
  /// `glossed` are the languages that have a dictionary into English.
  static func issues(
    rules: [RuleDefinition], lists: [ListDefinition], counters: [CounterDefinition], community: Community,
    measurements: Measurements = Measurements(), owners: [String], glossed: Set<String>
  ) -> [RuleFileIssue] {
    var reader = SchemaReader()
    counterUses(rules, counters, &reader)
    oneLanguagePolicies(rules, lists, owners, community, &reader)
    duplicateRules(rules, &reader)
    for rule in rules {
      expiry(rule, &reader)
      locales(rule, community, &reader)
      label(rule, community, &reader)
      if !rule.unlessLists.isEmpty {
        reader.warn(
          "exempts-post", at: rule.place, "`unless` of `\(rule.id)` exempts the whole post, wherever the entry stands.",
          fix: "use `except` of the list where covering the hit is enough")
      }
      if rule.effects.verdict == .remove { removal(rule, measurements, community, &reader) }
      if rule.tests.isEmpty && rule.mode != .off {
        reader.warn(
          "no-tests", at: rule.place, "`\(rule.id)` has no tests.",
          fix: "add a post that it must hit and one that it must miss")
      }
    }
    let used = rules.reduce(into: Set<String>()) { names, rule in
      names.formUnion((rule.lists + rule.unlessLists).map { rule.pack + "/" + $0 })
      names.formUnion((rule.condition?.listNames ?? []).map { rule.pack + "/" + $0 })
    }
    let pack = Dictionary(rules.map { ($0.place.file, $0.pack) }) { first, _ in first }
    for list in lists {
      entries(list, &reader)
      modes(list, community, glossed: glossed, &reader)
      if !used.contains((pack[list.place.file] ?? "") + "/" + list.name) {
        reader.warn("unused-list", at: list.place, "No rule uses the list `\(list.name)`.", fix: "use it or delete it")
      }
    }
    return reader.issues
  }

  /// Where the community lists its labels, a rule should give one of them.
  private static func label(_ rule: RuleDefinition, _ community: Community, _ reader: inout SchemaReader) {
    guard let label = rule.effects.label, !community.labels.isEmpty, community.labels[label] == nil else { return }
    let nearest = Suggestion.nearest(to: label, among: community.labels.keys.sorted())
    reader.warn(
      "unknown-label", at: rule.place,
      "`\(rule.id)` gives the label `\(label)`, and community.yaml has none called so"
        + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
      fix: "add it under `labels:` of community.yaml, or write one that is there")
  }

  /// A rule removes only after it was found precise.
  private static func removal(
    _ rule: RuleDefinition, _ measurements: Measurements, _ community: Community, _ reader: inout SchemaReader
  ) {
    let bar = Int((community.removeBar * 1000).rounded())
    let reason: String
    switch measurements.verdict(on: rule, bar: community.removeBar) {
    case .passed: return
    case .notMeasured: reason = "its precision has not been measured"
    case .changedSince: reason = "its conditions have changed since its precision was measured"
    case .below(let range, let precision):
      let bound = Int((precision.lowerBound * 1000).rounded(.down))
      reason =
        "\(precision.right) of \(precision.reviewed) hits\(range == "*" ? "" : " in \(range)") were right, which shows no "
        + "more than .\(bound) (\(precision.missing(for: community.removeBar)) more right ones are needed)"
    }
    reader.error(
      "remove-unmeasured", at: rule.place,
      "`\(rule.id)` removes posts, for which .\(bar) must be shown, and \(reason).",
      fix: "use `hold: true` until `drawbridge rules stats --save` has shown it")
  }

  private static func counterUses(
    _ rules: [RuleDefinition], _ counters: [CounterDefinition], _ reader: inout SchemaReader
  ) {
    var first: [String: FilePlace] = [:]
    for counter in counters {
      if let place = first[counter.id] {
        reader.error(
          "duplicate-counter", at: counter.place,
          "The counter `\(counter.name)` of this pack stands already at \(place).",
          fix: "give one of the two packs another name")
      } else {
        first[counter.id] = counter.place
      }
    }
    let used = rules.reduce(into: Set<String>()) { $0.formUnion($1.condition?.counterIDs ?? []) }
    for counter in counters where !used.contains(counter.id) {
      reader.warn(
        "unused-counter", at: counter.place,
        "No rule asks the counter `\(counter.name)`, and every post is counted for it.",
        fix: "use it in a `when:`, or delete it")
    }
  }

  private static func duplicateRules(_ rules: [RuleDefinition], _ reader: inout SchemaReader) {
    var first: [String: FilePlace] = [:]
    for rule in rules {
      if let place = first[rule.id] {
        reader.error(
          "duplicate-rule", at: rule.place, "The rule `\(rule.id)` stands already at \(place).",
          fix: "give one of them another id")
      } else {
        first[rule.id] = rule.place
      }
    }
  }

  private static func expiry(_ rule: RuleDefinition, _ reader: inout SchemaReader) {
    guard let expires = rule.expires else { return }
    let now = Timestamp.now()
    if expires <= now {
      reader.warn(
        "expired", at: rule.place, "`\(rule.id)` has expired and runs as shadow.",
        fix: "set a later `expires`, or delete the rule")
    } else if expires - now < .days(14) {
      reader.warn("expires-soon", at: rule.place, "`\(rule.id)` expires within 14 days.", fix: "set a later `expires`")
    }
  }

  /// What keeps `entry` from being looked for in `list`, whatever else stands in the list.
  static func errors(of entry: Located<ListEntry>, in list: ListDefinition) -> [RuleFileIssue] {
    var alone = list
    alone.entries = [entry]
    alone.through = []
    var reader = SchemaReader()
    entries(alone, &reader)
    // The list's own exceptions are checked with the list.
    alone.exceptions = []
    modes(alone, Community(), glossed: [], &reader)
    return reader.issues.filter { $0.severity == .error }
  }

  private static func entries(_ list: ListDefinition, _ reader: inout SchemaReader) {
    let exceptions = Set(list.exceptions.map { FoldedText($0.value.text).scalars })
    var seen: Set<[UInt32]> = []
    for entry in list.entries {
      let text =
        list.modes.contains(.exact)
        ? entry.value.text.unicodeScalars.map(\.value) : FoldedText(entry.value.text).scalars
      let shown = VisibleText.of(String(entry.value.text.prefix(60)))
      if text.isEmpty {
        reader.error(
          "empty-entry", at: entry.place, "Nothing of the entry `\(shown)` is left to look for.", fix: "delete it")
      } else if !seen.insert(text).inserted {
        reader.warn(
          "duplicate-entry", at: entry.place, "The entry `\(shown)` stands in `\(list.name)` already.",
          fix: "delete one")
      }
      if exceptions.contains(FoldedText(entry.value.text).scalars) {
        reader.error(
          "entry-and-exception", at: entry.place, "`\(shown)` is both an entry and an exception of `\(list.name)`.",
          fix: "delete one of the two")
      }
      if list.modes == [.phrase] && text.count == 2 && text.allSatisfy({ ScalarTraits(of: $0).script == .han })
        && list.exceptions.isEmpty
      {
        reader.warn(
          "short-han", at: entry.place, "`\(shown)` is two characters and is found across words too.",
          fix: "write `match: segment`, or list the ordinary words that contain it under `except`")
      }
    }
  }
}
