import ArgumentParser
import Glibc
import Rules
import Store
import Text

struct RulesStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "How often each rule fires, and how often people agreed with it, by language.",
    discussion: """
      A hit was right where people acted on the post (label, warn, remove) and wrong where they allowed it. Precision \
      comes from blind looks alone, of people who were not told of the hit (`precision: {blind: 5%}` of community.yaml \
      says how many there are); "agreed" is how often people acted on all hits that they decided about. "at least" is \
      the lower end of Wilson's interval of 95 %: 30 right ones of 30 show .886, not 1. --save writes what was measured to \
      measured.yaml of the rules folder, where lint finds it: without it no rule may `remove: true`.

        drawbridge rules stats --since 30d
        drawbridge rules stats contact-new-account --json
      """)

  @Argument(help: "Only this rule.") var id: String?
  @Option(
    name: .long, help: ArgumentHelp("Hits within this time.", valueName: "duration"), transform: TimeOption.history)
  var since = Seconds.days(30)
  @Flag(name: .long, help: "Write measured.yaml into the rules folder.") var save = false
  @Flag(name: .long, help: "One JSON object for each rule and language, a line each.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let (rows, approvals) = try DatabaseAccess.with(database, places) { db, _ in
      let rows = try RuleHistory.rows(since: since.inSeconds, rule: id, on: db)
      var approvals: [String: [RuleHistory.Approval]] = [:]
      for rule in Set(rows.map(\.rule)) { approvals[rule] = try RuleHistory.approvals(of: rule, on: db) }
      return (rows, approvals)
    }
    if json { for row in rows { print(Self.object(row)) } } else { show(rows) }
    if save { try write(rows, approvals, places) }
  }

  private func show(_ rows: [RuleHistory.Row]) {
    if rows.isEmpty { return print("no rule fired within \(since)") }
    var table = Table([
      "rule", "language", "hits", "in shadow", "decided", "agreed", "blind", "right", "precision", "at least",
    ])
    for row in rows {
      table.add([
        row.rule, row.language, "\(row.hits)", "\(row.shadowHits)", "\(row.decided.reviewed)", "\(row.decided.right)",
        "\(row.precision.reviewed)", "\(row.precision.right)",
        row.precision.share.map { JSONWriter.decimal($0, 3) } ?? "",
        row.precision.reviewed == 0 ? "" : JSONWriter.decimal(row.precision.lowerBound, 3),
      ])
    }
    for line in table.lines(width: Terminal.width) { print(line) }
  }

  private static func object(_ row: RuleHistory.Row) -> String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("rule", row.rule)
      out.member("language", row.language)
      out.member("hits", row.hits)
      out.member("shadow_hits", row.shadowHits)
      out.member("decided", row.decided.reviewed)
      out.member("agreed", row.decided.right)
      out.member("reviewed", row.precision.reviewed)
      out.member("right", row.precision.right)
      out.member("precision", row.precision.share ?? 0, decimals: 4)
      out.member("lower_bound", row.precision.lowerBound, decimals: 4)
      out.member("last_at", row.lastAt.description)
    }
    return writer.text
  }

  private func write(
    _ rows: [RuleHistory.Row], _ approvals: [String: [RuleHistory.Approval]], _ places: Places
  ) throws {
    let folder = rules.folder(places)
    // Conditions are those of the folder; a rule that removes already may not load without this file.
    let files = RuleFiles(folder: folder)
    let definitions = RuleOutline.rules(of: files)
    var measurements = RuleOutline.measurements(of: files)
    let today = String(Timestamp.now().description.prefix(10))
    for row in rows {
      guard let rule = definitions.first(where: { $0.id == row.rule }) else { continue }
      let approval = approvals[row.rule]?.first { $0.language == row.language }
      measurements.rules[row.rule, default: [:]][row.language] = Measurements.Measurement(
        precision: row.precision, date: today, conditions: rule.conditionsFingerprint, approvedBy: approval?.by)
    }
    let path = folder + "/" + RuleFiles.measured
    try FileWriter.write(measurements.text, to: path)
    Terminal.note("wrote \(path)")
  }
}
