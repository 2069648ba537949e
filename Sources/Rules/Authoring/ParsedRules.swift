/// What the files of a rulebook say, read and not yet compiled.
package struct ParsedRules: Sendable {
  private(set) var community = Community()
  private(set) var rules: [RuleDefinition] = []
  private(set) var lists: [ListDefinition] = []
  private(set) var counters: [CounterDefinition] = []
  /// For each list, its pack.
  private(set) var owners: [String] = []
  /// For each rule, the lists that it asks about.
  private(set) var uses: [RuleLists] = []
  /// Entries added in a hurry that cannot be looked for.
  package private(set) var quarantined: [Quarantined] = []
  /// What is wrong in the files, each by itself.
  private(set) var issues: [RuleFileIssue]

  package init(_ files: RuleFiles) {
    issues = files.issues
    readCommunity(files)
    for path in files.packs { readPack(path, files) }
    if let text = files.texts[RuleFiles.additions] { addHurried(text) }
  }

  private mutating func readCommunity(_ files: RuleFiles) {
    guard let text = files.texts[RuleFiles.community] else { return }
    do {
      let reader = CommunityReader(try YAMLDocument.parse(text, file: RuleFiles.community))
      community = reader.community
      issues += reader.reader.issues
    } catch {
      issues.append(error)
    }
  }

  private mutating func readPack(_ path: String, _ files: RuleFiles) {
    guard let text = files.texts[path] else { return }
    do {
      let pack = PackReader(try YAMLDocument.parse(text, file: path), community: community, files: files)
      issues += pack.reader.issues
      for rule in pack.rules { uses.append(RuleLists(rule, pack.lists, offset: lists.count)) }
      rules += pack.rules
      lists += pack.lists
      owners += pack.lists.map { _ in pack.name }
      counters += pack.counters
    } catch {
      issues.append(error)
    }
  }

  private mutating func addHurried(_ text: String) {
    let (entries, unreadable) = HurriedEntry.read(text)
    for entry in entries {
      guard let reason = entry.add(to: &lists, of: owners) else { continue }
      quarantined.append(Quarantined(entry: entry, reason: reason))
    }
    issues += quarantined.map(\.issue)
    guard unreadable > 0 else { return }
    issues.append(
      RuleFileIssue(
        severity: .warning, code: "addition-unreadable", place: FilePlace(RuleFiles.additions, 1, 1),
        message: "\(unreadable) entries that were added in a hurry cannot be read and are left out.",
        fix: "look at `drawbridge lists pending`, end them, and add them anew"))
  }
}
