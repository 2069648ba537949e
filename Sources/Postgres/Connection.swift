internal import CLibPQ
import Glibc

/// One connection to PostgreSQL: blocking calls, for one thread at a time. It cannot be copied, and closes itself.
package struct Connection: ~Copyable {
  private let handle: OpaquePointer
  private let prepared = PreparedNames()
  private let prepares: Bool

  /// Connects with libpq's connection string or URI. Throws `unreachable` with libpq's reason, on one line.
  ///
  /// With `prepares` false nothing is prepared: for a pooler that hands each transaction to another server session. With
  /// `byKey` the server reaches rows by their keys only: statistics of a table that is full now and empty a moment later
  /// are always wrong, and one plan that walks over a long queue costs more than all others gain.
  package init(
    _ conninfo: String, application: String = "drawbridge", prepares: Bool = true, byKey: Bool = false
  ) throws(PostgresError) {
    self.prepares = prepares
    let settings = [
      "dbname": conninfo, "application_name": application, "client_encoding": "UTF8", "connect_timeout": "10",
      "options": (Self.settings + (byKey ? Self.plansByKey : [])).map { "-c " + $0 }.joined(separator: " "),
      "keepalives_idle": "30", "tcp_user_timeout": "30000",
    ]
    handle = try Self.connect(settings)
  }

  private static let settings = [
    "client_min_messages=warning", "search_path=drawbridge,public", "timezone=UTC", "datestyle=ISO",
  ]
  private static let plansByKey = [
    "enable_seqscan=off", "enable_hashjoin=off", "enable_mergejoin=off", "jit=off",
    "plan_cache_mode=force_generic_plan",
  ]

  deinit { PQfinish(handle) }

  /// Opens first and only then hands over: a value with a `deinit` cannot be left half made.
  private static func connect(_ settings: [String: String]) throws(PostgresError) -> OpaquePointer {
    let keys = settings.keys.sorted()
    let values = keys.map { settings[$0] ?? "" }
    let handle = withCStrings(keys) { keys in withCStrings(values) { values in PQconnectdbParams(keys, values, 1) } }
    guard let handle else { throw PostgresError(.unreachable, "out of memory for a connection") }
    guard PQstatus(handle) == CONNECTION_OK else {
      let message = oneLine(PQerrorMessage(handle))
      PQfinish(handle)
      throw PostgresError(.unreachable, message)
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    return handle
  }

  package var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  // MARK: Statements

  /// Runs one statement with its parameters; the answer is in binary. Throws `statement` or `unreachable`.
  @discardableResult
  package func query(_ sql: String, _ parameters: [Parameter] = []) throws(PostgresError) -> QueryResult {
    let answer = try Self.withPointers(to: parameters) { pointers, lengths in
      PQexecParams(
        handle, sql, Int32(parameters.count), parameters.map(\.oid), pointers, lengths,
        parameters.map { $0.isBinary ? 1 : 0 }, 1)
    }
    return try checked(answer)
  }

  /// Runs a script of statements without parameters, and drops what they answer.
  package func execute(_ script: String) throws(PostgresError) {
    _ = try checked(PQexec(handle, script))
  }

  /// Runs one statement that this connection keeps prepared: the server plans it once and not at every call (0.5 ms for a
  /// take). For few statements, whose texts never change.
  @discardableResult
  package func queryPrepared(_ sql: StaticString, _ parameters: [Parameter]) throws(PostgresError) -> QueryResult {
    guard prepares else { return try query("\(sql)", parameters) }
    let name = "p\(UInt(bitPattern: sql.utf8Start))"
    if prepared.insert(name) {
      _ = try checked(PQprepare(handle, name, "\(sql)", Int32(parameters.count), parameters.map(\.oid)))
    }
    let answer = try Self.withPointers(to: parameters) { pointers, lengths in
      PQexecPrepared(
        handle, name, Int32(parameters.count), pointers, lengths, parameters.map { $0.isBinary ? 1 : 0 }, 1)
    }
    return try checked(answer)
  }

  /// Runs `body` between BEGIN and COMMIT; rolls back and throws on, if it throws. An `isAsynchronous` commit does not wait
  /// for the disk: for what a crash of the server may forget.
  package func transaction<R: ~Copyable>(isAsynchronous: Bool = false, _ body: () throws -> R) throws -> R {
    try execute(isAsynchronous ? "BEGIN; SET LOCAL synchronous_commit = off" : "BEGIN")
    do {
      let value = try body()
      try execute("COMMIT")
      return value
    } catch {
      if isAlive { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Sends rows through `COPY … FROM STDIN (FORMAT binary)`; returns how many arrived.
  @discardableResult
  package func copy(_ statement: String, _ rows: CopyRows) throws(PostgresError) -> Int {
    let start = PQexec(handle, statement)
    guard PQresultStatus(start) == PGRES_COPY_IN else {
      _ = try checked(start)
      throw PostgresError(.unexpectedAnswer, "COPY did not begin")
    }
    PQclear(start)
    let sent = rows.finished().withUnsafeBytes { buffer in
      PQputCopyData(handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
    }
    guard sent == 1, PQputCopyEnd(handle, nil) == 1 else { throw lost() }
    let outcome = try checked(PQgetResult(handle))
    while let rest = PQgetResult(handle) { PQclear(rest) }
    return outcome.affected
  }

  // MARK: Notifications

  /// Waits until a notification arrives or `milliseconds` have passed; true where one arrived. All waiting ones are
  /// taken at once: they are a wake-up, not a message.
  package func waitForNotification(milliseconds: Int32) throws(PostgresError) -> Bool {
    if drainNotifications() { return true }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    let ready = poll(&descriptor, 1, milliseconds)
    if ready > 0, PQconsumeInput(handle) == 0 { throw lost() }
    return drainNotifications()
  }

  private func drainNotifications() -> Bool {
    var any = false
    while let notification = PQnotifies(handle) {
      PQfreemem(notification)
      any = true
    }
    return any
  }

  // MARK: Details

  private func checked(_ answer: OpaquePointer?) throws(PostgresError) -> QueryResult {
    guard let answer else { throw lost() }
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return QueryResult(answer)
    default:
      let state = PQresultErrorField(answer, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
      let primary = PQresultErrorField(answer, Int32(UInt8(ascii: "M"))).map { Self.oneLine($0) }
      PQclear(answer)
      // 57P0x: the server is going down or starting up; 08: the connection failed; none: libpq itself gave up.
      let isGone = !isAlive || state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P0")
      let message = primary ?? Self.oneLine(PQerrorMessage(handle))
      throw PostgresError(isGone ? .unreachable : .statement, sqlState: state, message)
    }
  }

  private func lost() -> PostgresError { PostgresError(.unreachable, Self.oneLine(PQerrorMessage(handle))) }

  private static func oneLine(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "no reason given" }
    let lines = String(cString: message).split(separator: "\n").map { $0.drop { $0 == "\t" || $0 == " " } }
    return lines.isEmpty ? "no reason given" : lines.joined(separator: " ")
  }

  /// Lays all values into one buffer and hands out a pointer to each, so that nothing is allocated one by one.
  private static func withPointers<R>(
    to parameters: [Parameter], _ body: ([UnsafePointer<CChar>?], [Int32]) -> R
  ) throws(PostgresError) -> R {
    var flat: [UInt8] = []
    var places: [Range<Int>?] = []
    places.reserveCapacity(parameters.count)
    for parameter in parameters {
      let start = flat.count
      places.append(try parameter.encode(into: &flat) ? start..<flat.count : nil)
    }
    return flat.withUnsafeBytes { buffer in
      // An empty buffer has no address, and an empty array still needs one.
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(
        places.map { place in place.flatMap { place in base.map { $0 + place.lowerBound } } },
        places.map { Int32($0?.count ?? 0) })
    }
  }

  private static func withCStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies.map { UnsafePointer($0) } + [nil])
  }
}

/// The names of the statements that a connection has prepared; used by the connection's one thread.
private final class PreparedNames {
  private var names: Set<String> = []

  /// Notes `name`; false where it was there.
  func insert(_ name: String) -> Bool { names.insert(name).inserted }
}
