import ArgumentParser
import Store
import Text

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hand out what is kept.", subcommands: [ExportAuthor.self])

  struct ExportAuthor: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "author",
      abstract: "Everything that is kept about a member, for the member: one JSON object a line.",
      discussion: """
        Posts with their revisions, verdicts and reports, cases with what was decided and why, copies in other people's \
        replies. Reviewers' names stay out.

          drawbridge export author u-1043 --source forum > u-1043.jsonl
        """)

    @Argument(help: "The member, by the platform's id.") var author: String
    @Option(name: .long, help: "The source whose member it is. Needed where two sources know the id.")
    var source: String?
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      var output = OutputBuffer(1)
      try DatabaseAccess.with(database, Places()) { db, _ in
        let findings = try Erasure.find(author, source: source, on: db)
        try AuthorExport.write(findings, on: db) { try output.write($0 + "\n") }
        if findings.isEmpty { Terminal.note("nothing of \(VisibleText.of(author)) is here") }
      }
      try output.flush()
    }
  }
}
