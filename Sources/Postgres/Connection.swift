internal import CLibPQ
import Glibc

/// One connection to PostgreSQL: blocking calls, for one thread at a time. It cannot be copied, and closes itself.
package struct Connection: ~Copyable {
  private let handle: OpaquePointer
  private let prepared = PreparedNames()
  private let prepares: Bool

  /// Connects with libpq's connection string or URI. Throws an error of origin `connecting` with libpq's
  /// reason, on one line.
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
    guard let handle else { throw PostgresError(.connecting, "out of memory for a connection") }
    if PQstatus(handle) != CONNECTION_OK {
      let message = oneLine(PQerrorMessage(handle))
      var state = ConnectionFailure.state(of: message)
      if state.isEmpty, ConnectionFailure.row(for: message) == nil { state = askForState(handle) }
      if PQstatus(handle) != CONNECTION_OK {
        PQfinish(handle)
        throw PostgresError(.connecting, sqlState: state, message)
      }
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    return handle
  }

  /// Connects once more, libpq saying the SQLSTATE beside the server's words: for words that are not known here.
  private static func askForState(_ handle: OpaquePointer) -> String {
    let before = PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    PQreset(handle)
    PQsetErrorVerbosity(handle, before)
    return PQstatus(handle) == CONNECTION_OK ? "" : ConnectionFailure.state(of: oneLine(PQerrorMessage(handle)))
  }

  package var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  // MARK: Statements

  /// Runs one statement with its parameters; the answer is in binary. An error calls it `statement`, or by the file and
  /// function that run it.
  @discardableResult
  package func query(
    _ sql: String, _ parameters: [Parameter] = [], _ statement: Statement? = nil,
    function: StaticString = #function, file: StaticString = #fileID
  ) throws(PostgresError) -> QueryResult {
    let call = StatementCall(statement: statement, function: function, file: file)
    let answer = try Self.withPointers(to: parameters, call) { pointers, lengths in
      PQexecParams(
        handle, sql, Int32(parameters.count), parameters.map(\.oid), pointers, lengths,
        parameters.map { $0.isBinary ? 1 : 0 }, 1)
    }
    return try checked(answer, call)
  }

  /// Runs a script of statements without parameters, and drops what they answer.
  package func execute(
    _ script: String, function: StaticString = #function, file: StaticString = #fileID
  ) throws(PostgresError) {
    _ = try checked(PQexec(handle, script), StatementCall(statement: nil, function: function, file: file))
  }

  /// Runs one statement that this connection keeps prepared: the server plans it once and not at every call (0.5 ms for a
  /// take). For few statements, whose texts never change.
  @discardableResult
  package func queryPrepared(
    _ sql: StaticString, _ parameters: [Parameter], _ statement: Statement? = nil,
    function: StaticString = #function, file: StaticString = #fileID
  ) throws(PostgresError) -> QueryResult {
    guard prepares else { return try query("\(sql)", parameters, statement, function: function, file: file) }
    let call = StatementCall(statement: statement, function: function, file: file)
    let name = "p\(UInt(bitPattern: sql.utf8Start))"
    if !prepared.contains(name) {
      _ = try checked(PQprepare(handle, name, "\(sql)", Int32(parameters.count), parameters.map(\.oid)), call)
      prepared.insert(name)
    }
    let answer = try Self.withPointers(to: parameters, call) { pointers, lengths in
      PQexecPrepared(
        handle, name, Int32(parameters.count), pointers, lengths, parameters.map { $0.isBinary ? 1 : 0 }, 1)
    }
    return try checked(answer, call)
  }

  /// Runs `body` between BEGIN and COMMIT; rolls back and throws on, if it throws. An `isAsynchronous` commit does not wait
  /// for the disk: for what a crash of the server may forget.
  package func transaction<R: ~Copyable>(
    isAsynchronous: Bool = false, function: StaticString = #function, file: StaticString = #fileID,
    _ body: () throws -> R
  ) throws -> R {
    try execute(
      isAsynchronous ? "BEGIN; SET LOCAL synchronous_commit = off" : "BEGIN", function: function, file: file)
    do {
      let value = try body()
      try execute("COMMIT", function: function, file: file)
      return value
    } catch {
      if isAlive { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Sends rows through `COPY … FROM STDIN (FORMAT binary)`, in pieces of 16 MiB at most; returns how many arrived.
  @discardableResult
  package func copy(
    _ sql: String, _ rows: CopyRows, _ statement: Statement? = nil,
    function: StaticString = #function, file: StaticString = #fileID
  ) throws(PostgresError) -> Int {
    let call = StatementCall(statement: statement, function: function, file: file)
    let start = PQexec(handle, sql)
    guard PQresultStatus(start) == PGRES_COPY_IN else {
      _ = try checked(start, call)
      throw PostgresError(.answer, "COPY did not begin", statement: call.name)
    }
    PQclear(start)
    let isSent = rows.withPieces { piece in
      // A piece is far below 2 GiB.
      PQputCopyData(handle, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count)) == 1
    }
    guard isSent, PQputCopyEnd(handle, nil) == 1 else { throw lost(call) }
    let outcome = try checked(PQgetResult(handle), call)
    while let rest = PQgetResult(handle) { PQclear(rest) }
    return outcome.affected
  }

  // MARK: Notifications

  /// Waits until a notification arrives or `milliseconds` have passed; true where one arrived. All waiting ones are
  /// taken at once: they are a wake-up, not a message.
  package func waitForNotification(
    milliseconds: Int32, function: StaticString = #function, file: StaticString = #fileID
  ) throws(PostgresError) -> Bool {
    if drainNotifications() { return true }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    let ready = poll(&descriptor, 1, milliseconds)
    if ready > 0, PQconsumeInput(handle) == 0 {
      throw lost(StatementCall(statement: nil, function: function, file: file))
    }
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

  private func checked(_ answer: OpaquePointer?, _ call: StatementCall) throws(PostgresError) -> QueryResult {
    guard let answer else { throw lost(call) }
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return QueryResult(answer)
    default:
      let error = refusal(answer, call)
      PQclear(answer)
      throw error
    }
  }

  /// Everything that the server says about an error.
  private func refusal(_ answer: OpaquePointer, _ call: StatementCall) -> PostgresError {
    let field = { (code: Character) -> String? in
      code.asciiValue.flatMap { PQresultErrorField(answer, Int32($0)) }.map { Self.oneLine($0) }
    }
    let state = field("C") ?? ""
    // 57P0x: the server is going down; 08: the connection failed; none: libpq itself gave up.
    let isGone = !isAlive || state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P0")
    var error = PostgresError(
      isGone ? .connection : .server, sqlState: state, field("M") ?? Self.oneLine(PQerrorMessage(handle)),
      statement: call.name)
    error.detail = field("D")
    error.hint = field("H")
    error.constraint = field("n")
    error.parameter = call.parameter(accusedBy: state, context: field("W"))
    return error
  }

  private func lost(_ call: StatementCall) -> PostgresError {
    PostgresError(.connection, Self.oneLine(PQerrorMessage(handle)), statement: call.name)
  }

  private static func oneLine(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "no reason given" }
    let lines = String(cString: message).split(separator: "\n").map { $0.drop { $0 == "\t" || $0 == " " } }
    return lines.isEmpty ? "no reason given" : lines.joined(separator: " ")
  }

  /// The server takes no message of 1 GiB; what comes near it is refused here, before it costs the connection.
  private static let mostBytes = 1000 << 20

  /// Lays all values into one buffer and hands out a pointer to each, so that nothing is allocated one by one.
  private static func withPointers<R>(
    to parameters: [Parameter], _ call: StatementCall, _ body: ([UnsafePointer<CChar>?], [Int32]) -> R
  ) throws(PostgresError) -> R {
    var flat: [UInt8] = []
    var places: [Range<Int>?] = []
    places.reserveCapacity(parameters.count)
    var lengths: [Int32] = []
    for (index, parameter) in parameters.enumerated() {
      let start = flat.count
      do {
        places.append(try parameter.encode(into: &flat) ? start..<flat.count : nil)
      } catch {
        var named = error
        named.statement = call.name
        named.parameter = "\(index + 1)"
        throw named
      }
      guard let length = Int32(exactly: flat.count - start), flat.count <= mostBytes else {
        // 54000: a limit of the program is exceeded; in parts it can be sent.
        throw PostgresError(
          .values, sqlState: "54000", "the parameters of a statement are over \(mostBytes >> 20) MiB",
          statement: call.name)
      }
      lengths.append(length)
    }
    return flat.withUnsafeBytes { buffer in
      // An empty buffer has no address, and an empty array still needs one.
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(
        places.map { place in place.flatMap { place in base.map { $0 + place.lowerBound } } }, lengths)
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

  func contains(_ name: String) -> Bool { names.contains(name) }
  func insert(_ name: String) { names.insert(name) }
}
