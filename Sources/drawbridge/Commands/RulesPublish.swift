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
      try RulebookStore.publish(number, reason: reason, on: db)
      return try RulebookStore.publications(limit: 1, on: db).first
    }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("hash", entry?.hash)
        out.member("rules", rulebook.rules.count)
      }
      print(writer.text)
    } else {
      print("published \(entry?.shortHash ?? ""): \(rulebook.rules.count) rules, \(tests.passed) tests passed")
    }
  }
}

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

extension RulebookStore.Versions {
  /// What this program works with beside the rules.
  init(_ dictionaries: Dictionaries) {
    self.init(
      dictionary: dictionaries.info.first.map { "\($0.language) \($0.checksum)" }, model: nil, engine: Version.engine)
  }
}
