internal import Bridge

/// What a rulebook would have made of posts of before, set beside what people decided about them.
///
/// Counters are rebuilt from the posts, in their order. Limits are not applied; which rules would have gone past theirs
/// is told.
package struct Backtest: Sendable {
  /// What people decided about a post.
  package enum Outcome: Sendable { case allowed, actedOn }

  /// What one rule did in one language.
  package struct Cell: Sendable {
    package var hits = 0
    /// Hits on posts that people allowed: likely false alarms.
    package var allowed = 0
    /// Hits on posts that people acted on.
    package var actedOn = 0
    /// Some of the allowed.
    package var samples: [Sample] = []
  }

  /// A post as a report shows it.
  package struct Sample: Sendable {
    package var source: String
    package var id: String
    package var text: String
  }

  package private(set) var posts = 0
  package private(set) var reviewed = 0
  /// By rule, then by language.
  package private(set) var rules: [String: [String: Cell]] = [:]
  /// How many posts two rules both hit; the pair in the order of its names.
  package private(set) var overlaps: [Pair: Int] = [:]
  /// Posts that people acted on and nothing would have brought before them, by language.
  package private(set) var misses: [String: (count: Int, samples: [Sample])] = [:]
  package private(set) var verdicts: [Verdict: Int] = [:]
  package let rulebook: Rulebook

  package struct Pair: Hashable, Sendable {
    package var one: String
    package var other: String
  }

  private static let mostSamples = 5
  private let screener: RulebookScreener
  private let only: Set<String>
  private let counters = MemoryCounters()
  private var limits: LimitWatch

  /// With `only`, these rules alone are told of, and as if they were enforced.
  package init(_ rulebook: Rulebook, only: Set<String> = []) {
    var tested = rulebook
    if !only.isEmpty { tested.enforceAll() }
    self.rulebook = tested
    self.only = only
    screener = RulebookScreener(tested)
    limits = LimitWatch(tested, only: only)
  }

  /// Screens the next post.
  package mutating func add(_ post: Post, outcome: Outcome?) {
    posts += 1
    if outcome != nil { reviewed += 1 }
    var aids = ScreeningAids()
    aids.counts = counters.read(post, order: Int64(posts), by: rulebook)
    let screening = screener.screen(post, aids)
    verdicts[screening.verdict, default: 0] += 1
    let language = screening.detection.tag
    let fired = screening.rules.filter { only.isEmpty || only.contains($0.id) }
    for rule in fired { note(rule.id, language, post, outcome) }
    for (index, one) in screening.rules.enumerated() {
      for other in screening.rules[(index + 1)...]
      where only.isEmpty || only.contains(one.id) || only.contains(other.id) {
        overlaps[Pair(one: min(one.id, other.id), other: max(one.id, other.id)), default: 0] += 1
      }
    }
    let isBrought = only.isEmpty ? screening.verdict >= .queue : !fired.isEmpty
    if outcome == .actedOn && !isBrought {
      misses[language, default: (0, [])].count += 1
      if misses[language]?.samples.count ?? 0 < Self.mostSamples { misses[language]?.samples.append(Sample(post)) }
    }
    limits.add(screening, post)
  }

  private mutating func note(_ rule: String, _ language: String, _ post: Post, _ outcome: Outcome?) {
    var cell = rules[rule]?[language] ?? Cell()
    cell.hits += 1
    if outcome == .actedOn { cell.actedOn += 1 }
    if outcome == .allowed {
      cell.allowed += 1
      if cell.samples.count < Self.mostSamples { cell.samples.append(Sample(post)) }
    }
    rules[rule, default: [:]][language] = cell
  }

  /// The stretches of time in which rules would have gone past their limits.
  package var trips: [LimitWatch.Trip] { limits.trips }
}

extension Backtest.Sample {
  fileprivate init(_ post: Post) {
    self.init(source: post.source, id: post.id.text, text: String(post.text.prefix(200)))
  }
}

extension RuleDefinition {
  /// Its author's limit, or by default over 2 % of at least 1,000 posts with at least 50 hits.
  package func isPastLimit(hits: Int, of posts: Int) -> Bool {
    if let limit { return hits > limit.hits }
    return posts >= 1000 && hits >= 50 && hits * 50 > posts
  }
}
