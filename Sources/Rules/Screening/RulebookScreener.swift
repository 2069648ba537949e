package import Bridge
internal import Text

/// Judges posts by a rulebook: one pass for its languages, one a view for all lists, then each rule.
package struct RulebookScreener: Screener {
  package let rulebook: Rulebook
  private let detector: LanguageDetector

  package init(_ rulebook: Rulebook, detector: LanguageDetector = LanguageDetector()) {
    self.rulebook = rulebook
    self.detector = detector
  }

  /// The screening of a post alone: its counters count nothing else.
  package func screen(_ post: Post) -> Screening { screen(post, alone(post)) }

  package func screen(_ post: Post, _ aids: ScreeningAids) -> Screening {
    var trace: RuleTrace?
    return screen(post, aids, &trace)
  }

  /// The screening with, for every rule, why it fired or did not; of the post alone where `aids` is nil.
  package func explain(_ post: Post, _ aids: ScreeningAids? = nil) -> (screening: Screening, trace: RuleTrace) {
    var trace: RuleTrace? = RuleTrace()
    let screening = screen(post, aids ?? alone(post), &trace)
    return (screening, trace ?? RuleTrace())
  }

  private func alone(_ post: Post) -> ScreeningAids {
    var aids = ScreeningAids()
    if !rulebook.counters.isEmpty { aids.counts = MemoryCounters().read(post, order: 0, by: rulebook) }
    return aids
  }

  private func screen(_ post: Post, _ aids: ScreeningAids, _ trace: inout RuleTrace?) -> Screening {
    // In a queue it is the database that knows the time: a worker's clock may be anywhere.
    let now = post.takenAt ?? Timestamp.now()
    let text = PostView(post.text, rulebook.matcher, field: "text", at: now)
    let title = post.title.map { PostView($0, rulebook.matcher, field: "title", at: now) }
    let detection = detector.detect(Self.wholeText(title?.raw, text.raw))
    var hits = (title.map { [$0, text] } ?? [text]).flatMap { view in
      view.hits.map { FieldHit(field: view.field, hit: $0) }
    }
    for link in post.links {
      hits += rulebook.matcher.hits(inLink: link, at: now).map { FieldHit(field: "link", hit: $0) }
    }
    let standing = hits.filter { $0.hit.cancelledBy == nil }
    var context = FieldContext(
      post: post, detection: detection, scalarCount: text.raw.count, linkCount: Links.count(of: post),
      hitsOfList: Dictionary(standing.map { ($0.hit.list, 1) }, uniquingKeysWith: +),
      counts: aids.counts)

    var combining = VerdictCombination(rulebook.community)
    var screening = Screening(detection: detection)
    screening.warnings = post.warnings
    screening.counts = rulebook.counters.compactMap { counter in
      aids.counts.values[counter.id].map { (counter.id, $0) }
    }
    for number in trace == nil ? candidates(standing) : rulebook.order {
      let rule = rulebook.rules[number]
      var evaluation = RuleEvaluation(rule: rule.id)
      context.asked = rulebook.uses[number].asked
      let fired = evaluate(rule, number, context, standing, now, &evaluation)
      trace?.add(evaluation, hits)
      guard fired else { continue }
      let through = throughOnly(number, standing)
      let isShadow = Self.isShadow(rule, post, now) || through == .shadow
      var firing = Screening.FiredRule(id: rule.id, isShadow: isShadow, number: number)
      if rule.isGuarded && !isShadow {
        let fingerprint = NearDuplicate.fingerprint(of: post)
        firing.fingerprint = fingerprint
        firing.cap = aids.limits.cap(of: rule.id, for: fingerprint)
      }
      // What only a gloss tells may label or queue.
      let cap = through == nil ? firing.cap : min(firing.cap ?? .queue, .queue)
      combining.add(rule, isShadow: isShadow, cap: cap)
      let (kept, total) = contractHits(of: rule, number, standing, isShadow)
      firing.hitsTotal = total
      screening.rules.append(firing)
      screening.hits += kept
    }
    combining.finish(into: &screening)
    if !screening.rules.isEmpty {
      screening.message = rulebook.message(for: screening, post)
      let fired = screening.rules.lazy.map { rulebook.rules[$0.number] }
      screening.isBlind = BlindLooks(share: rulebook.community.blindShare).choose(post, fired: fired)
    }
    if !rulebook.counters.isEmpty {
      screening.sortRules()
      trace?.sort(by: rulebook)
    }
    return screening
  }

  /// Rules whose lists hit and rules without lists, in the order of evaluation.
  private func candidates(_ hits: [FieldHit]) -> [Int] {
    if hits.isEmpty { return rulebook.listless }
    var numbers = rulebook.listless
    var seen: Set<Int> = []
    for hit in hits where seen.insert(hit.hit.list).inserted { numbers += rulebook.rulesOfList[hit.hit.list] }
    if seen.count > 1 { numbers = Array(Set(numbers)) }
    return numbers.sorted { rulebook.rank[$0] < rulebook.rank[$1] }
  }

  private enum Through { case shadow, acting }

  /// Whether every hit that the rule stands on is of a gloss, and whether the lists act on such.
  private func throughOnly(_ number: Int, _ hits: [FieldHit]) -> Through? {
    let basis = hits.filter { rulebook.uses[number].isBasis($0.hit.list) }
    guard !basis.isEmpty, basis.allSatisfy({ $0.hit.view == .gloss }) else { return nil }
    return basis.contains { rulebook.lists[$0.hit.list].throughActs } ? .acting : .shadow
  }

  // MARK: One rule

  private func evaluate(
    _ rule: RuleDefinition, _ number: Int, _ context: borrowing FieldContext, _ hits: [FieldHit], _ now: Timestamp,
    _ evaluation: inout RuleEvaluation
  ) -> Bool {
    if rule.mode == .off { return evaluation.stop("the rule is off") }
    if !rule.appliesTo.contains(context.post.kind) {
      return evaluation.stop("it does not apply to a \(context.post.kind.rawValue)")
    }
    let (needed, exempting) = (rulebook.uses[number].needed, rulebook.uses[number].exempting)
    if !needed.isEmpty && !hits.contains(where: { needed.contains($0.hit.list) }) {
      return evaluation.stop("no hit of \(rule.lists.joined(separator: ", "))")
    }
    if !rule.languages.isEmpty && !speaks(rule.languages, context.detection) {
      return evaluation.stop(
        "the post's language is \(context.detection.tag), not \(rule.languages.joined(separator: " or "))")
    }
    if let condition = rule.condition, !condition.holds(in: context, missing: &evaluation.missing) {
      return evaluation.stop("`when` does not hold")
    }
    if let hit = hits.first(where: { exempting.contains($0.hit.list) }) {
      return evaluation.stop("exempted by \(rulebook.lists[hit.hit.list].name)")
    }
    evaluation.fired = true
    return true
  }

  /// The best guess is in the set with confidence 0.6 or more, or a language of it has 30 % of the letters; `und` only
  /// where the set lists it.
  private func speaks(_ ranges: [String], _ detection: borrowing Detection) -> Bool {
    guard detection.isKnown else { return ranges.contains("und") }
    return ranges.contains { range in
      (detection.confidence >= 0.6 && LanguageTag.matches(detection.tag, range: range))
        || detection.share(of: range) >= 0.3
    }
  }

  private static func isShadow(_ rule: RuleDefinition, _ post: Post, _ now: Timestamp) -> Bool {
    if let expires = rule.expires, expires <= now { return true }
    switch rule.mode {
    case .off, .shadow: return true
    case .enforce: return false
    case .ramp(let share):
      let key = post.source + "\u{1F}" + (post.author?.id ?? post.id.text) + "\u{1F}" + rule.id
      return StableHash.unit(key) >= share
    }
  }

  // MARK: Hits

  /// A hit of a rule as it is told apart: one for each list, entry, field and range.
  private struct HitKey: Hashable {
    var list: Int
    var entry: String
    var field: String
    var range: Range<Int>
  }

  /// One hit for each entry and range, in the best view, by field and place: the first `Screening.mostHits`, and how many
  /// there are. O(*n* log *n*) in the hits of the rule.
  private func contractHits(
    of rule: RuleDefinition, _ number: Int, _ hits: [FieldHit], _ isShadow: Bool
  ) -> (first: [Screening.Hit], total: Int) {
    var best: [HitKey: ListHit.View] = [:]
    for hit in hits where rulebook.uses[number].isBasis(hit.hit.list) {
      let entry = rulebook.lists[hit.hit.list].entries[hit.hit.entry].value.text
      let key = HitKey(list: hit.hit.list, entry: entry, field: hit.field, range: hit.hit.range)
      best[key] = min(best[key] ?? hit.hit.view, hit.hit.view)
    }
    let inOrder = best.sorted {
      (Self.rank($0.key.field), $0.key.range.lowerBound, $0.key.range.upperBound, $0.key.entry, $0.key.list)
        < (Self.rank($1.key.field), $1.key.range.lowerBound, $1.key.range.upperBound, $1.key.entry, $1.key.list)
    }
    let first = inOrder.prefix(Screening.mostHits).map { key, view in
      Screening.Hit(
        rule: rule.id, list: rulebook.lists[key.list].name, entry: key.entry, field: key.field, range: key.range,
        view: view.name, isThrough: view == .gloss, isShadow: isShadow)
    }
    return (first, best.count)
  }

  private static func rank(_ field: String) -> Int { field == "title" ? 0 : field == "text" ? 1 : 2 }

  private static func wholeText(_ title: [UInt32]?, _ text: [UInt32]) -> [UInt32] {
    guard let title, !title.isEmpty else { return text }
    return title + [0x0A] + text
  }
}

/// One field of a post, decoded and matched.
private struct PostView {
  let field: String
  let raw: [UInt32]
  let hits: [ListHit]

  init(_ text: String, _ matcher: ListMatcher, field: String, at now: Timestamp) {
    self.field = field
    raw = text.unicodeScalars.map(\.value)
    hits = matcher.hits(in: raw, at: now)
  }
}

/// A hit and the field that it stands in.
package struct FieldHit: Sendable {
  package var field: String
  package var hit: ListHit
}
