import ArgumentParser
import Bridge
import Store
import Text

struct Reviewers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "People who decide cases: one PostgreSQL login each.",
    discussion: """
      A reviewer's login is a member of drawbridge_reviewer. The database stamps it on every claim and decision. How a \
      login proves who it is (password, certificate, peer) is PostgreSQL's pg_hba.conf; `\\password NAME` in psql sets one.
      """,
    subcommands: [Add.self, Disable.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a reviewer's login, or enable it again.")

    @Argument(help: "The login's name.") var name: String
    @Option(
      name: .long, help: ArgumentHelp("The languages that the reviewer reads, such as zh,en.", valueName: "tags"))
    var reads: String?
    @OptionGroup var database: DatabaseOptions

    private var languages: [String]? {
      reads?.split(separator: ",").map { $0.prefix { $0 != "-" }.lowercased() }
    }

    func validate() throws {
      if let wrong = languages?.first(where: { !LexiconReader.isTag($0) }) {
        throw ValidationError("--reads names languages by their tags, such as zh,en, not `\(wrong)`")
      }
    }

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in
        try ReviewerStore.add(name, on: db)
        if let languages { try LexiconStore.setLanguages(languages, of: name, on: db) }
      }
      print("\(name) can review")
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a reviewer's login away; what was decided stays, what was claimed is free again.")

    @Argument(help: "The login's name.") var name: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in try ReviewerStore.disable(name, on: db) }
      print("\(name) can review no more")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the reviewers.")

    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let (reviewers, languages) = try DatabaseAccess.with(database, Places()) { db, _ in
        (try ReviewerStore.list(on: db), try LexiconStore.languages(on: db))
      }
      if json {
        for reviewer in reviewers {
          var writer = JSONWriter()
          writer.object { out in
            out.member("name", reviewer.name)
            out.member("enabled", reviewer.isEnabled)
            out.member("decisions", reviewer.decisions)
            out.member("reads", languages[reviewer.name] ?? [])
          }
          print(writer.text)
        }
        return
      }
      if reviewers.isEmpty { print("no reviewers yet: drawbridge reviewers add NAME") }
      var table = Table(["reviewer", "enabled", "decisions", "reads"])
      for reviewer in reviewers {
        table.add([
          reviewer.name, reviewer.isEnabled ? "yes" : "no", String(reviewer.decisions),
          (languages[reviewer.name] ?? []).joined(separator: ", "),
        ])
      }
      if !reviewers.isEmpty { for line in table.lines(width: Terminal.width) { print(line) } }
    }
  }
}
