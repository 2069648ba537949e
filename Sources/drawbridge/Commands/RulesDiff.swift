import ArgumentParser
import Postgres
import Rules
import Store

struct RulesDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What differs between two rulebooks, line by line.",
    discussion: """
      A rulebook is `published`, `folder`, or the beginning of a stored one's hash (drawbridge rules history). Exit status \
      1 where they differ.

        drawbridge rules diff                       published against the folder
        drawbridge rules diff 4f0c1a folder
      """)

  @Argument(help: "The older one.") var one = "published"
  @Argument(help: "The newer one.") var other = "folder"
  @Flag(name: .long, help: "One JSON object for each line that differs.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let (old, new) = try DatabaseAccess.with(database, places) { db, _ in
      (try texts(one, places, db), try texts(other, places, db))
    }
    let differences = TextDifference.between(old, new)
    for line in differences { print(json ? line.json : line.text) }
    guard differences.isEmpty else {
      throw ExitCode(ExitStatus.refused)
    }
    if !json { print("no difference") }
  }

  private func texts(_ name: String, _ places: Places, _ db: borrowing Connection) throws -> [String: String] {
    if name == "folder" { return RuleFiles(folder: rules.folder(places)).texts }
    guard name == "published" else {
      return try RulebookStore.files(RulebookStore.find(name, on: db).number, on: db).texts
    }
    guard let entry = try RulebookStore.publications(limit: 1, on: db).first else {
      throw StoreError("no rulebook is published; repair: drawbridge rules publish")
    }
    return try RulebookStore.files(entry.number, on: db).texts
  }
}
