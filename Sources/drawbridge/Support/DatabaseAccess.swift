import ArgumentParser
import Glibc
import Postgres
import Rules
import Store

/// How a command reaches its database: `--database`, or the private cluster.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "PostgreSQL's connection string or URI. Default: $DRAWBRIDGE_DATABASE, drawbridge.yaml, else the private cluster.",
      valueName: "conninfo"))
  var database: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long to try when the database is out of reach: seconds, 1h at most. Default: 2, and 60 for one that goes away "
        + "in the middle of work.", valueName: "seconds"),
    transform: TimeOption.wait)
  var wait: Seconds?

  /// How long to try for a first connection.
  var firstWait: Seconds { wait ?? .seconds(2) }

  /// How long to try for a database that answered before.
  var laterWait: Seconds { wait ?? .minutes(1) }

  /// What was asked for, or nil for the private cluster.
  func conninfo(_ places: Places) throws -> String? { try database ?? places.setting("database") }
}

/// A database that a command may use until it is released.
struct DatabaseAccess {
  let conninfo: String
  let isPrivate: Bool
  private let use: PrivateCluster.Use?
  private let interrupts: Signals?

  /// Opens the database of `options`: starts the private cluster and brings it to the newest schema, or checks that a
  /// given database has it. A database out of reach is tried again for `--wait`, with one line that says so.
  static func open(
    _ options: DatabaseOptions, _ places: Places, isMigrating: Bool = false, catchingInterrupts: Bool = true
  ) throws -> DatabaseAccess {
    if let conninfo = try options.conninfo(places) {
      let access = DatabaseAccess(conninfo: conninfo, isPrivate: false, use: nil, interrupts: nil)
      var patience = Patience(options.firstWait)
      try patience.retry {
        let db = try Connection(conninfo)
        if !isMigrating { try Migrator.check(db) }
      }
      return access
    }
    let cluster = PrivateCluster(home: places.privateFolder)
    let use = try cluster.use { Terminal.note($0) }
    // Ends the command on Ctrl-C or SIGTERM, with no server left running.
    let interrupts =
      catchingInterrupts
      ? Signals { number in
        Interruption.begin()
        Terminal.endLine()
        try? use.release()
        _exit(128 + number)
      } : nil
    do {
      let conninfo = try use.conninfo(database: "drawbridge")
      let access = DatabaseAccess(conninfo: conninfo, isPrivate: true, use: use, interrupts: interrupts)
      let db = try access.connect(wait: options.firstWait)
      if try !isMigrating && !Migrator.isCurrent(db) {
        try Migrator.migrate(db, isPrivateCluster: true)
        try Migrator.check(db)
      }
      return access
    } catch {
      try? use.release()
      throw error
    }
  }

  /// Runs `body` with a connection and releases the database afterwards, whatever happens.
  static func with<R>(
    _ options: DatabaseOptions, _ places: Places, isMigrating: Bool = false, acting name: String? = nil,
    _ body: (borrowing Connection, DatabaseAccess) throws -> R
  ) throws -> R {
    let access = try open(options, places, isMigrating: isMigrating)
    defer { access.release() }
    let db = try access.connect(wait: options.firstWait)
    if let name {
      guard access.isPrivate else {
        throw ValidationError("--as names the person in a private cluster; elsewhere the login says who acts")
      }
      try CaseStore.act(as: name, on: db)
    }
    return try body(db, access)
  }

  /// A new connection; tried again for so long.
  func connect(wait: Seconds) throws -> Connection {
    var patience = Patience(wait)
    return try patience.retry { try Connection(conninfo) }
  }

  func release() {
    interrupts?.cancel()
    do { try use?.release() } catch { Terminal.complain("\(error)") }
  }
}
