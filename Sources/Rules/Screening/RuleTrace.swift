/// Why each rule fired or did not, for `rules explain`.
package struct RuleTrace: Sendable {
  package var evaluations: [RuleEvaluation] = []
  /// Every hit on the post, those that an exception covers among them.
  package var hits: [FieldHit] = []

  /// Back into the rules' order, whatever the order of evaluation.
  mutating func sort(by rulebook: Rulebook) {
    let places = Dictionary(rulebook.rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    evaluations.sort { places[$0.rule] ?? 0 < places[$1.rule] ?? 0 }
  }

  mutating func add(_ evaluation: RuleEvaluation, _ hits: [FieldHit]) {
    evaluations.append(evaluation)
    self.hits = hits
  }
}

/// What became of one rule on one post.
package struct RuleEvaluation: Sendable {
  package var rule: String
  package var fired = false
  /// Why it did not fire.
  package var reason = ""
  /// Fields that the rule asked for and the post lacks.
  package var missing: [String] = []

  mutating func stop(_ reason: String) -> Bool {
    self.reason = reason
    return false
  }
}
