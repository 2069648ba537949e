import ArgumentParser
import Glibc
import Postgres
import Rules
import Store
import Text

struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take posts into the queue: JSON lines or CSV, from a file or standard input.",
    discussion: """
      Safe to run again: a post that is known is not taken twice. A newer revision is an edit, {"op":"delete"} withdraws \
      a post, {"op":"restore"} brings it back. Refused lines go to a file, each with its number and the reason.

        drawbridge ingest posts.jsonl
        tail -f firehose.jsonl | drawbridge ingest -
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["jsonl", "json"]))
  var file = "-"

  @Option(
    name: .long,
    help: ArgumentHelp("Where refused lines go. Default: FILE.refused.jsonl beside a file.", valueName: "file"))
  var refused: String?

  @Option(name: .long, help: "The lane: live or backfill. Reported posts are always urgent.")
  var lane = IngestLane.live

  @Flag(
    name: .long,
    help: "Read CSV: a header of member names (id, text, author.id, …), lists separated by |. Default for FILE.csv.")
  var csv = false

  @Flag(name: .long, help: "Print the counts as one JSON object.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  enum IngestLane: String, ExpressibleByArgument, CaseIterable { case live, backfill }

  func run() throws {
    let places = Places()
    let descriptor: Int32 = file == "-" ? 0 : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputOutputError("opening \(file)", errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    if file == "-" { Terminal.noteInput("posts, one JSON object a line,") }
    let posts = PostReader(keeping: try places.keptMembers())
    var refusals = RefusedLines(path: refused ?? (file == "-" ? "drawbridge.refused.jsonl" : file + ".refused.jsonl"))
    let access = try DatabaseAccess.open(database, places)
    defer { access.release() }
    var run = IngestRun(try PostHandIn(access, database, lane: lane == .backfill ? .backfill : .live))
    defer { if refusals.count > 0 { RefusedFiles.remember(refusals.path, places) } }
    do {
      if csv || file.hasSuffix(".csv") {
        try run.ingestCSV(descriptor, posts, &refusals)
      } else {
        try run.ingest(descriptor, posts, &refusals)
      }
    } catch {
      let taken = run.counts.values.reduce(0, +)
      Terminal.note("\(taken) posts were taken in before it ended; run it again: none is taken twice")
      throw error
    }
    try refusals.close()
    report(run.counts, run.unknownMembers, refusals)
    if refusals.count > 0 { throw ExitCode(ExitStatus.refused) }
  }

  private func report(
    _ counts: [PostIngest.Outcome: Int], _ unknown: [String: Int], _ refusals: borrowing RefusedLines
  ) {
    let names = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let order: [PostIngest.Outcome] = [.taken, .known, .edited, .withdrawn, .restored, .reported]
    if json {
      var writer = JSONWriter()
      writer.object { out in
        for outcome in order { out.member(outcome.rawValue, counts[outcome] ?? 0) }
        out.member("refused", refusals.count)
        out.member("refused_file", refusals.count > 0 ? refusals.path : nil)
        out.member("unknown_members") { out in for (name, count) in names { out.member(name, count) } }
      }
      print(writer.text)
      return
    }
    let total = counts.values.reduce(0, +) + refusals.count
    let parts = order.filter { $0 != .reported || counts[$0] ?? 0 > 0 }.map {
      "\(counts[$0] ?? 0) \($0 == .known ? "already known" : $0.rawValue)"
    }
    print("\(total) lines: \(parts.joined(separator: ", ")), \(refusals.count) refused")
    if !names.isEmpty {
      let list = names.prefix(10).map { "\(VisibleText.of($0.key)) (\($0.value))" }.joined(separator: ", ")
      let more = names.count > 10 ? " and \(names.count - 10) more" : ""
      print("unknown members were dropped: \(list)\(more); drawbridge.yaml's keep: keeps them")
    }
    if refusals.count > 0 { print("refused lines, each with its number and the reason: \(refusals.path)") }
  }
}
