/// Reads a rule's `then:`.
struct EffectsReader {
  let community: Community
  var reader: SchemaReader

  mutating func read(_ value: YAMLValue) -> RuleEffects {
    var effects = RuleEffects()
    let known = ["label", "queue", "hold", "remove", "score", "priority", "due", "never", "protect", "suggest"]
    guard let members = reader.members(value, of: "`then`", known: known) else { return effects }
    if let value = members["label"] {
      effects.label = reader.text(value, "`label`")
      effects.verdict = max(effects.verdict, .label)
    }
    if let value = members["queue"], let name = reader.text(value, "`queue`") { queue(name, value.place, &effects) }
    if let value = members["hold"], reader.bool(value, "`hold`") == true {
      effects.verdict = max(effects.verdict, .hold)
    }
    if let value = members["remove"], reader.bool(value, "`remove`") == true {
      effects.verdict = max(effects.verdict, .remove)
    }
    if let value = members["score"] { effects.score = reader.number(value, "`score`") ?? 0 }
    if let value = members["priority"], let name = reader.text(value, "`priority`") {
      priority(name, value.place, &effects)
    }
    if let value = members["due"] { effects.due = reader.duration(value, "`due`", in: .due) }
    if let value = members["never"] { never(value, &effects) }
    if let value = members["protect"] { protect(value, &effects) }
    if let value = members["suggest"] { effects.suggestion = reader.text(value, "`suggest`") }
    return effects
  }

  private mutating func queue(_ name: String, _ place: FilePlace, _ effects: inout RuleEffects) {
    effects.queue = name
    effects.verdict = max(effects.verdict, .queue)
    guard community.queues[name] == nil else { return }
    let nearest = Suggestion.nearest(to: name, among: community.queues.keys.sorted())
    reader.error(
      "unknown-queue", at: place,
      "community.yaml has no queue `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
      fix: "add it under `queues:` of community.yaml, or use `default`")
  }

  private mutating func priority(_ name: String, _ place: FilePlace, _ effects: inout RuleEffects) {
    if let priority = Priority(name: name) {
      effects.priority = priority
    } else {
      reader.error(
        "bad-value", at: place, "`priority` cannot be `\(name.prefix(60))`.",
        fix: "one of: " + Priority.allCases.map(\.name).joined(separator: ", "))
    }
  }

  private mutating func never(_ value: YAMLValue, _ effects: inout RuleEffects) {
    for (name, place) in reader.texts(value, "`never`") {
      if let verdict = Verdict(name: name), verdict != .allow {
        effects.never.insert(verdict)
      } else {
        reader.error(
          "bad-value", at: place, "`never` cannot hold `\(name.prefix(60))`.", fix: "one of: label, queue, hold, remove"
        )
      }
    }
  }

  private mutating func protect(_ value: YAMLValue, _ effects: inout RuleEffects) {
    for (name, place) in reader.texts(value, "`protect`") {
      effects.protects.append(name)
      if community.policies[name] == nil {
        reader.error(
          "unknown-policy", at: place, "community.yaml has no policy `\(name)`.", fix: "name an existing policy")
      }
    }
  }
}
