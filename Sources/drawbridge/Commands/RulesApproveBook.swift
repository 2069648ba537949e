import ArgumentParser
import Postgres
import Store

struct RulesApproveBook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-book",
    abstract: "Approve, as the second person, a rulebook that an author asked to publish; for authors.",
    discussion: """
      Where the owner of the database has set `rules needs-second on`, a rulebook is published when another author approves it. Where there \
      is one author alone, the same person may after 24 hours; the event says so.

        drawbridge rules approve-book 4f0c1a
      """)

  @Argument(help: "The beginning of the rulebook's hash.") var hash: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let entry = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      let entry = try RulebookStore.find(hash, on: db)
      guard try RulebookStore.approve(entry.number, on: db) else {
        throw StoreError("nobody asked to publish \(entry.shortHash); repair: drawbridge rules publish")
      }
      return entry
    }
    print("published \(entry.shortHash)")
  }
}

struct RulesNeedsSecond: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "needs-second", abstract: "Whether every rulebook needs a second person's approval; for the owner.")

  enum Choice: String, ExpressibleByArgument, CaseIterable { case on, off }

  @Argument(help: "on or off.") var choice: Choice
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try DatabaseAccess.with(database, Places()) { db, _ in try RulebookStore.setNeedsSecond(choice == .on, on: db) }
    print(choice == .on ? "a second author approves each rulebook" : "authors publish alone")
  }
}
