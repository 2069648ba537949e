import ArgumentParser
import Bridge
import Glibc
import Logging
import Postgres
import Rules
import Store
import Text
import Worker

/// What `up` and `worker` have in common.
struct WorkerOptions: ParsableArguments {
  @Flag(name: .long, help: "End when the queue is empty.")
  var drain = false

  @Option(name: .long, help: "How many batches are screened at once. Default: the number of cores.")
  var threads: Int?

  @Option(
    name: .long, help: ArgumentHelp("After how long another worker may take what this one took.", valueName: "seconds"),
    transform: TimeOption.lease)
  var lease = Seconds.seconds(30)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Serve /metrics (Prometheus), /healthz (every fault with its repair) and /readyz over HTTP here.",
      valueName: "address:port"))
  var metrics: MetricsServer.Place?

  @Option(
    name: .long,
    help: ArgumentHelp("Write the metrics to this file every 15 s, for the node exporter.", valueName: "file.prom"),
    completion: .file(extensions: ["prom"]))
  var metricsFile: String?

  @Flag(
    name: .long,
    help: "Look every 100 ms in place of LISTEN, and prepare no statements: for a pooler between here and the database."
  )
  var noNotify = false

  @Flag(
    name: .long,
    help: "Work by the published rulebook (drawbridge rules publish), whatever the rules folder holds.")
  var published = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads is 1 to 256") }
  }

  /// Works on the database until it is stopped or, with --drain, until the queue is empty; says what was done.
  func run(_ conninfo: String, _ places: Places, rules folder: String, _ options: DatabaseOptions) async throws {
    let dictionaries = (try? Dictionaries.open(in: places.dictionaries)) ?? .none
    let versions = RulebookStore.Versions(dictionaries)
    let logger = Log.logger("worker")
    let database = Database(conninfo, application: "drawbridge worker (rules)")
    let follower = RulebookFollower(
      published ? .published : .folder(folder), versions: versions, dictionaries: dictionaries,
      trial: ChildTrial(arguments: ["rules", "try", "--dictionaries", places.dictionaries]), database: database,
      logger: logger)
    let state = ReloadState()
    // A broken folder is told before any database is asked.
    let tried = try await follower.check()
    let retention = try Retention.settings { try places.setting($0) }
    let (rulebook, number) = try await Self.begin(database, retention, options) {
      try await follower.begin(state, tried: tried)
    }
    let worker = Worker(
      conninfo: conninfo, screener: RulebookScreener(rulebook), rulebook: number, threads: try count(places),
      lease: lease.inSeconds, isListening: !noNotify, engine: Version.engine,
      retention: retention, reloads: state, logger: logger)
    let server = try metrics.map { try MetricsServer($0, worker.counts, worker.health, logger: logger) }
    try await sayPlace(database, worker, rulebook, number, dictionaries, folder)
    server?.start()
    defer { server?.stop() }
    if noNotify { logger.notice("not listening: the queue is looked at every 100 ms") }
    let stop = StopFlag()
    let notifier = ServiceNotifier()
    let signals = Signals { number in
      if stop.set() { _exit(128 + number) }
      notifier.send("STOPPING=1")
      Terminal.note("finishing what is in hand; once more to stop at once")
    }
    let reload = Signals([SIGHUP]) { _ in follower.poke() }
    defer {
      signals.cancel()
      reload.cancel()
    }
    let clock = ContinuousClock()
    let start = clock.now
    let isStopped = try await withThrowingTaskGroup(of: Void.self, returning: Bool.self) { group in
      group.addTask { await Self.showProgress(worker.counts) }
      group.addTask { await WorkerReporting(worker: worker, notifier: notifier, file: metricsFile).run() }
      group.addTask { await follower.run(worker.engine, worker.reloads) }
      group.addTask {
        try await worker.run(until: drain ? .whenEmpty : .whenStopped, stop: stop)
        throw CancellationError()  // ends the others
      }
      // The first that fails ends all: a worker hears of it by the flag, the others by their cancellation.
      defer {
        stop.set()
        group.cancelAll()
      }
      do {
        while try await group.next() != nil {}
      } catch is CancellationError {}
      return stop.isSet
    }
    report(worker.counts, start.duration(to: clock.now), isStopped: isStopped)
  }

  private func count(_ places: Places) throws -> Int {
    if let threads { return threads }
    if let text = try places.setting("threads") {
      guard let threads = Int(text), (1...256).contains(threads) else {
        throw ValidationError("the setting `threads` is 1 to 256, not `\(text)`")
      }
      return threads
    }
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The rules to begin with; a worker can wait for its database, so it does.
  private static func begin(
    _ database: Database, _ retention: Retention, _ options: DatabaseOptions,
    _ rules: () async throws -> (rulebook: Rulebook, number: Int)
  ) async throws -> (rulebook: Rulebook, number: Int) {
    // It answered a moment ago: a restart of the server is waited for like one in the middle of work.
    var patience = Patience(options.laterWait)
    while true {
      do {
        try await database.with { db in
          try Migrator.check(db)
          try retention.permitWherePrivate(on: db)
          try db.query("SELECT drawbridge.ensure_partitions()")
        }
        return try await rules()
      } catch let error as PostgresError where error.disposition == .retryConnection {
        try patience.wait(after: error)
      }
    }
  }

  /// What this worker runs on, for whoever reads its log.
  private func sayPlace(
    _ database: Database, _ worker: Worker, _ rulebook: Rulebook, _ number: Int, _ dictionaries: Dictionaries,
    _ folder: String
  ) async throws {
    let place = try await database.with { try ServerPlace.read(on: $0) }
    let pairs = dictionaries.info.map { "\($0.languages)" }.joined(separator: " ")
    let origin = published ? "what is published" : folder
    var line = "\(Version.engine); \(place); rulebook \(number) (\(rulebook.rules.count) rules) from \(origin)"
    line += pairs.isEmpty ? "; no dictionaries" : "; dictionaries \(pairs)"
    line += "; \(worker.threads) threads, leases of \(lease)"
    line += metrics.map { "; metrics on http://\($0)/metrics" } ?? "; no metrics"
    Log.logger("worker").notice("\(line)")
  }

  private static func showProgress(_ counts: WorkerMetrics) async {
    guard Terminal.isErrorTerminal else { return }
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      if !Task.isCancelled {
        Terminal.write("\r\u{1B}[K\(counts.written) posts screened, \(counts.queued) to the reviewers")
      }
    }
    Terminal.write("\r\u{1B}[K")
  }

  private func report(_ counts: WorkerMetrics, _ elapsed: Duration, isStopped: Bool) {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    var line = "\(counts.written) posts screened, \(counts.queued) to the reviewers"
    if counts.errors > 0 { line += ", \(counts.errors) could not be screened" }
    if counts.buried > 0 { line += ", \(counts.buried) set aside" }
    if counts.written > 0 && seconds > 0 && drain {
      line += " in \(JSONWriter.decimal(seconds, 1)) s (\(Int(Double(counts.written) / seconds)) posts/s)"
    }
    Terminal.note(line + (isStopped ? "; stopped" : ""))
  }
}

/// One line an event on standard error, nothing in it that could move a cursor.
enum Log {
  static func logger(_ label: String) -> Logger {
    Logger(label: label) { LineLogHandler(label: $0) }
  }

  private struct LineLogHandler: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      Terminal.write("\(Timestamp.now()) \(event.level) \(label): \(VisibleText.of(event.message.description))\n")
    }
  }
}
