/// Combines what fired rules ask for: the highest verdict, capped scores, protections, and what must never happen.
///
/// Every rule is heard, whatever its place in the files; none sees another's effect.
struct VerdictCombination {
  private let community: Community
  private var rules: [RuleDefinition] = []
  /// Rules that are past their limits, and the most that they may do.
  private var caps: [String: Verdict] = [:]

  init(_ community: Community) { self.community = community }

  mutating func add(_ rule: RuleDefinition, isShadow: Bool, cap: Verdict? = nil) {
    if isShadow { return }
    rules.append(rule)
    if let cap { caps[rule.id] = cap }
  }

  func finish(into screening: inout Screening) {
    if rules.isEmpty { return }
    let protected = Set(rules.flatMap(\.effects.protects))
    let standing = rules.filter { !protected.contains($0.policy) }
    screening.score = score(standing)
    var verdict = verdict(of: standing, score: screening.score)
    if !caps.isEmpty { verdict = limited(verdict, standing) }
    screening.verdict = capped(verdict, by: standing)
    for rule in standing {
      if let label = rule.effects.label, !screening.labels.contains(label) { screening.labels.append(label) }
    }
    screening.priority = standing.map(\.effects.priority).max() ?? .normal
    guard screening.verdict >= .queue else { return }
    let queue = queue(standing)
    screening.queue = queue
    screening.due = (standing.compactMap(\.effects.due) + [community.queues[queue]?.due].compactMap { $0 }).min()
  }

  private func verdict(of rules: [RuleDefinition], score: Double) -> Verdict {
    let byScore = community.scoreThresholds.filter { score > 0 && score >= $0.value }.keys.max()
    return max(rules.map(\.effects.verdict).max() ?? .allow, byScore ?? .allow)
  }

  /// What rules within their limits ask for stands; what only others ask for goes no further than their caps.
  private func limited(_ verdict: Verdict, _ rules: [RuleDefinition]) -> Verdict {
    let within = rules.filter { caps[$0.id] == nil }
    let cap = rules.compactMap { caps[$0.id] }.max() ?? verdict
    return max(min(verdict, cap), self.verdict(of: within, score: score(within)))
  }

  /// Scores add within a group up to its limit; groups add up. A group is the policy's first segment.
  private func score(_ rules: [RuleDefinition]) -> Double {
    var groups: [Substring: Double] = [:]
    for rule in rules { groups[rule.policy.prefix { $0 != "." }, default: 0] += rule.effects.score }
    return groups.reduce(0) { $0 + min($1.value, community.groupLimits[String($1.key)] ?? .infinity) }
  }

  private func capped(_ verdict: Verdict, by rules: [RuleDefinition]) -> Verdict {
    let never = rules.reduce(into: Set<Verdict>()) { $0.formUnion($1.effects.never) }
    var verdict = verdict
    while never.contains(verdict), let lower = Verdict(rawValue: verdict.rawValue - 1) { verdict = lower }
    return verdict
  }

  /// The queue of the most urgent rule that names one; the strongest verdict decides between equals.
  private func queue(_ rules: [RuleDefinition]) -> String {
    let naming = rules.filter { $0.effects.queue != nil }
    let first = naming.max {
      ($0.effects.priority, $0.effects.verdict, $1.id) < ($1.effects.priority, $1.effects.verdict, $0.id)
    }
    return first?.effects.queue ?? "default"
  }
}
