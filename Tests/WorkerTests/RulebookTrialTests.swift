import Bridge
import Foundation
import Logging
import Postgres
import Rules
import Store
import Synchronization
import TestSupport
import Testing
import Text

@testable import Worker

@Suite("New rules are tried before a worker takes them")
struct RulebookTrialTests {
  private static let community = "locales: [en]\npolicies: {spam.x: {title: {en: X}}}\n"

  private static func files(_ expected: String = "hit", mode: String = "regex", entry: String = "b[0-9]") -> [String:
    String]
  {
    [
      RuleFiles.community: community,
      "packs/a.yaml": """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {match: \(mode), entries: ["\(entry)"]}}
      rules:
        - {id: r, policy: spam.x, match: {text: bad}, then: {hold: true}, tests: [{text: b1, expect: \(expected)}]}
      """,
    ]
  }

  private func addition(_ term: String) -> String {
    HurriedEntry(pack: "a", list: "bad", term: term, until: nil, by: "mei").line
  }

  @Test("an order and an outcome read as they were written")
  func json() throws {
    let order = TrialOrder(files: ["packs/a.yaml": "a: \u{1F}猫\n\t\"\\"], additions: "x\ty\nz", runsTests: true)
    var writer = JSONWriter()
    order.write(to: &writer)
    #expect(TrialOrder(try JSONParser.parse(writer.text)) == order)
    for outcome in [TrialOutcome.passed, .refused("packs/a.yaml:1:2: no"), .died("signal 4")] {
      var writer = JSONWriter()
      outcome.write(to: &writer)
      #expect(TrialOutcome(try JSONParser.parse(writer.text)) == outcome)
    }
    #expect(TrialOrder(.object([])) == nil && TrialOutcome(.object([])) == nil)
  }

  @Test("in this process: what compiles and passes its tests; an addition never keeps rules from passing")
  func judged() {
    let trial = InProcessTrial(dictionaries: .none)
    func outcome(_ files: [String: String], _ additions: String = "", tests: Bool = true) -> TrialOutcome {
      trial.judge(TrialOrder(files: files, additions: additions, runsTests: tests))
    }
    #expect(outcome(Self.files()) == .passed)
    #expect(outcome(Self.files("miss"), tests: false) == .passed)
    guard case .refused(let failing) = outcome(Self.files("miss")) else { Issue.record("it passed"); return }
    #expect(failing.contains("1 of its tests fail"))
    guard case .refused(let broken) = outcome(Self.files(entry: "(((")) else { Issue.record("it passed"); return }
    #expect(broken.hasPrefix("packs/a.yaml:4:"))
    for term in ["(((", "(.+)\\1x", "", "c[0-9]"] {
      #expect(outcome(Self.files(), addition(term)) == .passed, "\(term)")
    }
  }

