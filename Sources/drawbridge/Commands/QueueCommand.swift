import ArgumentParser
import Rules
import Store
import Text

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "The queue: what waits, who works, what is stuck; pause, resume, put back.",
    discussion: """
        drawbridge queue stats
        drawbridge queue pause noisy-forum
        drawbridge queue set noisy-forum --weight 3 --max-inflight 2000
        drawbridge queue dead
        drawbridge queue redrive --dead
      """,
    subcommands: [QueueStats.self, Pause.self, Resume.self, Set.self, QueueDead.self, QueueRedrive.self])

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a source's posts wait; they are taken in and kept, and nothing of them is screened.")

    @Argument(help: "The source's name.") var source: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      var change = SourceStore.Change()
      change.isPaused = true
      try QueueCommand.apply(change, to: source, database)
      print("\(VisibleText.of(source)) is paused; go on with: drawbridge queue resume \(VisibleText.of(source))")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Screen a paused source's posts again.")

    @Argument(help: "The source's name.") var source: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      var change = SourceStore.Change()
      change.isPaused = false
      try QueueCommand.apply(change, to: source, database)
      print("\(VisibleText.of(source)) is screened again")
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change a source's share and limits.",
      discussion: """
        Where over 10,000 posts wait in a lane, its sources take turns by their weights. --no-verdict says what the \
        platform is to do with a post that has no verdict after --after: it hears of it through the outbox.

          drawbridge queue set forum --no-verdict hold --after 2m
        """)

    @Argument(help: "The source's name.") var source: String
    @Option(name: .long, help: "Its share, 1 to 1000; 1 at first.") var weight: Int?
    @Option(name: .long, help: "Most posts under lease at once, about; 0 for no limit.") var maxInflight: Int?
    @Option(name: .long, help: "publish or hold.") var noVerdict: SourceStore.NoVerdict?
    @Option(
      name: .long, help: ArgumentHelp("After how long the platform is told; 0s for never.", valueName: "duration"),
      transform: TimeOption.silence)
    var after: Seconds?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if weight == nil && maxInflight == nil && noVerdict == nil && after == nil {
        throw ValidationError("nothing to change; give --weight, --max-inflight, --no-verdict or --after")
      }
      if let weight, !(1...1000).contains(weight) { throw ValidationError("--weight is 1 to 1000") }
      if let maxInflight, !(0...1_000_000).contains(maxInflight) {
        throw ValidationError("--max-inflight is 0 to 1000000")
      }
    }

    func run() throws {
      var change = SourceStore.Change()
      change.weight = weight
      change.maxInFlight = maxInflight
      change.onNoVerdict = noVerdict
      change.noVerdictAfter = after?.inSeconds
      try QueueCommand.apply(change, to: source, database)
      print("\(VisibleText.of(source)) is changed")
    }
  }

  private static func apply(_ change: SourceStore.Change, to source: String, _ database: DatabaseOptions) throws {
    try DatabaseAccess.with(database, Places()) { db, _ in try SourceStore.change(source, change, on: db) }
  }
}

extension SourceStore.NoVerdict: ExpressibleByArgument {}
