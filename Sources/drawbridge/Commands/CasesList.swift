import ArgumentParser
import Postgres
import Rules
import Review
import Store
import Text

struct CasesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List cases in the order of work: the most urgent first, then the earliest due.",
    discussion: """
      Of a case marked blind it is not shown what the rules made of it (`"verdict": null` with --json): people judge a \
      share of posts by themselves, which is how rules are measured (`precision: {blind: 5%}` of community.yaml). `!` marks \
      what members reported; `no hit now`, what the rules no longer find.
      """)

  @Option(name: .long, help: "Cases of this queue only.")
  var queue: String?

  @Option(name: .long, help: ArgumentHelp("Cases in this language only; zh matches zh-Hans.", valueName: "tag"))
  var lang: String?

  @Option(name: .long, help: "open, decided, withdrawn or rescreened.")
  var state = State.open

  @Option(name: .long, help: "At most so many.")
  var limit = 50

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  enum State: String, ExpressibleByArgument, CaseIterable { case open, decided, withdrawn, rescreened }

  func validate() throws {
    if !(1...100_000).contains(limit) { throw ValidationError("--limit is 1 to 100000") }
  }

  func run() throws {
    let filter = CaseStore.Filter(queue: queue, language: lang, state: state.rawValue, limit: limit)
    let (cases, counts) = try DatabaseAccess.with(database, Places()) { db, _ in
      (try CaseStore.list(filter, on: db), try CaseStore.counts(on: db))
    }
    if json {
      for item in cases { print(Self.line(item)) }
      return
    }
    let waiting = counts.map { "\(VisibleText.of($0.queue)) \($0.count)" }.joined(separator: ", ")
    print(counts.isEmpty ? "no open cases" : "\(counts.reduce(0) { $0 + $1.count }) open: \(waiting)")
    if cases.isEmpty { return }
    var table = Table(["case", "verdict", "prio", "queue", "due", "lang", "", "text"], flexible: 7)
    for item in cases {
      let mark = item.isNoLongerHit ? "no hit now" : item.verdict
      let post = StoredPost.shown(item.document).withTextToShow
      let text = [post.title, post.text].compactMap { $0 }.joined(separator: " · ")
      table.add([
        String(item.id), item.isHidden ? "blind" : mark, item.priority.name, item.queue,
        item.dueIn.map { $0 < 0 ? "late" : DurationText.text($0) } ?? "–", item.language,
        (item.isEdited ? "✎" : "") + (item.claimedBy == nil ? "" : "⚑") + (item.causes.contains("reported") ? "!" : ""),
        String(text.prefix(200)),
      ])
    }
    for line in table.lines(width: Terminal.width) { print(line) }
    if cases.count == limit { print("… more (--limit)") }
  }

  private static func line(_ item: CaseStore.Summary) -> String {
    var writer = JSONWriter()
    let post = StoredPost.shown(item.document).withTextToShow
    writer.object { out in
      item.writeMembers(to: &out)
      out.member("title", post.title)
      out.member("text", post.text)
    }
    return writer.text
  }
}
