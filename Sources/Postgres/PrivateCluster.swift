import Glibc

/// A PostgreSQL of one's own in a folder: no port, one unix socket in a folder that only its owner can enter.
///
/// Everybody who uses it holds a shared lock (`Use`); whoever can turn that lock exclusive at its end stops the server.
/// The kernel drops the lock of a killed process, so the next one to finish stops what it left running.
/// Measured on 2 cores: made in 2 s, started in 0.3 s.
package struct PrivateCluster: Sendable {
  /// The folder that the cluster belongs to, such as `.drawbridge`.
  package let home: String
  /// False for a throw-away cluster of tests: nothing is synced to disk.
  package let isDurable: Bool
  /// True for a throw-away cluster of tests: every login is let in without a password.
  package let trustsEverybody: Bool

  package init(home: String, isDurable: Bool = true, trustsEverybody: Bool = false) {
    self.home = home
    self.isDurable = isDurable
    self.trustsEverybody = trustsEverybody
  }

  /// A running cluster, held by a shared lock until `release` (or the end of the process).
  package struct Use: Sendable {
    /// What libpq connects with.
    package let conninfo: String
    fileprivate let lock: Int32
    fileprivate let cluster: PrivateCluster
    fileprivate let place: ClusterPlace

    /// What libpq connects to the database `name` with; the database is made where there is none.
    package func conninfo(database name: StaticString) throws -> String {
      try Connection(conninfo).makeDatabase(name)
      return place.conninfo(database: "\(name)")
    }

    /// Lets go; stops the server where nobody else uses it. Safe to call once only.
    package func release() throws {
      defer { close(lock) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return }
      try cluster.stop(place)
    }
  }

  /// Makes the cluster where there is none, starts it where it stands, and holds it. `progress` hears of long steps.
  package func use(progress: (String) -> Void = { _ in }) throws -> Use {
    try makeFolder(home)
    let lock = open(home + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw ClusterError(system("cannot open \(home)/lock")) }
    do {
      try hold(lock, LOCK_SH)
      let place = try withStartLock { try start(progress) }
      return Use(conninfo: place.conninfo(database: "postgres"), lock: lock, cluster: self, place: place)
    } catch {
      close(lock)
      throw error
    }
  }

  /// Where the server's programs are; throws where they are not installed.
  package static func serverPrograms() throws(ClusterError) -> String { try PostgresBinaries.find().folder }

  /// Where the cluster's data lies, if it was made.
  package var dataFolder: String? { ClusterPlace.recorded(in: home)?.data }

  /// Stops the server, in the given mode, and starts it again: what an operator or a crash does under a running service.
  package func restart(mode: StopMode) throws {
    guard let place = ClusterPlace.recorded(in: home) else { throw ClusterError("there is no cluster in \(home)") }
    try withStartLock {
      try stop(place, mode: mode.rawValue)
      _ = try start { _ in }
    }
  }

  /// `fast` ends sessions in good order; `immediate` is a crash, and the next start recovers.
  package enum StopMode: String, Sendable { case fast, immediate }

  /// Stops the server if it runs and deletes everything that `use` made.
  package func destroy() throws {
    guard let place = ClusterPlace.recorded(in: home) else { return }
    try? stop(place, mode: "immediate")
    _ = try Command.run(
      place.owner.command(["/bin/rm", "-rf", place.root, place.socket]), environment: Self.environment)
    unlink(home + "/cluster")
    unlink(home + "/lock")
    unlink(home + "/start.lock")
  }

  // MARK: Making and starting

  private func start(_ progress: (String) -> Void) throws -> ClusterPlace {
    let binaries = try PostgresBinaries.find()
    var place = try ClusterPlace.recorded(in: home) ?? ClusterPlace.choose(for: home)
    if access(place.data, F_OK) != 0 || !place.isComplete {
      progress("making a private PostgreSQL cluster in \(place.data)")
      try make(place, binaries)
    }
    place = try place.withSocketFolder()
    try place.record(in: home)
    guard try !isRunning(place, binaries) else { return place }
    try configure(place)
    let outcome = try run(
      place, [binaries.path("pg_ctl"), "start", "-w", "-t", "60", "-s", "-D", place.data, "-l", place.log])
    guard outcome.status == 0 else {
      throw ClusterError("PostgreSQL did not start: \(lastLine(outcome.output)); its log is \(place.log)")
    }
    return place
  }

  private func make(_ place: ClusterPlace, _ binaries: PostgresBinaries) throws {
    let owner = place.owner
    _ = try run(place, ["/bin/rm", "-rf", place.data])
    let folder = try Command.run(
      owner.command(["/bin/mkdir", "-p", "-m", "700", place.root]), environment: Self.environment)
    guard folder.status == 0 else { throw ClusterError("cannot make \(place.root): \(lastLine(folder.output))") }
    let outcome = try run(
      place,
      [
        binaries.path("initdb"), "-D", place.data, "-U", ClusterPlace.superuser, "-A", "trust", "--no-sync", "-N",
        "--locale=C.UTF-8", "--encoding=UTF8", "--no-instructions",
      ])
    guard outcome.status == 0 else { throw ClusterError("initdb failed: \(lastLine(outcome.output))") }
  }

  /// Who is let in: the superuser, by the socket's folder that only the cluster's owner can enter, and everybody else by
  /// a password.
  private var logins: String {
    """
    # Written by drawbridge at every start.
    local all \(ClusterPlace.superuser) trust
    local all all \(trustsEverybody ? "trust" : "scram-sha-256")

    """
  }

  /// Settings are given anew at each start, so that a newer version of the program brings its own.
  private func configure(_ place: ClusterPlace) throws {
    var lines = [
      "listen_addresses = ''", "unix_socket_directories = '\(place.socket)'", "unix_socket_permissions = 0700",
      "max_connections = 120", "shared_buffers = 256MB", "max_wal_size = 4GB", "checkpoint_timeout = 15min",
      "wal_compression = on",
      // A statement may hold a post's text: the server's log never repeats one.
      "log_min_error_statement = panic", "log_statement = none", "log_error_verbosity = terse",
      "log_line_prefix = '%m [%p] '", "timezone = 'UTC'", "password_encryption = 'scram-sha-256'",
    ]
    if !isDurable { lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"] }
    let text = lines.joined(separator: "\n") + "\n"
    try write(text, to: "postgresql.auto.conf", of: place)
    try write(logins, to: "pg_hba.conf", of: place)
  }

  /// Writes a file of the cluster as its owner, whole or not at all.
  private func write(_ text: String, to file: String, of place: ClusterPlace) throws {
    let script = "umask 077 && printf %s \"$1\" > \"$2.new\" && mv \"$2.new\" \"$2\""
    let outcome = try run(place, ["/bin/sh", "-c", script, "sh", text, "\(place.data)/\(file)"])
    guard outcome.status == 0 else { throw ClusterError("cannot configure \(place.data): \(lastLine(outcome.output))") }
  }

  private func isRunning(_ place: ClusterPlace, _ binaries: PostgresBinaries) throws -> Bool {
    try run(place, [binaries.path("pg_ctl"), "status", "-D", place.data]).status == 0
  }

  fileprivate func stop(_ place: ClusterPlace, mode: String = "fast") throws {
    let binaries = try PostgresBinaries.find()
    guard try isRunning(place, binaries) else { return }
    let outcome = try run(
      place, [binaries.path("pg_ctl"), "stop", "-w", "-t", "60", "-s", "-m", mode, "-D", place.data])
    guard outcome.status == 0 else { throw ClusterError("PostgreSQL did not stop: \(lastLine(outcome.output))") }
  }

  // MARK: Small steps

  private func withStartLock<R>(_ body: () throws -> R) throws -> R {
    let lock = open(home + "/start.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw ClusterError(system("cannot open \(home)/start.lock")) }
    defer { close(lock) }
    try hold(lock, LOCK_EX)
    return try body()
  }

  private func hold(_ lock: Int32, _ mode: Int32) throws(ClusterError) {
    while flock(lock, mode) != 0 {
      guard errno == EINTR else { throw ClusterError(system("cannot lock \(home)")) }
    }
  }

  private func makeFolder(_ path: String) throws(ClusterError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw ClusterError(system("cannot make \(path)")) }
  }

  private func run(_ place: ClusterPlace, _ arguments: [String]) throws -> Command.Outcome {
    try Command.run(place.owner.command(arguments), environment: Self.environment)
  }

  private func lastLine(_ output: String) -> String {
    output.split(separator: "\n").last.map(String.init) ?? "no reason given"
  }

  private func system(_ what: String) -> String { "\(what): \(String(cString: strerror(errno)))" }

  private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/"]
}

extension Connection {
  /// Makes the database `name`, a plain word, unless it is there.
  fileprivate func makeDatabase(_ name: StaticString) throws(PostgresError) {
    if try query("SELECT 1 FROM pg_database WHERE datname = $1", [.text("\(name)")]).count == 1 { return }
    do {
      try execute("CREATE DATABASE \(name)")
    } catch {
      // Another command may have made it at the same moment.
      if error.sqlState != "42P04" && error.sqlState != PostgresError.uniqueViolation { throw error }
    }
  }
}
