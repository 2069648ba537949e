import ArgumentParser
import Bridge
import Postgres
import Rules
import Store
import Text

struct RulesPromote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Say whether a rule may act: lint, its tests, a backtest of 7 days, and its precision in each language.",
    discussion: """
      A language passes where the lower end of Wilson's interval reaches the community's bar (`precision:` of \
      community.yaml; .90, and .95 for a rule that removes): 30 of 30 right ones show .886, .90 needs 35 of 35, .95 needs \
      73 of 73. Only blind looks count: decisions of people who were not told of the hit. Where a language is too small for that, a named person can answer for it: --approve. With --write the \
      rule's mode is changed in its file. Exit status 1 where something is missing.

        drawbridge rules promote contact-new-account
        drawbridge rules promote contact-new-account --approve ko --reason "read all 12 hits with Ji-woo" --as mei
        drawbridge rules promote contact-new-account --to "ramp 10%" --write
      """)

  @Argument(help: "The rule.") var id: String
  @Option(name: .long, help: "The mode that it is to get: enforce, \"ramp 10%\", or remove: whether it may remove.")
  var to = "enforce"
  @Flag(name: .long, help: "Change the mode in the rule's file, where nothing is missing.") var write = false
  @Option(name: .long, help: "Answer for the rule in this language.") var approve: String?
  @Option(name: .long, help: "Why, with --approve.") var reason: String?
  @Option(
    name: .long, help: ArgumentHelp("Hits within this time count.", valueName: "duration"),
    transform: TimeOption.history)
  var since = Seconds.days(90)
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if approve != nil && (reason ?? "").allSatisfy(\.isWhitespace) {
      throw ValidationError("--approve needs --reason: why this person answers for the rule")
    }
    let isRamp = to.hasPrefix("ramp ") && to.hasSuffix("%") && Double(to.dropFirst(5).dropLast()) != nil
    if to != "enforce" && to != "remove" && !isRamp {
      throw ValidationError("--to is enforce, \"ramp 10%\" or remove, not `\(to)`")
    }
    if to == "remove" && write {
      throw ValidationError("--write changes modes only; write `remove: true` by hand, after `rules stats --save`")
    }
  }

  /// How the rule stands in one language.
  private struct Standing {
    var language: String
    var precision: Precision
    var approvedBy: String?
    var missing: Int
    var passes: Bool { missing == 0 || approvedBy != nil }
  }

  func run() throws {
    let places = Places()
    let rulebook = try dictionaries.rulebook(rules, places)
    let rule = try rulebook.requireRule(id)
    let bar =
      rule.effects.verdict == .remove || to == "remove" ? rulebook.community.removeBar : rulebook.community.enforceBar
    let tests = RuleTestRun(rulebook, only: [id])
    let (rows, approvals) = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
      if let approve { try RuleHistory.approve(id, in: approve, reason: reason ?? "", on: db) }
      return (
        try RuleHistory.rows(since: since.inSeconds, rule: id, on: db),
        try RuleHistory.approvals(of: id, on: db)
      )
    }
    var backtest = Backtest(rulebook, only: [id])
    try RulesBacktest.replay(.days(7), into: &backtest, database, places)
    let standings = rows.map { row in
      Standing(
        language: row.language, precision: row.precision,
        approvedBy: approvals.first { LanguageTag.matches(row.language, range: $0.language) }?.by,
        missing: row.precision.missing(for: bar))
    }
    let problems = problems(rule, rulebook, tests, backtest, standings)
    if json {
      printJSON(rule, bar, tests, backtest, standings, problems)
    } else {
      printText(rule, bar, tests, backtest, standings, problems)
    }
    if !problems.isEmpty { throw ExitCode(ExitStatus.refused) }
    if write { try writeMode(rule, places) }
  }

  private func problems(
    _ rule: RuleDefinition, _ rulebook: Rulebook, _ tests: RuleTestRun, _ backtest: Backtest, _ standings: [Standing]
  ) -> [String] {
    var problems: [String] = []
    let steps = rule.tests.flatMap(\.steps)
    if !tests.failures.isEmpty {
      problems.append("\(tests.failures.count) of its tests fail: drawbridge rules test \(id)")
    }
    if !steps.contains(where: \.expectsHit) || !steps.contains(where: { !$0.expectsHit }) {
      problems.append("it needs a test that it must hit and one that it must miss")
    }
    if let expires = rule.expires, expires <= .now() { problems.append("it expired on \(expires)") }
    if let trip = backtest.trips.first {
      problems.append("it would have gone past its limit from \(trip.from): \(trip.hits) texts of \(trip.posts) posts")
    }
    if standings.isEmpty { problems.append("it has no hits in service yet: let it run as `mode: shadow`") }
    if rulebook.community.blindShare == 0 && standings.contains(where: { !$0.passes }) {
      problems.append("nothing is looked at blind: add `precision: {blind: 5%}` to community.yaml")
    }
    for standing in standings where !standing.passes {
      problems.append(
        "in \(standing.language) \(standing.missing) more hits must be looked at blind and be right, or somebody answers for it: "
          + "--approve \(standing.language) --reason …")
    }
    let passing = standings.filter(\.passes).map(\.language)
    if !passing.isEmpty && passing.count < standings.count && rule.languages.isEmpty {
      problems.append("or let it act only where it passed: lang: [\(passing.joined(separator: ", "))]")
    }
    return problems
  }

  private func printText(
    _ rule: RuleDefinition, _ bar: Double, _ tests: RuleTestRun, _ backtest: Backtest, _ standings: [Standing],
    _ problems: [String]
  ) {
    print("lint      no errors")
    print("tests     \(tests.passed) passed, \(tests.failures.count) failed")
    let cells = backtest.rules[id]?.values.map { $0 } ?? []
    print(
      "backtest  7 days, \(backtest.posts) posts: \(cells.reduce(0) { $0 + $1.hits }) hits, "
        + "\(cells.reduce(0) { $0 + $1.allowed }) of them on posts that people had allowed")
    var table = Table(["language", "blind looks", "right", "at least", "bar", "needed"])
    for standing in standings {
      table.add([
        standing.language, "\(standing.precision.reviewed)", "\(standing.precision.right)",
        JSONWriter.decimal(standing.precision.lowerBound, 3), JSONWriter.decimal(bar, 3),
        standing.approvedBy.map { "\($0) answers for it" }
          ?? (standing.missing == 0 ? "" : "\(standing.missing) more right"),
      ])
    }
    if !standings.isEmpty { for line in table.lines(width: Terminal.width) { print(line) } }
    for problem in problems { print(Terminal.paint("missing   \(VisibleText.of(problem))", "31")) }
    if problems.isEmpty {
      let next =
        to == "remove"
        ? "drawbridge rules stats --save, then `remove: true`" : "`mode: \(to)` at \(rule.place), or --write does it"
      print(Terminal.paint("ready", "32") + (write ? "" : ": \(next)"))
    }
  }

  private func printJSON(
    _ rule: RuleDefinition, _ bar: Double, _ tests: RuleTestRun, _ backtest: Backtest, _ standings: [Standing],
    _ problems: [String]
  ) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("rule", id)
      out.member("ready", problems.isEmpty)
      out.member("bar", bar, decimals: 3)
      out.member("tests_passed", tests.passed)
      out.member("tests_failed", tests.failures.count)
      out.member("backtest_posts", backtest.posts)
      out.member("backtest_hits", (backtest.rules[id] ?? [:]).values.reduce(0) { $0 + $1.hits })
      out.name("languages")
      out.array(standings) { out, standing in
        out.object { out in
          out.member("language", standing.language)
          out.member("reviewed", standing.precision.reviewed)
          out.member("right", standing.precision.right)
          out.member("lower_bound", standing.precision.lowerBound, decimals: 4)
          out.member("needed", standing.missing)
          out.member("approved_by", standing.approvedBy)
        }
      }
      out.member("missing", problems)
    }
    print(writer.text)
  }

  private func writeMode(_ rule: RuleDefinition, _ places: Places) throws {
    let path = rules.folder(places) + "/" + rule.place.file
    guard let text = RuleFiles(folder: rules.folder(places)).texts[rule.place.file] else {
      throw StoreError("\(path) cannot be read")
    }
    try FileWriter.write(try ModeEdit.text(text, setting: to, of: rule), to: path)
    Terminal.note("\(path): \(rule.id) is `mode: \(to)` now")
  }
}
