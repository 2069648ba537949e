import ArgumentParser
import Rules
import Store
import Text

struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "How long things are kept, by class, and what is due to go now.",
    discussion: """
      Workers do this by themselves, every hour. Settings (drawbridge.yaml, or DRAWBRIDGE_RETAIN_CLEAN …): \
      retain_clean, 30d: posts that no case is about. retain_cases, 180d: closed cases with their posts and reasons. \
      retain_events, 730d: events and decisions, without text. The database keeps each class at least as long as its \
      owner has set with `retention set`, whatever a worker's settings say; in a private cluster the settings hold.

        drawbridge retention
        drawbridge retention --apply
        drawbridge retention set --clean 14d --cases 90d --events 365d
      """,
    subcommands: [RetentionShow.self, RetentionSet.self], defaultSubcommand: RetentionShow.self)
}

struct RetentionShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Say how long things are kept and what is due (the default).")

  @Flag(name: .long, help: "Do what is due, now.") var apply = false
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let retention = try Retention.settings { try places.setting($0) }
    let (allowed, steps) = try DatabaseAccess.with(database, places) { db, _ in
      try retention.permitWherePrivate(on: db)
      return (try retention.allowed(on: db), apply ? try retention.apply(on: db) : try retention.due(on: db))
    }
    if json { return print(object(allowed, steps)) }
    show(allowed, steps)
    if allowed != retention {
      Terminal.note(
        "this program's settings are shorter than what the database keeps; the owner changes it: drawbridge retention set"
      )
    }
  }

  private func show(_ retention: Retention, _ steps: [Retention.Step]) {
    var table = Table(["class", "kept for"])
    table.add(["posts without a case", DurationText.text(retention.clean)])
    table.add(["closed cases, their posts and reasons", DurationText.text(retention.cases)])
    table.add(["events and decisions, without text", DurationText.text(retention.events)])
    for line in table.lines(width: Terminal.width) { print(line) }
    if steps.isEmpty { return print("nothing is due") }
    for step in steps {
      var line = "\(apply ? "done" : "due"): \(step.kind.rawValue)"
      if let partition = step.partition { line += " of partition \(partition)" }
      if let gone = step.gone { line += ", \(gone) \(apply ? "gone" : "to go")" }
      if let kept = step.kept, kept > 0 { line += ", \(kept) kept for cases" }
      if let waits = step.waits { line = "waits: \(step.kind.rawValue) of partition \(step.partition ?? 0): \(waits)" }
      print(VisibleText.of(line))
    }
  }

  private func object(_ retention: Retention, _ steps: [Retention.Step]) -> String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("clean_s", retention.clean.whole)
      out.member("cases_s", retention.cases.whole)
      out.member("events_s", retention.events.whole)
      out.member("applied", apply)
      out.name("steps")
      out.array(steps) { out, step in
        out.object { out in
          out.member("kind", step.kind.rawValue)
          out.member("partition", step.partition)
          out.member("gone", step.gone)
          out.member("kept", step.kept)
          out.member("waits", step.waits)
        }
      }
    }
    return writer.text
  }
}

struct RetentionSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set how long the database keeps each class at least; for its owner.")

  @Option(name: .long, help: ArgumentHelp("Posts that no case is about.", valueName: "duration")) var clean: String
  @Option(name: .long, help: ArgumentHelp("Closed cases, their posts and reasons.", valueName: "duration")) var cases:
    String
  @Option(name: .long, help: ArgumentHelp("Events and decisions.", valueName: "duration")) var events: String
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let asked = ["retain_clean": clean, "retain_cases": cases, "retain_events": events]
    let retention = try Retention.settings { asked[$0] }
    try DatabaseAccess.with(database, Places()) { db, _ in try retention.permit(on: db) }
    print("posts without a case are kept for \(clean), closed cases for \(cases), events for \(events), at least")
  }
}
