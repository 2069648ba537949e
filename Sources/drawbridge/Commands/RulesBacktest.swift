import ArgumentParser
import Glibc
import Postgres
import Rules
import Store
import Text

struct RulesBacktest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Try the rules folder on posts of before, and compare with what people decided about them.",
    discussion: """
      Says for each rule and language how many posts it hits, which other rules hit them too, how many of the hits people \
      had allowed (likely false alarms, with samples) and which posts people had acted on that nothing would bring before \
      them. Counters are rebuilt from the posts; limits are not applied, but it is told which rules would go past theirs.

      A file holds posts as for `ingest`; a member `decision` (allow, label, warn, remove) says what people decided.

        drawbridge rules backtest --since 7d
        drawbridge rules backtest --since 30d --rule contact-new-account
        drawbridge rules backtest --posts old-posts.jsonl --json
      """)

  @Option(
    name: .long, help: ArgumentHelp("Stored posts that came in within this time.", valueName: "duration"),
    transform: TimeOption.history)
  var since: Seconds?
  @Option(
    name: .long, help: ArgumentHelp("Posts from a file, or - for standard input; no database.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var posts: String?
  @Option(name: .long, help: "Only this rule, as if it were enforced. May be given again.") var rule: [String] = []
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if since != nil && posts != nil { throw ValidationError("--since or --posts, not both") }
  }

  func run() throws {
    let places = Places()
    let rulebook = try dictionaries.rulebook(rules, places)
    for id in rule { try rulebook.requireRule(id) }
    var backtest = Backtest(rulebook, only: Set(rule))
    var refused = 0
    if let posts {
      refused = try read(posts, into: &backtest)
    } else {
      try Self.replay(since ?? .days(7), into: &backtest, database, places)
    }
    if json { print(BacktestReport(backtest).json(refused: refused)) } else { BacktestReport(backtest).print(refused) }
    if refused > 0 { throw ExitCode(ExitStatus.refused) }
  }

  /// Runs stored posts through `backtest`, saying how far it is.
  static func replay(
    _ since: Seconds, into backtest: inout Backtest, _ database: DatabaseOptions, _ places: Places
  ) throws {
    var progress = Progress("posts tried")
    // The body of `with` may not change a parameter: it is handed out again.
    backtest = try DatabaseAccess.with(database, places) { [start = backtest] db, _ in
      var running = start
      let unreadable = try RuleHistory.eachPost(since: since.inSeconds, on: db) { post, outcome in
        running.add(post, outcome: outcome)
        progress.advance(by: 1)
      }
      progress.end()
      if unreadable > 0 { Terminal.note("\(unreadable) stored posts cannot be read and were passed over") }
      return running
    }
  }

  private func read(_ path: String, into backtest: inout Backtest) throws -> Int {
    let descriptor: Int32 = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputOutputError("opening \(path)", errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    let posts = PostReader(keeping: ["decision"])
    var reader = LineReader(descriptor)
    var progress = Progress("posts tried")
    var (number, refused) = (0, 0)
    while let line = try reader.next(beforeRead: {}) {
      number += 1
      progress.advance(by: 1)
      do {
        guard case .bytes(let range) = line else { throw PostRefusal(id: nil, reason: "a line over 8 MiB") }
        let post = try posts.read(reader.bytes, in: range)
        guard post.operation == .create || post.operation == .edit else { continue }
        let decision = post.kept.first { $0.name == "decision" }?.value.string
        backtest.add(post, outcome: decision.map { $0 == "allow" ? .allowed : .actedOn })
      } catch let refusal as PostRefusal {
        refused += 1
        if refused <= 5 { Terminal.note("line \(number) refused: \(VisibleText.of(refusal.reason))") }
      }
    }
    progress.end()
    return refused
  }
}

extension Rulebook {
  /// The rule called `id`; throws with the nearest name where there is none.
  @discardableResult
  func requireRule(_ id: String) throws -> RuleDefinition {
    if let rule = rules.first(where: { $0.id == id }) { return rule }
    let nearest = Suggestion.nearest(to: id, among: rules.map(\.id))
    throw ValidationError("there is no rule `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
  }
}

/// A backtest for people and for programs.
struct BacktestReport {
  private let backtest: Backtest

  init(_ backtest: Backtest) { self.backtest = backtest }

  private var cells: [(rule: String, language: String, cell: Backtest.Cell)] {
    backtest.rules.sorted { $0.key < $1.key }.flatMap { rule, languages in
      languages.sorted { ($1.value.hits, $0.key) < ($0.value.hits, $1.key) }.map { (rule, $0.key, $0.value) }
    }
  }

  private func overlaps(of rule: String) -> [(rule: String, posts: Int)] {
    backtest.overlaps.compactMap { pair, count in
      pair.one == rule ? (pair.other, count) : pair.other == rule ? (pair.one, count) : nil
    }.sorted { ($1.posts, $0.rule) < ($0.posts, $1.rule) }
  }

  func print(_ refused: Int) {
    func say(_ text: String) { Swift.print(VisibleText.of(text)) }
    say("\(backtest.posts) posts, \(backtest.reviewed) of them decided by people")
    let verdicts = Verdict.allCases.compactMap { verdict in
      backtest.verdicts[verdict].map { "\($0) \(verdict.name)" }
    }
    if !verdicts.isEmpty { say(verdicts.joined(separator: ", ")) }
    if refused > 0 { say("\(refused) lines could not be read") }
    var table = Table(["rule", "language", "hits", "people acted", "people allowed", "nobody looked"])
    for (rule, language, cell) in cells {
      table.add([
        rule, language, "\(cell.hits)", "\(cell.actedOn)", "\(cell.allowed)",
        "\(cell.hits - cell.actedOn - cell.allowed)",
      ])
    }
    if !cells.isEmpty { for line in table.lines(width: Terminal.width) { Swift.print(line) } }
    for rule in backtest.rules.keys.sorted() {
      let others = overlaps(of: rule).prefix(3)
      if others.isEmpty { continue }
      say("\(rule) overlaps with " + others.map { "\($0.rule) (\($0.posts))" }.joined(separator: ", "))
    }
    for (rule, language, cell) in cells where cell.allowed > 0 {
      say("likely false alarms of \(rule) in \(language): \(cell.allowed)")
      for sample in cell.samples { say("    \(sample.source)/\(sample.id)  \(sample.text.prefix(80))") }
    }
    for (language, missed) in backtest.misses.sorted(by: { $0.key < $1.key }) {
      say("missed in \(language): \(missed.count) posts that people acted on")
      for sample in missed.samples { say("    \(sample.source)/\(sample.id)  \(sample.text.prefix(80))") }
    }
    for trip in backtest.trips {
      say(
        "\(trip.rule) would have gone past its limit from \(trip.from): \(trip.hits) different texts of \(trip.posts) posts"
      )
    }
  }

  func json(refused: Int) -> String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("posts", backtest.posts)
      out.member("decided", backtest.reviewed)
      out.member("refused", refused)
      out.name("rules")
      out.array(cells) { out, entry in
        out.object { out in
          out.member("rule", entry.rule)
          out.member("language", entry.language)
          out.member("hits", entry.cell.hits)
          out.member("acted_on", entry.cell.actedOn)
          out.member("allowed", entry.cell.allowed)
          out.name("false_alarms")
          out.array(entry.cell.samples) { $1.write(to: &$0) }
        }
      }
      out.name("overlaps")
      out.array(backtest.overlaps.sorted { ($1.value, $0.key.one) < ($0.value, $1.key.one) }) { out, overlap in
        out.object { out in
          out.member("one", overlap.key.one)
          out.member("other", overlap.key.other)
          out.member("posts", overlap.value)
        }
      }
      out.name("misses")
      out.array(backtest.misses.sorted { $0.key < $1.key }) { out, missed in
        out.object { out in
          out.member("language", missed.key)
          out.member("posts", missed.value.count)
          out.name("samples")
          out.array(missed.value.samples) { $1.write(to: &$0) }
        }
      }
      out.name("limits")
      out.array(backtest.trips) { out, trip in
        out.object { out in
          out.member("rule", trip.rule)
          out.member("from", trip.from.description)
          out.member("hits", trip.hits)
          out.member("posts", trip.posts)
        }
      }
    }
    return writer.text
  }
}

extension Backtest.Sample {
  fileprivate func write(to out: inout JSONWriter) {
    out.object { out in
      out.member("source", source)
      out.member("id", id)
      out.member("text", text)
    }
  }
}
