internal import Text

/// Which posts measure the rules: people judge a share of those that rules fired on without being told so.
///
/// Somebody who is shown a rule's opinion tends to share it, so that only such looks say how precise a rule is. Hits of
/// rules in shadow and of rules that only label are among them, which no person would see otherwise. The choice is a
/// stable hash of the post's identity: a second pass chooses the same posts.
struct BlindLooks {
  /// The share of posts with hits, 0 to 1.
  let share: Double

  /// Whether `post` is one of them. What is urgent is not: who helps somebody in a crisis must know what it is about.
  func choose(_ post: Post, fired rules: some Collection<RuleDefinition>) -> Bool {
    guard share > 0, rules.contains(where: \.accuses), rules.allSatisfy({ $0.effects.priority != .urgent }) else {
      return false
    }
    return StableHash.unit("blind\u{1F}" + post.source + "\u{1F}" + post.id.text) < share
  }
}

extension RuleDefinition {
  /// Whether it says anything against a post: a person's decision can agree with it.
  fileprivate var accuses: Bool { effects.verdict > .allow || effects.score > 0 }
}
