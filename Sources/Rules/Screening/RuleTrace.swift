/// Why each rule fired or did not, for `rules explain`.
package struct RuleTrace: Sendable {
  package var evaluations: [RuleEvaluation] = []
  /// Every hit on the post, those that an exception covers among them.
  package var hits: [FieldHit] = []

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
