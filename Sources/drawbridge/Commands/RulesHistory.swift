import ArgumentParser
import Rules
import Store
import Text

struct RulesHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the stored rulebooks, and which of them were published.")

  @Option(name: .long, help: "How many.") var limit = 20
  @Flag(name: .long, help: "One JSON object a line.") var json = false
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (entries, current) = try DatabaseAccess.with(database, Places()) { db, _ in
      (
        try RulebookStore.list(limit: limit, on: db),
        try RulebookStore.publications(limit: 1, on: db).first?.publication?.id
      )
    }
    var table = Table(["rulebook", "stored", "published", "by", "reason"], flexible: 4)
    for entry in entries {
      let isCurrent = entry.publication != nil && entry.publication?.id == current
      if json {
        var writer = JSONWriter()
        writer.object { out in
          out.member("hash", entry.hash)
          out.member("stored_at", entry.storedAt.description)
          out.member("engine", entry.engine)
          out.member("published_at", entry.publication?.at.description)
          out.member("by", entry.publication?.actor)
          out.member("reason", entry.publication?.reason)
          out.member("current", isCurrent)
        }
        print(writer.text)
      } else {
        table.add([
          entry.shortHash, entry.storedAt.description,
          (entry.publication?.at.description ?? "") + (isCurrent ? " *" : ""),
          entry.publication?.actor ?? "", entry.publication?.reason ?? "",
        ])
      }
    }
    if !json { for line in table.lines(width: Terminal.width) { print(line) } }
  }
}
