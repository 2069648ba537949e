/// Notes which rules would have gone past their limits, where limits are not applied: in `screen` and in backtests.
///
/// Time is cut into stretches as long as the limits say (an hour by default) by the posts' own times. Only the newest two
/// stretches are held in memory; what is older is judged and forgotten.
package struct LimitWatch: Sendable {
  /// A stretch of time in which a rule would have gone past its limit.
  package struct Trip: Sendable, Equatable {
    package var rule: String
    package var from: Timestamp
    package var hits: Int
    package var posts: Int
  }

  private struct Stretch {
    var number: Int64
    var posts = 0
    var hits: [String: Set<Int64>] = [:]
  }

  private let rules: [RuleDefinition]
  private let lengths: Set<Seconds>
  /// By the length of the stretches, the newest last.
  private var stretches: [Seconds: [Stretch]] = [:]
  private var over: [Trip] = []
  private static let mostHits = 100_000

  package init(_ rulebook: Rulebook, only: Set<String> = []) {
    rules = rulebook.rules.filter { $0.isGuarded && (only.isEmpty || only.contains($0.id)) }
    lengths = Set(rules.map(Self.length))
  }

  package mutating func add(_ screening: borrowing Screening, _ post: Post) {
    if rules.isEmpty { return }
    let at = post.createdAt ?? post.receivedAt ?? Timestamp.now()
    for length in lengths {
      let number = at.window(of: length)
      let place = stretch(number, of: length)
      stretches[length]?[place].posts += 1
      for rule in screening.rules {
        guard let fingerprint = rule.fingerprint else { continue }
        if stretches[length]?[place].hits[rule.id]?.count ?? 0 == Self.mostHits { continue }
        stretches[length]?[place].hits[rule.id, default: []].insert(fingerprint)
      }
    }
  }

  /// All of them, by rule and time.
  package var trips: [Trip] {
    let open = stretches.flatMap { length, stretches in stretches.flatMap { judged($0, length) } }
    return (over + open).sorted { ($0.rule, $0.from) < ($1.rule, $1.from) }
  }

  private static func length(_ rule: RuleDefinition) -> Seconds { rule.limit?.within ?? .hours(1) }

  /// The place of the stretch; a post that comes later than two stretches counts in the oldest that is held.
  private mutating func stretch(_ number: Int64, of length: Seconds) -> Int {
    if let place = stretches[length]?.firstIndex(where: { $0.number == number }) { return place }
    var held = stretches.removeValue(forKey: length) ?? []
    defer { stretches[length] = held }
    if held.count == 2 && number < held[0].number { return 0 }
    held.append(Stretch(number: number))
    held.sort { $0.number < $1.number }
    if held.count > 2 { over += judged(held.removeFirst(), length) }
    return held.firstIndex { $0.number == number } ?? 0
  }

  private func judged(_ stretch: Stretch, _ length: Seconds) -> [Trip] {
    rules.filter { Self.length($0) == length }.compactMap { rule in
      let hits = stretch.hits[rule.id]?.count ?? 0
      guard rule.isPastLimit(hits: hits, of: stretch.posts) else { return nil }
      let from = Timestamp(microseconds: stretch.number.timesSaturating(length.microseconds))
      return Trip(rule: rule.id, from: from, hits: hits, posts: stretch.posts)
    }
  }
}
