import ArgumentParser
import Rules
import Store
import Text

struct CasesDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide a claimed case; the platform hears of it through the outbox.",
    discussion: """
      Claim the case and read it first: what is decided is the version that `cases claim` or `cases show` showed last; where \
      the post was edited since, the decision is refused. The platform hears the policy (the one that the case shows, or \
      --policy), the label, and what the author is to be told in their language. --reason is for colleagues.

      With --after the decision is staged: it becomes final then, by the database's clock, and until then `cases undo` \
      takes it back.

        drawbridge cases decide 12 remove --reason "moves people to a private contact"
        drawbridge cases decide 12 remove --policy spam.links --reason "…" --after 10s
        drawbridge cases decide 13 label --label strong-language --reason "swears, at nobody"
      """)

  @Argument(help: "The case's number.")
  var id: Int64

  @Argument(help: "allow, label, warn or remove.")
  var action: CaseStore.Action

  @Option(name: .long, help: "The token that `cases claim` printed. Default: your claim.")
  var token: String?

  @Option(name: .long, help: "Why, in a sentence, for colleagues.")
  var reason: String

  @Option(name: .long, help: ArgumentHelp("Under which policy. Default: the one that the case shows.", valueName: "id"))
  var policy: String?

  @Option(name: .long, help: ArgumentHelp("Which label; goes with label.", valueName: "name"))
  var label: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The version that you read. Default: the one last shown to you.", valueName: "version"))
  var shown: Int?

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
    if label != nil && action != .label { throw ValidationError("--label goes with the action label") }
    if let shown, !(1...Int(Int32.max)).contains(shown) { throw ValidationError("--shown is a version, 1 or more") }
  }

  private var ruling: CaseStore.Ruling {
    CaseStore.Ruling(reason: reason, policy: policy, label: label, shown: shown)
  }

  func run() throws {
    if let after { return try stage(after: after) }
    let (decision, said) = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      let decision = try CaseStore.decide(id, action, token: token, ruling, on: db)
      return (decision, try CaseStore.decision(ofCase: id, on: db))
    }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("case", Int(id))
        out.member("decision", Int(decision))
        out.member("action", action.rawValue)
        out.member("policy", said?.policy)
        out.member("label", said?.label)
      }
      print(writer.text)
    } else {
      let what = [action.rawValue, said?.label, said?.policy].compactMap(\.self).joined(separator: ", ")
      print("case \(id): \(VisibleText.of(what)) (decision \(decision)); the platform hears of it through the outbox")
    }
  }
}

extension CasesDecide {
  private func stage(after delay: Seconds) throws {
    let time = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      try CaseStore.stage(id, action, token: token, ruling, after: delay.inSeconds, on: db)
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
