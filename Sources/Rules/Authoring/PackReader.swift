/// Reads one pack: its lists first, then its rules, which name them.
struct PackReader {
  private(set) var reader = SchemaReader()
  private(set) var lists: [ListDefinition] = []
  private(set) var counters: [CounterDefinition] = []
  private(set) var rules: [RuleDefinition] = []

  private let root: YAMLValue
  private let community: Community
  private let files: RuleFiles
  private var pack = ""
  /// The pack's name.
  var name: String { pack }
  private var owner: String?
  private var defaultKinds = Set(Post.Kind.allCases)
  private var defaultMode = RuleMode.enforce
  private var defaultLanguages: [String] = []

  /// Reads the pack that `root` holds; `files` finds the lists that it names.
  init(_ root: YAMLValue, community: Community, files: RuleFiles) {
    self.root = root
    self.community = community
    self.files = files
    read()
  }

  private mutating func read() {
    let known = ["drawbridge", "pack", "owner", "defaults", "lists", "counters", "rules"]
    guard let members = reader.members(root, of: "A pack", known: known) else { return }
    if let version = members["drawbridge"] {
      if reader.text(version, "`drawbridge`") != "1" {
        reader.error("bad-value", at: version.place, "This version reads `drawbridge: 1`.")
      }
    } else {
      reader.error("missing-key", at: members.place, "A pack begins with `drawbridge: 1`.", fix: "add that line")
    }
    if let value = members["pack"] {
      pack = reader.text(value, "`pack`") ?? ""
    } else {
      reader.error("missing-key", at: members.place, "The pack has no name.", fix: "add `pack: NAME`")
    }
    owner = members["owner"].flatMap { reader.text($0, "`owner`") }
    if let value = members["defaults"] { defaults(value) }
    if let value = members["lists"] {
      for member in reader.named(value, "`lists`") {
        if let list = list(member) { lists.append(list) }
      }
    }
    if let value = members["counters"] {
      var counting = CounterReader(pack: pack, reader: reader)
      counters = counting.read(value)
      reader = counting.reader
    }
    if let value = members["rules"] {
      for element in reader.sequence(value, "`rules`") { if let rule = rule(element) { rules.append(rule) } }
    }
  }

  private mutating func defaults(_ value: YAMLValue) {
    guard let members = reader.members(value, of: "`defaults`", known: ["applies_to", "mode", "lang"]) else { return }
    if let value = members["applies_to"] { defaultKinds = kinds(value) }
    if let value = members["mode"] { defaultMode = mode(value) ?? defaultMode }
    if let value = members["lang"] { defaultLanguages = reader.texts(value, "`lang`").map(\.text) }
  }

  // MARK: Lists

  private mutating func list(_ member: YAMLMember) -> ListDefinition? {
    let what = "The list `\(member.key)`"
    let known = ["match", "entries", "except", "file", "lang", "fuzzy", "neighbours", "through", "through_mode"]
    guard let members = reader.members(member.value, of: what, known: known) else { return nil }
    var list = ListDefinition(name: member.key, modes: [.phrase], place: member.keyPlace)
    if let value = members["match"] { list.modes = matchModes(value) }
    if let value = members["fuzzy"] { list.fuzzy = fuzzy(value) }
    if let value = members["neighbours"] { list.neighbours = neighbours(value) }
    if let value = members["through"] { list.through = throughLanguages(value) }
    if let value = members["through_mode"], let mode = mode(value) { list.throughActs = mode == .enforce }
    if let value = members["entries"] { list.entries = entries(value, "`entries` of `\(member.key)`") }
    if let value = members["file"], let path = reader.text(value, "`file`") {
      switch files.list(path) {
      case .success(let text): list.entries += ListFile.read(text, file: path, into: &reader)
      case .failure(let reason): reader.error("list-file", at: value.place, reason.message, fix: reason.fix)
      }
    }
    if let value = members["except"] { list.exceptions = entries(value, "`except` of `\(member.key)`") }
    if members["entries"] == nil && members["file"] == nil {
      reader.error(
        "missing-key", at: member.keyPlace, "\(what) has no entries.",
        fix: "add `entries: […]` or `file: lists/NAME.txt`")
    }
    if let value = members["lang"], let language = reader.text(value, "`lang`") {
      for index in list.entries.indices where list.entries[index].value.language == nil {
        list.entries[index].value.language = language
      }
    }
    return list
  }

  private mutating func entries(_ value: YAMLValue, _ what: String) -> [Located<ListEntry>] {
    reader.texts(value, what).map { Located(value: ListEntry(text: $0.text), place: $0.place) }
  }

