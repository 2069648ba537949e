package import Bridge
internal import FoundationEssentials
internal import Glibc
package import Logging
package import Postgres
package import Rules
package import Store
internal import Synchronization

/// Keeps a worker's rules those of its folder, or the published ones, with what was added to lists in a hurry.
///
/// New rules are tried first, in a child process: they have to compile and to pass their own tests. Then they take the place
/// of the old ones between two batches. What cannot be used is refused, with its reason, and the old rules stay. Entries
/// added in a hurry never keep rules from being used: those that cannot be looked for are left out, and named.
package struct RulebookFollower: Sendable {
  /// Where rules come from.
  package enum Origin: Sendable {
    case folder(String)
    case published

    package var name: String {
      switch self {
      case .folder: "folder"
      case .published: "published"
      }
    }
  }

  private let origin: Origin
  private let versions: RulebookStore.Versions
  private let dictionaries: Dictionaries
  private let trial: any RulebookTrial
  private let database: Database
  private let logger: Logger
  private let isPoked = Flag()

  package init(
    _ origin: Origin, versions: RulebookStore.Versions, dictionaries: Dictionaries, trial: any RulebookTrial,
    database: Database, logger: Logger
  ) {
    self.dictionaries = dictionaries
    self.trial = trial
    self.origin = origin
    self.versions = versions
    self.database = database
    self.logger = logger
  }

  /// Asks for a look at once, and for a word on what came of it: for SIGHUP.
  package func poke() { isPoked.set() }

  /// The rules to begin with; throws where they cannot be used, whatever was added to their lists.
  /// `tried` are rules that `check` has passed already.
  package func begin(
    _ state: ReloadState, tried: [String: String]? = nil
  ) async throws -> (rulebook: Rulebook, number: Int) {
    let read = try await files()
    let isTried = read.additions.isEmpty && read.rules.issues.isEmpty && read.rules.texts == tried
    return try await use(isTried ? (read.rules, 0) : try await settled(read, runsTests: false), state)
  }

  /// Tries the rules of the folder before any database is asked, and answers them; throws where they cannot be used: every
  /// error, or what the trial died of. Nil where the rules come from the database.
  package func check() async throws -> [String: String]? {
    guard case .folder(let folder) = origin else { return nil }
    let files = RuleFiles(folder: folder)
    let read = Read(rules: files, additions: "")
    _ = try Rulebook(try await settled(read, runsTests: false).files, dictionaries: dictionaries)
    return files.texts
  }

  /// Follows until its task is cancelled.
  package func run(_ engine: CurrentEngine, _ state: ReloadState) async {
    state.follow(origin.name)
    var seen: String?
    var pending: String?
    var lost: [String] = []
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      report(dictionaries.lost, beside: &lost)
      let isPoked = isPoked.take()
      guard let mark = try? await mark() else { continue }
      // A folder that is being written is left alone until it is still.
      let isStill = pending == mark || isPoked
      pending = mark
      guard isPoked || mark != seen, isStill else { continue }
      seen = mark
      await reload(engine, state, saysUnchanged: isPoked)
    }
  }

  /// Looks once; true where other rules are in use now.
  @discardableResult
  package func reload(_ engine: CurrentEngine, _ state: ReloadState, saysUnchanged: Bool = false) async -> Bool {
    do {
      let read = try await files()
      if read.rules.issues.isEmpty && read.all.texts == engine.engine.rules?.rulebook.files {
        state.accepted()
        if saysUnchanged { logger.notice("the rules are unchanged") }
        return false
      }
      let made = try await use(try await settled(read, runsTests: true), state)
      state.accepted()
      engine.replace(by: ScreeningEngine(RulebookScreener(made.rulebook), rulebook: made.number))
      logger.notice("new rules are in use: rulebook \(made.number), \(made.rulebook.rules.count) rules")
      return true
    } catch let error as PostgresError {
      logger.warning("the rules could not be looked at: \(error)")
    } catch {
      let reason = (error as? BrokenRulebook)?.first ?? "\(error)"
      state.refused(reason)
      logger.error("new rules were refused, the old ones stay: \(reason)")
    }
    return false
  }

  // MARK: Steps

  /// Says which dictionaries were cut short while they are in use, each once.
  private func report(_ lost: [String], beside known: inout [String]) {
    for path in lost where !known.contains(path) {
      logger.error(
        "the dictionary \(path) was cut short, and none of its words is known any more; repair: run `drawbridge dictionary build`, then start the worker again"
      )
    }
    known = lost
  }

  /// The rules as they stand, and what was added to their lists.
  private struct Read {
    var rules: RuleFiles
    var additions: String
    var all: RuleFiles { rules.adding(additions) }
  }

  private func files() async throws -> Read {
    try await database.with { db in
      let additions = try ListAdditions.file(on: db)
      switch origin {
      case .folder(let folder): return Read(rules: RuleFiles(folder: folder), additions: additions)
      case .published:
        guard let entry = try RulebookStore.publications(limit: 1, on: db).first else {
          throw StoreError("no rulebook is published; repair: drawbridge rules publish")
        }
        return Read(rules: try RulebookStore.files(entry.number, on: db), additions: additions)
      }
    }
  }

  private struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  /// Files that a trial has passed, with or without what was added; throws where the rules themselves do not pass.
  private func settled(_ read: Read, runsTests: Bool) async throws -> (files: RuleFiles, leftOut: Int) {
    // With the files' own faults the compiler's errors are told, too.
    if !read.rules.issues.isEmpty && !runsTests { return (read.all, 0) }
    if !read.rules.issues.isEmpty { throw BrokenRulebook(issues: read.rules.issues) }
    var order = TrialOrder(files: read.rules.texts, additions: read.additions, runsTests: runsTests)
    var outcome = await trial.outcome(of: order)
    if case .died(let reason) = outcome, !read.additions.isEmpty {
      order.additions = ""
      outcome = await trial.outcome(of: order)
      if outcome == .passed {
        let count = read.additions.split(separator: "\n").count
        logger.warning(
          """
          \(count) entries that were added in a hurry are left out, since the rules cannot be used with them: \(reason); \
          repair: drawbridge lists pending, then drawbridge lists end
          """)
        return (read.rules, count)
      }
    }
    switch outcome {
    case .passed: return (read.all, 0)
    // At the start all errors are told, by the compiler's own words.
    case .refused where !runsTests: return (read.all, 0)
    case .refused(let reason), .died(let reason): throw Refusal(description: reason)
    }
  }

  /// Compiles files that have passed, stores them, and names what they do without.
  private func use(
    _ settled: (files: RuleFiles, leftOut: Int), _ state: ReloadState
  ) async throws -> (rulebook: Rulebook, number: Int) {
    let made = try await database.with { db in
      let rulebook = try Rulebook(settled.files, dictionaries: dictionaries)
      return (rulebook: rulebook, number: try RulebookStore.register(rulebook, versions, on: db))
    }
    for quarantined in made.rulebook.quarantined { logger.warning("\(quarantined.description)") }
    state.leftOut(made.rulebook.quarantined.count + settled.leftOut)
    return made
  }

  /// Changes with whatever could change the rules.
  private func mark() async throws -> String {
    let stored = try await database.with { try RulebookStore.mark(on: $0) }
    guard case .folder(let folder) = origin else { return stored }
    return stored + " " + Self.stamp(of: folder)
  }

  /// Names, sizes, times and numbers of the folder's files.
  private static func stamp(of folder: String) -> String {
    var paths = [RuleFiles.community, RuleFiles.measured]
    for part in ["packs", "lists", "lists/aliases"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? []
      paths += names.sorted().map { part + "/" + $0 }
    }
    return paths.map { path in
      var status = stat()
      guard stat(folder + "/" + path, &status) == 0 else { return path + " -" }
      return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
    }.joined(separator: "\n")
  }
}

/// Set by a signal, taken by whoever looks.
private final class Flag: Sendable {
  private let isSet = Atomic(false)

  func set() { isSet.store(true, ordering: .relaxed) }
  func take() -> Bool { isSet.exchange(false, ordering: .relaxed) }
}
