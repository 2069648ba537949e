import ArgumentParser
import Bridge
import Foundation
import Glibc
import Rules
import Text

/// Times the screening engine's parts beside its peers.
struct ScreeningCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screening",
    abstract: "Time folds, views, lists of 1,000 to 100,000 entries, regular expressions and rulebooks; no database.",
    discussion: """
      Megabytes of UTF-8 a second of one thread's CPU time, medians; peers run on the same posts and terms in the same \
      minute. Peers that are not installed are left out.

      Deploy/bench screening
      Deploy/bench screening posts.jsonl --megabytes 8
      Deploy/bench screening --only lists --entries 20000
      """)

  @Argument(help: "Posts: one JSON object a line, or a text a line.")
  var posts = "Deploy/samples/posts.jsonl"

  @Option(help: "How much text to run.") var megabytes = 4.0
  @Option(help: ArgumentHelp("The folder of compiled dictionaries.", valueName: "dir"))
  var dictionaries = ".drawbridge/dictionaries"
  @Option(help: "jieba's word list.") var chinese = ".drawbridge/sources/jieba/dict.txt"
  @Option(help: "An English word list.") var english = "/usr/share/dict/american-english"

  @Option(help: "Only these parts: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).") var only: [Part] = []
  @Option(help: "How many entries the lists have.") var entries = [1_000, 20_000, 100_000]

  enum Part: String, ExpressibleByArgument, CaseIterable { case views, lists, regexes, rulebooks, mixed }

  func run() throws {
    let parts = only.isEmpty ? Part.allCases : only
    let folder = FileManager.default.temporaryDirectory.appending(path: "drawbridge-screening-\(getpid())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let corpus = try ScreeningCorpus(posts, megabytes: megabytes, folder: folder)
    let words = (
      chinese: try ScreeningCorpus.chineseWords(chinese), english: try ScreeningCorpus.englishWords(english)
    )
    let opened = try Dictionaries.open(in: dictionaries)
    var report = Report(benchmark: "screening")
    print("\(corpus.posts.count) posts, \(JSONWriter.decimal(Double(corpus.bytes) / 1e6, 1)) MB")
    let peers = ScreeningPeers(folder: folder)
    if parts.contains(.views) { folds(corpus, peers, &report) }
    for count in parts.contains(.lists) ? entries : [] {
      let (terms, file) = try corpus.terms(count, chinese: words.chinese, english: words.english)
      try lists(terms, file, corpus, opened, peers, &report)
    }
    if parts.contains(.regexes) { try regexes(corpus, peers, &report) }
    if parts.contains(.rulebooks) { try rulebooks(corpus, words.chinese + words.english, opened, &report) }
    if parts.contains(.mixed) { try mixed(corpus, words.chinese + words.english, opened, &report) }
    report.end()
  }

  // MARK: Parts

  private func folds(_ corpus: ScreeningCorpus, _ peers: ScreeningPeers, _ report: inout Report) {
    report.heading("Views")
    var folded = FoldedText()
    let fold = rate(corpus) { folded.fold($0) }
    report.figure("fold with offset map", "fold_mb_per_s", fold, unit: "MB/s")
    if let edits = peers.rate("edits", "-", "\(corpus.folder)/\(ScreeningCorpus.postsFile)") {
      report.ratio("  to ICU's NFKC_Casefold with Edits", "fold_to_icu", [fold / edits], target: .atLeast(1.6))
    }
    let shape = rate(corpus) { _ = ShapeText($0, folded: FoldedText($0)) }
    report.figure("fold and skeleton", "skeleton_mb_per_s", shape, unit: "MB/s")
  }

  private func lists(
    _ terms: [String], _ file: String, _ corpus: ScreeningCorpus, _ dictionaries: Dictionaries, _ peers: ScreeningPeers,
    _ report: inout Report
  ) throws {
    report.heading("\(terms.count) entries")
    let posts = "\(corpus.folder)/\(ScreeningCorpus.postsFile)"
    let automaton = PhraseAutomaton(terms.map { $0.unicodeScalars.map(\.value) })
    var hits = 0
    let raw = rate(corpus) { automaton.forEachMatch(in: $0) { _, _ in hits += 1 } }
    report.figure("literals, raw view", "literals_\(terms.count)_mb_per_s", raw, unit: "MB/s")
    if let peer = peers.rate("codepoints", file, posts) {
      report.ratio(
        "  to the same automaton in C++", "literals_\(terms.count)_to_cpp", [raw / peer], target: .atLeast(0.65))
    }
    if let peer = peers.rate("hyperscan", file, posts) {
      report.ratio("  to Hyperscan", "literals_\(terms.count)_to_hyperscan", [raw / peer], target: .atLeast(0.8))
    }
    let modes: [(title: String, name: String, modes: Set<MatchMode>)] = [
      ("phrase", "phrase", [.phrase]), ("evasive", "evasive", [.evasive]),
      ("evasive and sounds: all views", "all_views", [.evasive, .sounds]),
    ]
    for mode in modes {
      let before = Memory.resident
      let watch = CPUTime()
      let matcher = ListMatcher(
        [ListDefinition(name: "terms", modes: mode.modes, entries: terms)], dictionaries: dictionaries)
      let build = watch.seconds
      let memory = Memory.resident - before
      let now = Timestamp.now()
      let speed = rate(corpus) { _ = matcher.hits(in: $0, at: now) }
      report.figure(mode.title, "\(mode.name)_\(terms.count)_mb_per_s", speed, unit: "MB/s")
      report.figure(
        "  posts", "\(mode.name)_\(terms.count)_posts_per_s",
        speed * 1e6 / Double(corpus.bytes) * Double(corpus.posts.count),
        unit: "/s")
      report.figure("  built in", "\(mode.name)_\(terms.count)_build_s", build, unit: "s")
      report.figure("  memory", "\(mode.name)_\(terms.count)_mb", memory, unit: "MB")
      if mode.name == "all_views", terms.count == 20_000, let peer = peers.matcher(file, posts) {
        report.ratio(
          "  to matcher-py, fold and pinyin, no offsets", "all_views_to_matcher", [speed / peer], target: .atLeast(2.5))
      }
    }
  }

  private func regexes(_ corpus: ScreeningCorpus, _ peers: ScreeningPeers, _ report: inout Report) throws {
    report.heading("\(SampleRegexes.all.count) regular expressions")
    let file = "\(corpus.folder)/regexes.txt"
    try Data((SampleRegexes.all.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file))
    let matcher = ListMatcher(
      [ListDefinition(name: "regexes", modes: [.regex], entries: SampleRegexes.all)], dictionaries: .none)
    let now = Timestamp.now()
    let speed = rate(corpus) { _ = matcher.hits(in: $0, at: now) }
    report.figure("gated by literals, with spans", "regex_mb_per_s", speed, unit: "MB/s")
    let posts = "\(corpus.folder)/\(ScreeningCorpus.postsFile)"
    for (task, title) in [("icu_regexes", "ICU one by one"), ("hyperscan_regexes", "Hyperscan, no spans")] {
      if let peer = peers.rate(task, file, posts) { report.ratio("  to \(title)", "regex_to_\(task)", [speed / peer]) }
    }
  }

  /// Posts through rulebooks of more and more rules, each with a list of ten entries of its own.
  private func rulebooks(
    _ corpus: ScreeningCorpus, _ words: [String], _ dictionaries: Dictionaries, _ report: inout Report
  ) throws {
    report.heading("Rulebooks: whole screening, languages and rules")
    var first: Double?
    let posts = self.posts(corpus)
    for count in [10, 100, 1_000, 10_000] {
      let rulebook = try Rulebook(SampleRules.files(count, words: words), dictionaries: dictionaries)
      let screener = RulebookScreener(rulebook)
      let seconds = Statistics.median(
        (0..<3).map { _ in CPUTime.seconds { for post in posts { _ = screener.screen(post) } } })
      let cost = seconds / Double(posts.count) * 1e6
      report.figure("\(count) rules", "rules_\(count)_us_per_post", cost, unit: "µs a post")
      if let first, count == 10_000 {
        report.ratio("  to 10 rules", "rules_10000_to_10", [cost / first], target: .atMost(2))
      }
      first = first ?? cost
    }
  }

  private func mixed(
    _ corpus: ScreeningCorpus, _ words: [String], _ dictionaries: Dictionaries, _ report: inout Report
  ) throws {
    report.heading("A rulebook of lists and regular expressions")
    let posts = self.posts(corpus)
    let mixed = try Rulebook(SampleRules.mixed(words: words), dictionaries: dictionaries)
    let screener = RulebookScreener(mixed)
    let seconds = Statistics.median(
      (0..<3).map { _ in CPUTime.seconds { for post in posts { _ = screener.screen(post) } } })
    let bytes = posts.reduce(0) { $0 + $1.text.utf8.count }
    report.figure(
      "200 rules, 30 of them regular expressions", "rules_200_mb_per_s", Double(bytes) / 1e6 / seconds, unit: "MB/s",
      target: .atLeast(20))
  }

  private func posts(_ corpus: ScreeningCorpus) -> [Post] {
    corpus.posts.prefix(20_000).map { scalars in
      Post(id: PostID("p"), text: String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) })))
    }
  }

  /// Megabytes a second of CPU time, the median of three.
  private func rate(_ corpus: ScreeningCorpus, _ body: ([UInt32]) -> Void) -> Double {
    let seconds = Statistics.median((0..<3).map { _ in CPUTime.seconds { for post in corpus.posts { body(post) } } })
    return Double(corpus.bytes) / 1e6 / seconds
  }
}
