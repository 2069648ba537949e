import ArgumentParser
import Glibc
import Postgres
import Store
import Text

struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Forget a member: posts, revisions, keys, cases' ids, quoted reasons, copies in replies, refused lines.",
    discussion: """
      What stays: that decisions were made, by whom and when, in a chain that holds no text. `audit verify` passes as \
      before. Backups and what a platform has read from the outbox are not in reach. Safe to run again.

        drawbridge erase --author u-1043 --dry-run
        drawbridge erase --author u-1043 --source forum --yes
      """)

  @Option(name: .long, help: "The member, by the platform's id.") var author: String
  @Option(name: .long, help: "The source whose member it is. Needed where two sources know the id.") var source: String?
  @Flag(name: .long, help: "Say what would go, and change nothing.") var dryRun = false
  @Flag(name: .long, help: "Do not ask.") var yes = false
  @Option(
    name: .long, help: ArgumentHelp("A file of refused lines, beside those that ingest wrote.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var refused: [String] = []
  @Flag(name: .long, help: "One JSON object of counts.") var json = false
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if author.isEmpty { throw ValidationError("--author is empty") }
    if !dryRun && !yes && isatty(0) == 0 {
      throw ValidationError("erasing cannot be undone: give --yes, or --dry-run to see what would go")
    }
  }

  func run() throws {
    let places = Places()
    let counts = try DatabaseAccess.with(database, places) { db, _ in
      if !dryRun { try Erasure.actAsOwner(on: db) }
      var search = Progress("posts looked through")
      var seen = 0
      let findings = try Erasure.find(author, source: source, on: db) { count in
        search.advance(by: count - seen)
        seen = count
      }
      search.end()
      let found = try Erasure.count(findings, on: db) + refusedLines(findings, places, isErasing: false)
      if dryRun { return found }
      if !yes { try confirm(found) }
      var progress = Progress("posts erased")
      var done = 0
      let erased = try Erasure.erase(findings, on: db) { count, _ in
        progress.advance(by: max(0, count - done))
        done = count
      }
      progress.end()
      return erased + (try refusedLines(findings, places, isErasing: true))
    }
    show(counts)
  }

  private func refusedLines(
    _ findings: MemberFindings, _ places: Places, isErasing: Bool
  ) throws -> [(place: String, count: Int)] {
    let words = Set([author] + findings.keys.map(\.externalID))
    var lines = 0
    for path in refused + RefusedFiles.remembered(places).filter({ !refused.contains($0) }) {
      guard let count = try RefusedFiles.forget(words, in: path, isErasing: isErasing) else {
        Terminal.note("there is no file \(VisibleText.of(path)) any more; passed over")
        continue
      }
      lines += count
    }
    return [("refused lines", lines)]
  }

  private func confirm(_ counts: [(place: String, count: Int)]) throws {
    for (place, count) in counts where count > 0 { print("\(count) \(place)") }
    Terminal.write("Erase all of this for good? Type yes: ")
    guard readLine(strippingNewline: true) == "yes" else {
      Terminal.note("nothing was erased")
      throw ExitCode(ExitStatus.refused)
    }
  }

  private func show(_ counts: [(place: String, count: Int)]) {
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("dry_run", dryRun)
        for (place, count) in counts { out.member(place.replacing(" ", with: "_").replacing("'", with: ""), count) }
      }
      return print(writer.text)
    }
    let named = counts.filter { $0.count > 0 }
    if named.isEmpty { return print("nothing of \(VisibleText.of(author)) is here") }
    for (place, count) in named { print("\(dryRun ? "would go" : "erased"): \(count) \(place)") }
  }
}
