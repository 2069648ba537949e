package import Bridge

/// All rules of a community, checked and compiled; a value that never changes and that threads share.
public struct Rulebook: Sendable {
  /// Doubts that do not keep it from being used.
  public let warnings: [RuleFileIssue]
  package let community: Community
  package private(set) var rules: [RuleDefinition]
  package let lists: [ListDefinition]
  /// Each list with its pack.
  package let listNames: [(pack: String, list: String)]
  package let counters: [CounterDefinition]
  /// What `measured.yaml` says.
  package let measurements: Measurements
  /// In which order rules are evaluated: those that ask counters last. It never shows in a verdict.
  let order: [Int]
  package let matcher: ListMatcher
  /// Whether word edges, sounds and glosses are judged by an installed dictionary.
  package let hasDictionary: Bool
  /// What word edges, sounds and glosses are judged by.
  package let dictionaries: Dictionaries
  /// For each rule, the lists that it asks about.
  let uses: [RuleLists]
  /// For each list, the rules that need a hit of it; and the rules that need none. Both in the order of evaluation.
  let rulesOfList: [[Int]]
  let listless: [Int]
  /// For each rule, its place in the order of evaluation.
  let rank: [Int]
  /// Entries added in a hurry that it does without.
  package let quarantined: [Quarantined]
  /// The files that it was made from, by path, to be stored beside the verdicts that it gives.
  package let files: [String: String]

  /// Loads the folder, or throws every error of every file at once.
  public init(folder: String) throws(BrokenRulebook) {
    try self.init(RuleFiles(folder: folder))
  }

  /// The same, with dictionaries to judge word edges by.
  package init(folder: String, dictionaries: Dictionaries) throws(BrokenRulebook) {
    try self.init(RuleFiles(folder: folder), dictionaries: dictionaries)
  }

  package init(_ files: RuleFiles, dictionaries: Dictionaries = .none) throws(BrokenRulebook) {
    let parsed = ParsedRules(files)
    var issues = parsed.issues
    let (community, rules, lists, counters) = (parsed.community, parsed.rules, parsed.lists, parsed.counters)
    let (owners, uses) = (parsed.owners, parsed.uses)
    quarantined = parsed.quarantined
    var helps = MatchingHelps(dictionaries)
    for path in files.aliases {
      var reader = SchemaReader()
      helps.aliases.read(files.texts[path] ?? "", file: path, into: &reader)
      issues += reader.issues
    }
    var measurements = Measurements()
    do {
      if let text = files.texts[RuleFiles.measured] {
        let reader = MeasurementsReader(try YAMLDocument.parse(text, file: RuleFiles.measured))
        measurements = reader.measurements
        issues += reader.reader.issues
      }
    } catch {
      issues.append(error)
    }
    issues += Lint.issues(
      rules: rules, lists: lists, counters: counters, community: community, measurements: measurements,
      owners: owners, glossed: ThroughMode.languages(in: dictionaries))
    self.measurements = measurements
    hasDictionary = helps.wordCosts != nil
    self.dictionaries = dictionaries
    issues.sort { ($0.place, $0.code) < ($1.place, $1.code) }
    guard !issues.contains(where: { $0.severity == .error }) else { throw BrokenRulebook(issues: issues) }
    warnings = issues
    self.community = community
    self.rules = rules
    self.lists = lists
    listNames = zip(owners, lists).map { ($0, $1.name) }
    self.counters = counters
    let counting = rules.indices.filter { !(rules[$0].condition?.counterIDs.isEmpty ?? true) }
    let order = rules.indices.filter { !counting.contains($0) } + counting
    self.order = order
    self.files = files.texts
    self.uses = uses
    var rulesOfList = [[Int]](repeating: [], count: lists.count)
    for number in order { for list in uses[number].needed { rulesOfList[list].append(number) } }
    self.rulesOfList = rulesOfList
    var rank = [Int](repeating: 0, count: rules.count)
    for (place, number) in order.enumerated() { rank[number] = place }
    self.rank = rank
    listless = order.filter { number in uses[number].needed.isEmpty }
    matcher = ListMatcher(lists, helps: helps)
  }

  /// Whether what the rule's lists find depends on a dictionary.
  func asksDictionary(_ rule: RuleDefinition) -> Bool {
    let names = Set(rule.lists + rule.unlessLists).union(rule.condition?.listNames ?? [])
    return lists.contains { list in
      names.contains(list.name)
        && (!list.through.isEmpty || !list.modes.isDisjoint(with: [.segment, .sounds, .evasive]))
    }
  }

  /// Every rule enforced and without an end: `expect: hit` in a test means that the rule fired, whatever its mode.
  mutating func enforceAll() {
    for index in rules.indices {
      rules[index].mode = .enforce
      rules[index].expires = nil
    }
  }
}
