/// What a screening must be told, because the post alone does not say it.
package struct ScreeningAids: Sendable {
  /// What the counters said about the post.
  package var counts = CounterReading()
  /// Which rules went past their limits, and what stays held all the same.
  package var limits = RuleLimits()

  package init() {}
}

/// The rules that went past their limits, as one moment saw them.
package struct RuleLimits: Sendable, Equatable {
  /// By the rule's id.
  package var past: [String: Past] = [:]

  package init() {}

  /// A rule past its limit.
  package struct Past: Sendable, Equatable {
    /// The most that the rule may still do.
    package var cap: Verdict
    /// Fingerprints of texts that it hit before; near-duplicates of them stay held.
    package var known: Set<Int64>

    package init(cap: Verdict, known: Set<Int64> = []) {
      self.cap = cap
      self.known = known
    }
  }

  /// What `rule` may do to a post of this fingerprint at most; nil where there is no limit.
  func cap(of rule: String, for fingerprint: @autoclosure () -> Int64) -> Verdict? {
    guard !past.isEmpty, let limit = past[rule] else { return nil }
    return limit.known.contains(fingerprint()) ? nil : limit.cap
  }
}
