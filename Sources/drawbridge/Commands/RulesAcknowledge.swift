import ArgumentParser
import Store
import Text

struct RulesAcknowledge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Say that you have looked at a rule that went past its limit: it acts again, counted anew.",
    discussion: """
      Look first: `drawbridge rules stats ID` and the cases of the last hour. Take a bad entry out, or set the rule to \
      shadow; then acknowledge.
      """)

  @Argument(help: "The rule.") var id: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let wasLimited = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      try RuleLimitStore.acknowledge(id, on: db)
    }
    guard wasLimited else { throw StoreError("the rule \(id) is not past a limit") }
    print("\(VisibleText.of(id)) acts again")
  }
}
