import ArgumentParser
import Store
import Text

struct CasesUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a staged decision of yours back, before it becomes final.",
    discussion: "Decisions are staged by `cases decide … --after 10s`. The case is still yours while its claim holds.")

  @Argument(help: "The case's number.")
  var id: Int64

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in try CaseStore.undo(id, on: db) }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("case", Int(id))
        out.member("undone", true)
      }
      print(writer.text)
    } else {
      print("case \(id): the staged decision is taken back")
    }
  }
}
