import ArgumentParser
import Bridge
import Store
import Text

struct Reviewers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "People who decide cases: one PostgreSQL login each.",
    discussion: """
      A reviewer's login is a member of drawbridge_reviewer. The database stamps it on every claim and decision. It proves itself \
      with the password that `add` prints once, or as pg_hba.conf says (--certificate, --peer).
      """,
    subcommands: [Add.self, Disable.self, Grant.self, Revoke.self, Reads.self, List.self])

  /// What a reviewer may see, as options and arguments name it.
  struct ReadingOptions: ParsableArguments {
    @Option(name: .long, help: "Cases of this source. May be given again.") var source: [String] = []
    @Flag(name: .long, help: "Cases of every source, those to come too.") var everySource = false
    @Flag(name: .long, help: "Private messages of these sources; each opening is an event.") var `private` = false
    @Argument(help: "private: the same as --private.") var what: [String] = []

    var readings: [ReviewerStore.Reading] {
      source.map { .source($0) } + (everySource ? [.everySource] : [])
        + (`private` || what.contains("private") ? [.privateMessages] : [])
    }

    func validate() throws {
      if let wrong = what.first(where: { $0 != "private" }) {
        throw ValidationError("`\(wrong)` is nothing to grant; use --source NAME, --every-source or private")
      }
    }
  }

  static func languages(_ text: String) throws -> [String] {
    let tags = text.split(separator: ",").map { $0.prefix { $0 != "-" }.lowercased() }
    if let wrong = tags.first(where: { !LexiconReader.isTag($0) }) {
      throw ValidationError("languages are named by their tags, such as zh,en, not `\(wrong)`")
    }
    return tags
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a reviewer's login, or enable it again.",
      discussion: """
        A reviewer sees the cases of the sources that he is given, and private messages only where that is granted too.

          drawbridge reviewers add lin --source forum --reads zh,en
        """)

    @Argument(help: "The login's name.") var name: String
    @Option(
      name: .long, help: ArgumentHelp("The languages that the reviewer reads, such as zh,en.", valueName: "tags"))
    var reads: String?
    @Option(name: .long, help: "Cases of this source. May be given again.") var source: [String] = []
    @Flag(name: .long, help: "Cases of every source, those to come too.") var everySource = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws { _ = try reads.map(Reviewers.languages) }

    func run() throws {
      let languages = try reads.map(Reviewers.languages)
      let given = try proof.given()
      let (sees, password) = try DatabaseAccess.with(database, Places()) { db, _ in
        let isNew = try ReviewerStore.add(name, on: db)
        let password = try proof.set(given, for: name, isNew: isNew, on: db)
        if let languages { try LexiconStore.setLanguages(languages, of: name, on: db) }
        for source in source { try ReviewerStore.grant(.source(source), to: name, on: db) }
        if everySource { try ReviewerStore.grant(.everySource, to: name, on: db) }
        return (try ReviewerStore.readings(on: db)[name] ?? [], password)
      }
      print("\(name) can review")
      for line in proof.lines(password, name) { print(line) }
      if sees.isEmpty { print("\(name) sees no source yet: drawbridge reviewers grant \(name) --source NAME") }
    }
  }

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a reviewer see the cases of a source, or private messages; for operators.",
      discussion: """
          drawbridge reviewers grant lin --source forum
          drawbridge reviewers grant lin private
        """)

    @Argument(help: "The login's name.") var name: String
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if reading.readings.isEmpty { throw ValidationError("say what: --source NAME, --every-source or private") }
    }

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in
        for reading in reading.readings { try ReviewerStore.grant(reading, to: name, on: db) }
      }
      print("\(name) sees \(reading.readings.map(\.description).joined(separator: ", "))")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take back what a reviewer may see; his claims end. For operators.")

    @Argument(help: "The login's name.") var name: String
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if reading.readings.isEmpty { throw ValidationError("say what: --source NAME, --every-source or private") }
    }

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in
        for reading in reading.readings where try !ReviewerStore.revoke(reading, from: name, on: db) {
          throw StoreError("\(name) was never given \(reading); repair: drawbridge reviewers list says what he sees")
        }
      }
      print("\(name) sees \(reading.readings.map(\.description).joined(separator: ", ")) no more")
    }
  }

  struct Reads: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which languages a reviewer reads; more of them count when an operator says so.")

    @Argument(help: "The login's name.") var name: String
    @Argument(help: "Tags such as zh,en; \"\" for none.") var tags: String
    @OptionGroup var actor: ActorOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws { _ = try Reviewers.languages(tags) }

    func run() throws {
      let languages = try Reviewers.languages(tags)
      let waiting = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
        try LexiconStore.setLanguages(languages, of: name, on: db)
      }
      let counted = languages.filter { !waiting.contains($0) }
      print("\(name) reads \(counted.isEmpty ? "nothing" : counted.joined(separator: ", "))")
      if !waiting.isEmpty { print("\(waiting.joined(separator: ", ")) when an operator says so too") }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a reviewer's login away, end its sessions, free what it held; what was decided stays.")

    @Argument(help: "The login's name.") var name: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let held = try DatabaseAccess.with(database, Places()) { db, _ in try ReviewerStore.disable(name, on: db) }
      print("\(name) can review no more; \(held.drafts) staged decisions were dropped, \(held.claims) claims ended")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the reviewers.")

    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let (reviewers, languages, readings) = try DatabaseAccess.with(database, Places()) { db, _ in
        (try ReviewerStore.list(on: db), try LexiconStore.languages(on: db), try ReviewerStore.readings(on: db))
      }
      if json {
        for reviewer in reviewers {
          var writer = JSONWriter()
          writer.object { out in
            out.member("name", reviewer.name)
            out.member("enabled", reviewer.isEnabled)
            out.member("decisions", reviewer.decisions)
            out.member("reads", languages[reviewer.name] ?? [])
            out.member("sees", (readings[reviewer.name] ?? []).map(\.description))
          }
          print(writer.text)
        }
        return
      }
      if reviewers.isEmpty { print("no reviewers yet: drawbridge reviewers add NAME") }
      var table = Table(["reviewer", "enabled", "decisions", "reads", "sees"])
      for reviewer in reviewers {
        table.add([
          reviewer.name, reviewer.isEnabled ? "yes" : "no", String(reviewer.decisions),
          (languages[reviewer.name] ?? []).joined(separator: ", "),
          (readings[reviewer.name] ?? []).map(\.description).joined(separator: ", "),
        ])
      }
      if !reviewers.isEmpty { for line in table.lines(width: Terminal.width) { print(line) } }
    }
  }
}
