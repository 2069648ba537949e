import ArgumentParser
import Store
import Text

struct CasesDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide a claimed case; the platform hears of it through the outbox.",
    discussion: """
        drawbridge cases decide 12 remove --token 4f0c… --reason "moves people to a private contact"
      """)

  @Argument(help: "The case's number.")
  var id: Int64

  @Argument(help: "allow, label, warn or remove.")
  var action: CaseStore.Action

  @Option(name: .long, help: "The token that `cases claim` printed.")
  var token: String

  @Option(name: .long, help: "Why, in a sentence.")
  var reason: String

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason must say something") }
    if reason.utf8.count > 10_000 { throw ValidationError("--reason is longer than 10,000 bytes") }
  }

  func run() throws {
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

extension CaseStore.Action: ExpressibleByArgument {}
