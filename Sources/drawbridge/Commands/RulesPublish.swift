import ArgumentParser
import Bridge
import Postgres
import Rules
import Store
import Text

struct RulesPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Store the rules folder in the database and make it the published rulebook.",
    discussion: """
      Workers started with --published take it within two seconds, on whatever machine they run. The folder must pass lint \
      and its own tests. `rollback` goes back.

        drawbridge rules publish --reason "new list of gift card words"
      """)

  @Option(name: .long, help: "Why, for the log.") var reason: String?
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let places = Places()
    let rulebook = try dictionaries.rulebook(rules, places)
    let tests = RuleTestRun(rulebook)
    if let failure = tests.failures.first {
      throw StoreError(
        "\(tests.failures.count) tests fail, first \(failure.place), \(failure.rule): \(failure.message)")
    }
    let versions = RulebookStore.Versions(try Dictionaries.open(in: dictionaries.folder(places)))
    let entry = try DatabaseAccess.with(database, places, acting: actor.name) { db, _ in
      let number = try RulebookStore.register(rulebook, versions, on: db)
      guard try RulebookStore.publish(number, reason: reason, on: db) else {
        return try RulebookStore.entry(number, on: db)
      }
      return try RulebookStore.publications(limit: 1, on: db).first
    }
    let waits = entry?.publication == nil
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("hash", entry?.hash)
        out.member("rules", rulebook.rules.count)
        out.member("waits", waits)
      }
      print(writer.text)
    } else if waits {
      print(
        "\(entry?.shortHash ?? "") waits for a second person: drawbridge rules approve-book \(entry?.shortHash ?? "")")
    } else {
      print("published \(entry?.shortHash ?? ""): \(rulebook.rules.count) rules, \(tests.passed) tests passed")
    }
  }
}

extension RulebookStore.Versions {
  /// What this program works with beside the rules.
  init(_ dictionaries: Dictionaries) {
    self.init(
      dictionary: dictionaries.info.first.map { "\($0.languages) \($0.checksum)" }, model: nil, engine: Version.engine)
  }
}
