import ArgumentParser
import Bridge
import Postgres
import Rules
import Store
import Worker

/// End to end: lines in, verdicts and cases committed, with rules, languages and glosses.
struct RoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "road",
    abstract: "Measure the whole road: ingest, rules, languages, glosses, verdicts, cases.",
    discussion: """
      In a throw-away PostgreSQL with full durability: reads lines and hands them to ingest, 1,000 a call; then one \
      worker with two threads screens them by the rules and a list of generated terms, and glosses what it sends to the \
      reviewers. The same posts go through the same queue with a constant verdict, for the ratio. Medians of the \
      repetitions.

      Deploy/bench road
      Deploy/bench road posts.jsonl --rules Rules --terms 20000

      The last line is JSON: ingest_posts_per_s, road_worker_posts_per_s, noop_worker_posts_per_s, road_posts_per_s (end \
      to end), worker_to_noop, road_to_noop (end to end to the queue alone), queued_share, stage_NAME_us for read, fold, \
      detect, match, gloss and write, stages_us.
      """)

  @Argument(help: "Posts, one JSON object a line; repeated under new ids.", completion: .file(extensions: ["jsonl"]))
  var posts = "Deploy/samples/posts.jsonl"

  @Option(help: "How many posts take the road.")
  var count = 50_000

  @Option(help: ArgumentHelp("The rules folder.", valueName: "dir"))
  var rules = "Rules"

  @Option(help: "How many generated terms are added to the rules.")
  var terms = 20_000

  @Option(help: ArgumentHelp("The folder of compiled dictionaries.", valueName: "dir"))
  var dictionaries = ".drawbridge/dictionaries"

  @Option(help: "How often everything is repeated.")
  var repetitions = 3

  func validate() throws {
    if !(1...10_000_000).contains(count) { throw ValidationError("--count is 1 to 10,000,000") }
    if !(1...100).contains(repetitions) { throw ValidationError("--repetitions is 1 to 100") }
    if !(0...1_000_000).contains(terms) { throw ValidationError("--terms is 0 to 1,000,000") }
  }

  func run() async throws {
    let opened = try Dictionaries.open(in: dictionaries)
    for missing in opened.missing { print("missing: \(missing)") }
    let lines = try RoadPosts.lines(posts, count: count)
    let rulebook = try RoadRules.load(rules, terms: terms)
    let engine = RulebookScreener(rulebook)
    let glosser = Glosser(dictionaries: opened, detector: LanguageDetector())
    Progress.say("making a throw-away PostgreSQL")
    let cluster = try ThrowawayCluster()
    defer { cluster.remove() }
    let conninfo = try cluster.migratedDatabase()
    let db = try Connection(conninfo, application: "bench")
    let versions = RulebookStore.Versions(dictionary: nil, model: nil, engine: "benchmark")
    let number = try RulebookStore.register(rulebook, versions, on: db)
    var measurement = RoadMeasurement(lines: lines, screener: GlossingScreener(engine, glosser), rulebook: number)
    for round in 0..<repetitions {
      Progress.say("the road, repetition \(round + 1)")
      try await measurement.repetition(conninfo, db)
    }
    Progress.clear()
    print("\(count) posts, \(rulebook.rules.count) rules, \(terms) generated terms; \(repetitions) repetitions")
    var report = Report(benchmark: "road")
    measurement.write(to: &report)
    try EngineStages(lines, engine, glosser).write(to: &report)
    report.end()
  }
}
