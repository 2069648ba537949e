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
/// New rules are compiled aside and have to pass their own tests; then they take the place of the old ones between two
/// batches. What cannot be used is refused, with its reason, and the old rules stay.
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
  private let database: Database
  private let logger: Logger
  private let isPoked = Flag()

  package init(
    _ origin: Origin, versions: RulebookStore.Versions, dictionaries: Dictionaries, database: Database, logger: Logger
  ) {
    self.dictionaries = dictionaries
    self.origin = origin
    self.versions = versions
    self.database = database
    self.logger = logger
  }

  /// Asks for a look at once, and for a word on what came of it: for SIGHUP.
  package func poke() { isPoked.set() }

  /// The rules to begin with; throws where they cannot be used.
  package func begin() async throws -> (rulebook: Rulebook, number: Int) {
    try await database.with { db in
      let rulebook = try Rulebook(try files(db), dictionaries: dictionaries)
      return (rulebook, try RulebookStore.register(rulebook, versions, on: db))
    }
  }

  /// Follows until its task is cancelled.
  package func run(_ engine: CurrentEngine, _ state: ReloadState) async {
    state.follow(origin.name)
    var seen: String?
    var pending: String?
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
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
      let current = engine.engine.rules?.rulebook.files
      let made = try await database.with { db throws -> (rulebook: Rulebook, number: Int)? in
        let files = try files(db)
        if files.issues.isEmpty && files.texts == current { return nil }
        let rulebook = try Rulebook(files, dictionaries: dictionaries)
        try Self.test(rulebook)
        return (rulebook, try RulebookStore.register(rulebook, versions, on: db))
      }
      state.accepted()
      guard let made else {
        if saysUnchanged { logger.notice("the rules are unchanged") }
        return false
      }
      engine.replace(by: ScreeningEngine(RulebookScreener(made.rulebook), rulebook: made.number))
      logger.notice("new rules are in use: rulebook \(made.number), \(made.rulebook.rules.count) rules")
      return true
    } catch let error as PostgresError {
      logger.warning("the rules could not be looked at: \(error)")
    } catch {
      let reason = Self.reason(error)
      state.refused(reason)
      logger.error("new rules were refused, the old ones stay: \(reason)")
    }
    return false
  }

  // MARK: Steps

  private func files(_ db: borrowing Connection) throws -> RuleFiles {
    let additions = try ListAdditions.file(on: db)
    switch origin {
    case .folder(let folder): return RuleFiles(folder: folder).adding(additions)
    case .published:
      guard let entry = try RulebookStore.publications(limit: 1, on: db).first else {
        throw StoreError("no rulebook is published; repair: drawbridge rules publish")
      }
      return try RulebookStore.files(entry.number, on: db).adding(additions)
    }
  }

  private struct FailingTests: Error, CustomStringConvertible {
    var description: String
  }

  private static func test(_ rulebook: Rulebook) throws {
    let run = RuleTestRun(rulebook)
    guard let first = run.failures.first else { return }
    throw FailingTests(
      description: "\(run.failures.count) of its tests fail, first \(first.place), \(first.rule): \(first.message)")
  }

  /// The first error, and how many more there are.
  private static func reason(_ error: any Error) -> String {
    guard let broken = error as? BrokenRulebook else { return "\(error)" }
    let errors = broken.issues.filter { $0.severity == .error }
    guard let first = errors.first else { return "\(error)" }
    return "\(first.place): \(first.message)" + (errors.count > 1 ? " (and \(errors.count - 1) more)" : "")
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
