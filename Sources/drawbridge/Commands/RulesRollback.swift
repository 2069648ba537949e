import ArgumentParser
import Postgres
import Store

struct RulesRollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Publish the rulebook that was published before, or an older one.",
    discussion: """
      Every rulebook that ever gave a verdict is kept, so any of them can come back; the log says that it was a rollback.

        drawbridge rules rollback
        drawbridge rules rollback 4f0c1a
      """)

  @Argument(help: "The beginning of a stored rulebook's hash. Default: the one published before.") var hash: String?
  @Option(name: .long, help: "Why, for the log.") var reason: String?
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let entry = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      let entry = try target(db)
      try RulebookStore.publish(entry.number, reason: "rollback" + (reason.map { ": " + $0 } ?? ""), on: db)
      return entry
    }
    print("published \(entry.shortHash) again")
  }

  private func target(_ db: borrowing Connection) throws -> RulebookStore.Entry {
    if let hash { return try RulebookStore.find(hash, on: db) }
    let published = try RulebookStore.publications(limit: 50, on: db)
    guard let now = published.first, let before = published.first(where: { $0.number != now.number }) else {
      throw StoreError("no other rulebook was published before; repair: drawbridge rules history lists the stored ones")
    }
    return before
  }
}
