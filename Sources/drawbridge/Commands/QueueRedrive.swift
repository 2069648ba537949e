import ArgumentParser
import Rules
import Store
import Text

struct QueueRedrive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redrive",
    abstract: "Put posts back into the queue, to be screened once more.",
    discussion: """
      A post's newest verdict counts. What waits in the queue already is not doubled, so a second run is safe.

        drawbridge queue redrive --dead
        drawbridge queue redrive --errors
        drawbridge queue redrive 1007 1012 --source forum
        drawbridge queue redrive --since 24h --lane backfill     after a change of the rules
      """)

  @Argument(help: "Posts, by the platform's ids.") var ids: [String] = []
  @Flag(name: .long, help: "Every dead letter.") var dead = false
  @Flag(name: .long, help: "Every post that the engine could not screen.") var errors = false
  @Option(
    name: .long, help: ArgumentHelp("Everything that came in within this time.", valueName: "duration"),
    transform: TimeOption.history)
  var since: Seconds?
  @Option(name: .long, help: "The source of the ids, or of --since. Default for ids: default.") var source: String?
  @Option(name: .long, help: "urgent, live or backfill. Default: live; backfill for --since.") var lane: LaneName?
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
    let choices = [!ids.isEmpty, dead, errors, since != nil].count { $0 }
    if choices != 1 { throw ValidationError("give ids, --dead, --errors or --since, one of them") }
  }

  private var choice: DeadLetterStore.Choice {
    if dead { return .deadLetters }
    if errors { return .errors }
    if let since { return .since(since.inSeconds, source: source) }
    return .posts(ids, source: source ?? "default")
  }

  func run() throws {
    let lane = lane?.lane ?? (since == nil ? .live : .backfill)
    let count = try DatabaseAccess.with(database, Places()) { db, _ in
      try DeadLetterStore.redrive(choice, lane: lane, on: db)
    }
    if json {
      var writer = JSONWriter()
      writer.object { $0.member("redriven", count) }
      print(writer.text)
    } else {
      print(count == 1 ? "1 post is in the queue again" : "\(count) posts are in the queue again")
    }
  }
}
