/// Reads `community.yaml`.
struct CommunityReader {
  private(set) var reader = SchemaReader()
  private(set) var community = Community()

  init(_ root: YAMLValue) {
    let known = ["locales", "team", "appeal", "labels", "policies", "scores", "queues", "channels", "precision"]
    guard let members = reader.members(root, of: "community.yaml", known: known) else { return }
    if let value = members["locales"] { community.locales = reader.texts(value, "`locales`").map(\.text) }
    if let value = members["team"] { community.team = named(value, "`team`") }
    if let value = members["appeal"] { community.appeal = named(value, "`appeal`") }
    if let value = members["labels"] { labels(value) }
    if let value = members["policies"] {
      for member in reader.named(value, "`policies`") { policy(member) }
    } else {
      reader.error(
        "missing-key", at: members.place, "community.yaml names no policies.",
        fix: "add `policies:` with at least one, such as `spam.solicitation: {title: {en: …}}`")
    }
    if let value = members["scores"] { scores(value) }
    if let value = members["precision"] { precision(value) }
    if let value = members["queues"] { for member in reader.named(value, "`queues`") { queue(member) } }
    if community.locales.isEmpty { community.locales = ["en"] }
  }

  /// A text by locale, or one text for all.
  private mutating func named(_ value: YAMLValue, _ what: String) -> [String: String] {
    if case .scalar = value { return reader.text(value, what).map { ["en": $0] } ?? [:] }
    return reader.localized(value, what)
  }

  /// Labels with their titles, or their names alone.
  private mutating func labels(_ value: YAMLValue) {
    if case .sequence = value {
      for name in reader.texts(value, "`labels`") { community.labels[name.text] = [:] }
    } else {
      for member in reader.named(value, "`labels`") { label(member) }
    }
  }

  private mutating func label(_ member: YAMLMember) {
    let what = "The label `\(member.key)`"
    guard let members = reader.members(member.value, of: what, known: ["title"]) else { return }
    community.labels[member.key] = members["title"].map { reader.localized($0, "The title of `\(member.key)`") } ?? [:]
  }

  /// Names the locales of the community in which an author would be told in another language.
  private mutating func missingLocales(_ texts: [String: String], of member: YAMLMember) {
    let missing = community.locales.filter { LocaleChain.key(for: $0, in: texts) == nil }
    guard !missing.isEmpty, !texts.isEmpty else { return }
    let instead = community.locales.lazy.compactMap { LocaleChain.key(for: $0, in: texts) }.first
    reader.warn(
      "missing-locale", at: member.keyPlace,
      "`tell_author` of the policy `\(member.key)` has no text in \(missing.joined(separator: ", ")).",
      fix: "add the texts; until then \(instead ?? texts.keys.min() ?? "another") is used")
  }

  private mutating func policy(_ member: YAMLMember) {
    var policy = PolicyDefinition()
    let what = "The policy `\(member.key)`"
    guard let members = reader.members(member.value, of: what, known: ["title", "tell_author", "ground_url", "dsa"])
    else { return }
    if let value = members["title"] { policy.title = reader.localized(value, "The title of `\(member.key)`") }
    if let value = members["tell_author"] {
      policy.tellAuthor = reader.localized(value, "`tell_author` of `\(member.key)`")
      missingLocales(policy.tellAuthor, of: member)
    }
    if let value = members["ground_url"] { policy.groundURL = reader.text(value, "`ground_url`") }
    if let value = members["dsa"], let dsa = reader.members(value, of: "`dsa`", known: ["category", "keyword"]) {
      policy.dsaCategory = dsa["category"].flatMap { reader.text($0, "`category`") }
      policy.dsaKeyword = dsa["keyword"].flatMap { reader.text($0, "`keyword`") }
    }
    community.policies[member.key] = policy
  }

  private mutating func scores(_ value: YAMLValue) {
    guard let members = reader.members(value, of: "`scores`", known: ["groups", "verdict"]) else { return }
    if let groups = members["groups"] {
      for member in reader.named(groups, "`groups`") {
        guard let limits = reader.members(member.value, of: "The group `\(member.key)`", known: ["max"]) else {
          continue
        }
        if let max = limits["max"] { community.groupLimits[member.key] = reader.number(max, "`max`") }
      }
    }
    guard let thresholds = members["verdict"],
      let verdicts = reader.members(thresholds, of: "`verdict`", known: ["label", "queue", "hold"])
    else { return }
    for (name, value) in verdicts.values {
      guard let verdict = Verdict(name: name), let score = reader.number(value, "`\(name)`") else { continue }
      community.scoreThresholds[verdict] = score
    }
  }

  private mutating func precision(_ value: YAMLValue) {
    guard let members = reader.members(value, of: "`precision`", known: ["enforce", "remove", "blind"]) else { return }
    if let value = members["enforce"] {
      community.enforceBar = share(value, "`enforce`", 50...99.9) ?? community.enforceBar
    }
    if let value = members["remove"] {
      community.removeBar = share(value, "`remove`", 50...99.9) ?? community.removeBar
    }
    if let value = members["blind"] { community.blindShare = share(value, "`blind`", 0...100) ?? community.blindShare }
  }

  private mutating func share(_ value: YAMLValue, _ what: String, _ range: ClosedRange<Double>) -> Double? {
    guard let text = reader.text(value, what) else { return nil }
    if text.hasSuffix("%"), let percent = Double(text.dropLast()), range.contains(percent) {
      return percent / 100
    }
    let (least, most) = (Screening.number(range.lowerBound), Screening.number(range.upperBound))
    reader.error(
      "bad-value", at: value.place, "\(what) is a share from \(least)% to \(most)%, not `\(text.prefix(60))`.",
      fix: "write it with its sign, such as `\(most)%`")
    return nil
  }

  private mutating func queue(_ member: YAMLMember) {
    var queue = QueueDefinition()
    let what = "The queue `\(member.key)`"
    guard let members = reader.members(member.value, of: what, known: ["order", "due", "blur"]) else { return }
    if let value = members["order"] {
      queue.order = reader.choice(value, "`order`", among: QueueDefinition.Order.allCases) ?? queue.order
    }
    if let value = members["due"] { queue.due = reader.duration(value, "`due`", in: .due) }
    if let value = members["blur"], let blur = reader.text(value, "`blur`") { queue.blursText = blur == "text" }
    community.queues[member.key] = queue
  }
}
