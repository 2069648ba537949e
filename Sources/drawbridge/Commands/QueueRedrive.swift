import ArgumentParser
import Postgres
import Rules
import Store
import Text

struct QueueRedrive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redrive",
    abstract: "Put posts back into the queue, to be screened once more.",
    discussion: """
      A post's newest verdict counts. What waits in the queue already is not doubled, so a second run is safe. What a person \
      decided stands: such posts are passed over and counted. With --even-decided they are screened too, and the platform \
      hears the new verdict beside the decision that stands.

        drawbridge queue redrive --dead
        drawbridge queue redrive --errors
        drawbridge queue redrive 1007 1012 --source forum
        drawbridge queue redrive --since 24h --lane backfill     after a change of the rules
        drawbridge queue redrive --rule contact                  what the rule hit
        drawbridge queue redrive --rulebook 4f0c1a               what was screened by a rulebook
      """)

  @Argument(help: "Posts, by the platform's ids.") var ids: [String] = []
  @Flag(name: .long, help: "Every dead letter.") var dead = false
  @Flag(name: .long, help: "Every post that the engine could not screen.") var errors = false
  @Option(
    name: .long, help: ArgumentHelp("Everything that came in within this time.", valueName: "duration"),
    transform: TimeOption.history)
  var since: Seconds?
  @Option(name: .long, help: ArgumentHelp("Every post whose newest verdict has a hit of this rule.", valueName: "id"))
  var rule: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Every post whose newest verdict came from this stored rulebook (`rules history`).", valueName: "hash"))
  var rulebook: String?
  @Option(name: .long, help: "Of this source only. Default: all; for ids: default.") var source: String?
  @Flag(name: .long, help: "Posts that a person decided about, too.") var evenDecided = false
  @Option(name: .long, help: "urgent, live or backfill. Default: live; backfill for --since, --rule and --rulebook.")
  var lane: LaneName?
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var database: DatabaseOptions

  enum LaneName: String, ExpressibleByArgument, CaseIterable {
    case urgent, live, backfill

    var lane: PostIngest.Lane {
      switch self {
      case .urgent: .urgent
      case .live: .live
      case .backfill: .backfill
      }
    }
  }

  func validate() throws {
    let choices = [!ids.isEmpty, dead, errors, since != nil, rule != nil, rulebook != nil].count { $0 }
    if choices != 1 {
      throw ValidationError("give ids, --dead, --errors, --since, --rule or --rulebook, one of them")
    }
    if source != nil && (dead || errors) {
      throw ValidationError("--source goes with ids, --since, --rule or --rulebook")
    }
    if rulebook?.isEmpty ?? rule?.isEmpty ?? false { throw ValidationError("--rule and --rulebook need a name") }
  }

  private var choice: Redrive.Choice {
    if dead { return .deadLetters }
    if errors { return .errors }
    if let since { return .since(since.inSeconds, source: source) }
    if let rule { return .rule(rule, source: source) }
    if let rulebook { return .rulebook(rulebook, source: source) }
    return .posts(ids, source: source ?? "default")
  }

  func run() throws {
    let isWide = since != nil || rule != nil || rulebook != nil
    let redrive = Redrive(choice, lane: lane?.lane ?? (isWide ? .backfill : .live), isEvenDecided: evenDecided)
    let outcome = try DatabaseAccess.with(database, Places()) { db, _ in try Self.run(redrive, db) }
    if json {
      var writer = JSONWriter()
      writer.object { outcome.writeMembers(to: &$0) }
      print(writer.text)
    } else {
      for line in outcome.lines(isEvenDecided: evenDecided) { print(line) }
    }
  }

  /// Runs it with a sign of how far it is, where somebody watches.
  static func run(_ redrive: Redrive, _ db: borrowing Connection) throws -> Redrive.Outcome {
    var progress = Progress("posts put back")
    defer { progress.end() }
    var shown = 0
    return try redrive.run(on: db) { count in
      progress.advance(by: count - shown)
      shown = count
    }
  }
}

extension Redrive.Outcome {
  func writeMembers(to out: inout JSONWriter) {
    out.member("redriven", redriven)
    out.member("skipped_decided", skippedDecided)
    out.member("decided", decided)
  }

  /// For people: what is in the queue again, and what stands.
  func lines(isEvenDecided: Bool) -> [String] {
    var lines = [redriven == 1 ? "1 post is in the queue again" : "\(redriven) posts are in the queue again"]
    if isEvenDecided { lines.append("decided by a person, and screened all the same: \(decided)") }
    if skippedDecided > 0 {
      lines.append("decided by a person, and passed over: \(skippedDecided) (--even-decided includes them)")
    }
    return lines
  }
}
