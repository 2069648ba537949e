import ArgumentParser
import Rules
import Store
import Text

struct CasesDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide a claimed case; the platform hears of it through the outbox.",
    discussion: """
      With --after the decision is staged: it becomes final then, by the database's clock, and until then `cases undo` \
      takes it back.

        drawbridge cases decide 12 remove --token 4f0c… --reason "moves people to a private contact"
        drawbridge cases decide 12 remove --token 4f0c… --reason "…" --after 10s
      """)

  @Argument(help: "The case's number.")
  var id: Int64

  @Argument(help: "allow, label, warn or remove.")
  var action: CaseStore.Action

  @Option(name: .long, help: "The token that `cases claim` printed.")
  var token: String

  @Option(name: .long, help: "Why, in a sentence.")
  var reason: String

  @Option(
    name: .long, help: ArgumentHelp("Decide after this time, so that it can be undone.", valueName: "duration"),
    transform: TimeOption.undo)
  var after: Seconds?

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must say something") }
    if reason.utf8.count > 10_000 { throw ValidationError("--reason is longer than 10,000 bytes") }
  }

  func run() throws {
    if let after { return try stage(after: after) }
    let decision = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      try CaseStore.decide(id, action, token: token, reason: reason, on: db)
    }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("case", Int(id))
        out.member("decision", Int(decision))
        out.member("action", action.rawValue)
      }
      print(writer.text)
    } else {
      print("case \(id): \(action.rawValue) (decision \(decision)); the platform hears of it through the outbox")
    }
  }
}

extension CasesDecide {
  private func stage(after delay: Seconds) throws {
    let time = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      try CaseStore.stage(id, action, token: token, reason: reason, after: delay.inSeconds, on: db)
    }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("case", Int(id))
        out.member("action", action.rawValue)
        out.member("final_at", time)
      }
      print(writer.text)
    } else {
      print(
        "case \(id): \(action.rawValue) at \(time), once a worker is there; until then: drawbridge cases undo \(id)")
    }
  }
}

extension CaseStore.Action: ExpressibleByArgument {}