  @Test("a child that crashes, runs out of time, or answers nothing is told from rules that are wrong")
  func children() async {
    func outcome(_ script: String, computing: UInt = 60, patience: Double = 600) async -> TrialOutcome {
      var limits = ChildTrial.Limits()
      (limits.computing, limits.patience) = (computing, patience)
      let trial = ChildTrial(program: "/bin/sh", arguments: ["-c", script], limits: limits)
      return await trial.outcome(of: TrialOrder(files: Self.files(), additions: "", runsTests: true))
    }
    #expect(await outcome("grep -q 'packs/a.yaml' && echo '{\"outcome\":\"passed\"}'") == .passed)
    #expect(await outcome("echo '{\"outcome\":\"refused\",\"reason\":\"no\"}'") == .refused("no"))
    #expect(
      await outcome("kill -SEGV $$") == .died("the trial crashed (signal 11), or ran out of its 8192 MiB of memory"))
    #expect(await outcome("kill -XCPU $$") == .died("the trial ran out of its 60 s of computing time"))
    #expect(await outcome("exit 3") == .died("the trial ended with status 3 and no answer"))
    #expect(await outcome("echo hello") == .died("the trial ended with status 0 and no answer"))
    #expect(await outcome("exec sleep 1000", patience: 0.05) == .died("the trial took over 0 s"))
    let missing = ChildTrial(program: "/nonexistent", arguments: [])
    guard case .died = await missing.outcome(of: TrialOrder(files: [:], additions: "", runsTests: false)) else {
      Issue.record("it was started"); return
    }
  }

  @Test("the limits hold in the process that takes them")
  func limits() async throws {
    // The shell's own limits are set the same way, in a child of ours.
    let trial = ChildTrial(
      program: "/bin/sh", arguments: ["-c", "ulimit -v 50000; head -c 500000000 /dev/zero | tail; kill -SEGV $$"])
    guard case .died = await trial.outcome(of: TrialOrder(files: [:], additions: "", runsTests: false)) else {
      Issue.record("it passed"); return
    }
  }

  // MARK: Following

  /// Answers as told, and notes what it was asked.
  private final class Script: RulebookTrial {
    private let answer: @Sendable (TrialOrder) -> TrialOutcome
    private let seen = Mutex<[TrialOrder]>([])
    var orders: [TrialOrder] { seen.withLock { $0 } }

    init(_ answer: @escaping @Sendable (TrialOrder) -> TrialOutcome) { self.answer = answer }

    func outcome(of order: TrialOrder) async -> TrialOutcome {
      seen.withLock { $0.append(order) }
      return answer(order)
    }
  }

  /// A follower of a folder that holds `files`, and a database with these additions.
  private func following(
    _ files: [String: String], additions: [String] = [], _ trial: any RulebookTrial,
    _ body: (RulebookFollower, String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/packs", withIntermediateDirectories: true)
    try Self.write(files, to: folder)
    let database = try TestDatabase()
    try database.with { db in
      for term in additions {
        try db.query(
          """
          INSERT INTO list_addition (pack, list, term, added_by, until)
          VALUES ('a', 'bad', $1, 'mei', now() + interval '1 hour')
          """, [.text(term)])
      }
    }
    let follower = RulebookFollower(
      .folder(folder), versions: RulebookStore.Versions(dictionary: nil, model: nil, engine: "test"),
      dictionaries: .none, trial: trial, database: Database(database.conninfo, application: "test"),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await body(follower, folder)
  }

  private static func write(_ files: [String: String], to folder: String) throws {
    for (path, text) in files { try text.write(toFile: folder + "/" + path, atomically: true, encoding: .utf8) }
  }

  @Test("a bad addition hinders neither a start nor a reload; it is left out and counted")
  func badAdditions() async throws {
    try await following(Self.files(), additions: ["(((", "c[0-9]"], InProcessTrial(dictionaries: .none)) {
      follower, folder in
      let state = ReloadState()
      let (rulebook, number) = try await follower.begin(state, tried: try await follower.check())
      #expect(rulebook.quarantined.map(\.entry.term) == ["((("] && state.quarantined == 1)
      #expect(RulebookScreener(rulebook).screen(Post(id: PostID("1"), text: "c7")).verdict == .hold)
      let engine = CurrentEngine(ScreeningEngine(RulebookScreener(rulebook), rulebook: number))
      try Self.write(Self.files(entry: "b[0-9]+"), to: folder)
      #expect(await follower.reload(engine, state) && state.refusal == nil && state.quarantined == 1)
      #expect(await !follower.reload(engine, state) && state.refusal == nil)
    }
  }

  @Test("where the trial dies with the additions and not without, the rules are used without them")
  func deadlyAdditions() async throws {
    let script = Script { $0.additions.isEmpty ? .passed : .died("the trial crashed (signal 4)") }
    try await following(Self.files(), additions: ["c[0-9]", "d[0-9]"], script) { follower, _ in
      let state = ReloadState()
      let (rulebook, _) = try await follower.begin(state)
      #expect(rulebook.files[RuleFiles.additions] == nil && state.quarantined == 2)
      #expect(script.orders.map { $0.additions.isEmpty } == [false, true])
    }
  }

  @Test("rules that a trial dies of are refused with the reason, and the old ones stay; a start is refused")
  func deadlyRules() async throws {
    let script = Script { order in
      order.files["packs/a.yaml"]?.contains("deadly") == true ? .died("the trial ran out of its 120 s") : .passed
    }
    try await following(Self.files(), script) { follower, folder in
      let state = ReloadState()
      let (rulebook, number) = try await follower.begin(state)
      let engine = CurrentEngine(ScreeningEngine(RulebookScreener(rulebook), rulebook: number))
      try Self.write(Self.files(entry: "deadly"), to: folder)
      #expect(await !follower.reload(engine, state))
      #expect(state.refusal?.reason == "the trial ran out of its 120 s" && engine.engine.rulebook == number)
      #expect(script.orders.last?.runsTests == true)
      let start = await #expect(throws: (any Error).self) { try await follower.check() }
      #expect(start.map { "\($0)" } == "the trial ran out of its 120 s")
      try Self.write(Self.files(entry: "((("), to: folder)
      await #expect(throws: BrokenRulebook.self) { try await follower.check() }
    }
  }
}