  /// One mode or several; `phrase` where none can be read.
  private mutating func matchModes(_ value: YAMLValue) -> Set<MatchMode> {
    let values: [YAMLValue] = if case .sequence(let elements, _) = value { elements } else { [value] }
    let modes = Set(values.compactMap { reader.choice($0, "`match`", among: MatchMode.allCases) })
    return modes.isEmpty ? [.phrase] : modes
  }

  /// Pairs of sounds; `all` for every one.
  private mutating func neighbours(_ value: YAMLValue) -> Set<SoundNeighbours> {
    if case .scalar("all", _) = value { return Set(SoundNeighbours.allCases) }
    let values: [YAMLValue] = if case .sequence(let elements, _) = value { elements } else { [value] }
    return Set(values.compactMap { reader.choice($0, "`neighbours`", among: SoundNeighbours.allCases) })
  }

  private mutating func throughLanguages(_ value: YAMLValue) -> [String] {
    reader.texts(value, "`through`").compactMap { text, place in
      if ThroughMode.targets.contains(text) { return text }
      reader.error(
        "bad-value", at: place, "There are no glosses in `\(text.prefix(60))`.",
        fix: "languages of glosses: \(ThroughMode.targets.joined(separator: ", "))")
      return nil
    }
  }

  private mutating func fuzzy(_ value: YAMLValue) -> Int {
    guard let edits = reader.count(value, "`fuzzy`") else { return 0 }
    if edits > 1 {
      reader.error(
        "bad-value", at: value.place, "`fuzzy` allows one edit at most: with two, ordinary words are hit.",
        fix: "write `fuzzy: 1`")
    }
    return min(edits, 1)
  }

  // MARK: Rules

  private mutating func rule(_ value: YAMLValue) -> RuleDefinition? {
    let known = [
      "id", "title", "policy", "owner", "mode", "expires", "applies_to", "lang", "match", "when", "unless", "then",
      "limit", "tell_author", "tests", "author", "channel",
    ]
    guard let members = reader.members(value, of: "A rule", known: known) else { return nil }
    guard let idValue = members["id"], let id = reader.text(idValue, "`id`") else {
      if members["id"] == nil {
        reader.error("missing-key", at: members.place, "A rule has no `id`.", fix: "add `id: NAME`")
      }
      return nil
    }
    var rule = RuleDefinition(id: id, pack: pack, owner: "", policy: "", mode: defaultMode, place: idValue.place)
    rule.appliesTo = defaultKinds
    rule.languages = defaultLanguages
    head(members, &rule)
    conditions(members, &rule)
    if let value = members["then"] {
      var effects = EffectsReader(community: community, reader: reader)
      rule.effects = effects.read(value)
      reader = effects.reader
    } else {
      reader.error(
        "missing-key", at: members.place, "The rule `\(id)` does nothing.", fix: "add `then: {queue: default}`")
    }
    if let value = members["limit"] { rule.limit = limit(value) }
    if let value = members["tell_author"] { rule.tellAuthor = reader.localized(value, "`tell_author`") }
    if let value = members["tests"] {
      var tests = RuleTestReader(reader: reader)
      rule.tests = tests.read(value)
      reader = tests.reader
    }
    return rule
  }

  private mutating func head(_ members: Members, _ rule: inout RuleDefinition) {
    if let value = members["title"] { rule.title = reader.localized(value, "`title`") }
    if let value = members["policy"], let policy = reader.text(value, "`policy`") {
      rule.policy = policy
      if community.policies[policy] == nil {
        let nearest = Suggestion.nearest(to: policy, among: community.policies.keys.sorted())
        reader.error(
          "unknown-policy", at: value.place,
          "community.yaml has no policy `\(policy)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
          fix: "add it under `policies:` of community.yaml")
      }
    } else if members["policy"] == nil {
      reader.error("missing-key", at: members.place, "The rule `\(rule.id)` has no policy.", fix: "add `policy: NAME`")
    }
    rule.owner = members["owner"].flatMap { reader.text($0, "`owner`") } ?? owner ?? ""
    if rule.owner.isEmpty {
      reader.error(
        "missing-key", at: members.place, "The rule `\(rule.id)` has no owner.",
        fix: "add `owner: \"@team\"` to the pack")
    }
    if let value = members["mode"] {
      rule.mode = mode(value) ?? rule.mode
      rule.modePlace = value.place
    }
    if let value = members["expires"], let text = reader.text(value, "`expires`") {
      rule.expires = Timestamp(date: text)
      if rule.expires == nil {
        reader.error(
          "bad-value", at: value.place, "`expires` is a date, not `\(text.prefix(60))`.",
          fix: "write it as `2027-03-31`")
      }
    }
    if let value = members["applies_to"] { rule.appliesTo = kinds(value) }
  }

  private mutating func conditions(_ members: Members, _ rule: inout RuleDefinition) {
    if let value = members["lang"] { rule.languages = reader.texts(value, "`lang`").map(\.text) }
    if let value = members["match"] { rule.lists = listNames(value, of: "`match`") }
    if let value = members["unless"] { rule.unlessLists = listNames(value, of: "`unless`") }
    if let value = members["when"], let text = reader.text(value, "`when`") {
      do {
        rule.condition = try ExpressionParser.parse(
          text, at: value.place, lists: Set(lists.map(\.name)),
          counters: Dictionary(counters.map { ($0.name, $0.id) }) { first, _ in first })
        rule.conditionText = text
      } catch {
        reader.add([error])
      }
    }
    let plain = PlainConditions.keys.flatMap { key in
      members[key].map { PlainConditions.read($0, key, into: &reader) } ?? []
    }
    if !plain.isEmpty { rule.condition = .all(plain + (rule.condition.map { [$0] } ?? [])) }
    if members["match"] == nil && members["when"] == nil && members["lang"] == nil && members["author"] == nil
      && members["channel"] == nil
    {
      reader.error(
        "missing-key", at: members.place, "The rule `\(rule.id)` has no condition and would fire on every post.",
        fix: "add `match: {text: LIST}` or `when: …`")
    }
  }

  private mutating func listNames(_ value: YAMLValue, of what: String) -> [String] {
    guard let members = reader.members(value, of: what, known: ["text", "link"]) else { return [] }
    var names: [String] = []
    let named =
      (members["text"].map { reader.texts($0, "`text`") } ?? [])
      + (members["link"].map { reader.texts($0, "`link`") } ?? [])
    for (name, place) in named {
      if lists.contains(where: { $0.name == name }) {
        names.append(name)
      } else {
        let nearest = Suggestion.nearest(to: name, among: lists.map(\.name))
        reader.error(
          "unknown-list", at: place,
          "This pack has no list `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
          fix: "define it under `lists:`")
      }
    }
    return names
  }

  private mutating func limit(_ value: YAMLValue) -> RuleLimit? {
    guard let members = reader.members(value, of: "`limit`", known: ["hits", "within", "then"]) else { return nil }
    guard let hits = members["hits"].flatMap({ reader.count($0, "`hits`") }),
      let within = members["within"].flatMap({ reader.duration($0, "`within` of a limit", in: .limitWindow) })
    else {
      if members["hits"] == nil || members["within"] == nil {
        reader.error(
          "missing-key", at: members.place, "`limit` needs `hits` and `within`.",
          fix: "write `limit: {hits: 500, within: 1h, then: queue}`")
      }
      return nil
    }
    var limit = RuleLimit(hits: hits, within: within)
    if let then = members["then"], let name = reader.text(then, "`then`") {
      if let cap = Verdict(name: name), [.label, .queue].contains(cap) {
        limit.cap = cap
      } else {
        reader.error(
          "bad-value", at: then.place, "`then` of a limit cannot be `\(name.prefix(60))`.", fix: "one of: queue, label")
      }
    }
    return limit
  }

  private mutating func kinds(_ value: YAMLValue) -> Set<Post.Kind> {
    guard case .sequence(let elements, _) = value else {
      return Set([reader.choice(value, "`applies_to`", among: Post.Kind.allCases)].compactMap { $0 })
    }
    var kinds: Set<Post.Kind> = []
    for element in elements {
      if let kind = reader.choice(element, "`applies_to`", among: Post.Kind.allCases) { kinds.insert(kind) }
    }
    return kinds
  }

  private mutating func mode(_ value: YAMLValue) -> RuleMode? {
    guard let text = reader.text(value, "`mode`") else { return nil }
    switch text {
    case "off": return .off
    case "shadow": return .shadow
    case "enforce": return .enforce
    default: break
    }
    let words = text.split(separator: " ")
    if words.count == 2, words[0] == "ramp", words[1].hasSuffix("%"), let percent = Double(words[1].dropLast()),
      (0...100).contains(percent)
    {
      return .ramp(percent / 100)
    }
    reader.error(
      "bad-value", at: value.place, "`mode` cannot be `\(text.prefix(60))`.",
      fix: "one of: off, shadow, ramp 10%, enforce")
    return nil
  }
}
