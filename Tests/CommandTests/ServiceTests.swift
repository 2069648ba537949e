import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

/// What operators see of a running service: metrics, health, doctor, signals, systemd.
@Suite("A running worker, seen from outside")
struct ServiceTests {
  private let program = Program("drawbridge")

  private func run(_ conninfo: String, _ arguments: [String], input: String = "") throws -> Program.Outcome {
    try program.run(arguments + ["--database", conninfo], input: input, in: PackageRoot.path)
  }

  private func start(
    _ conninfo: String, _ rules: RulesFolder, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Process {
    var program = program
    program.environment = environment
    return try program.startDetached(
      ["worker", "--rules", rules.path, "--threads", "1", "--database", conninfo] + arguments)
  }

  /// Asks `path` again until the answer satisfies `isGood`.
  private func wait(
    for path: String, port: Int, until isGood: (_ status: Int, _ body: String) -> Bool
  ) async throws -> String {
    var last = ""
    try await eventually("\(path) answers as it should") {
      guard let (status, body) = try? HTTP.get(path, port: port) else { return false }
      last = body
      return isGood(status, body)
    }
    return last
  }

  @Test("metrics are Prometheus text and count what was done; the file holds the same", .timeLimit(.minutes(30)))
  func metrics() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let file = FileManager.default.temporaryDirectory.appending(path: "drawbridge-\(UUID().uuidString).prom").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let port = HTTP.freePort()
    let worker = try start(database.conninfo, rules, ["--metrics", "127.0.0.1:\(port)", "--metrics-file", file])
    defer { worker.terminate() }
    let posts = (0..<20).map { #"{"id":"\#($0)","text":"大家好"}"# }.joined(separator: "\n")
    _ = try run(database.conninfo, ["ingest"], input: posts + "\n")
    let body = try await wait(for: "/metrics", port: port) { status, body in
      status == 200 && body.contains("\ndrawbridge_posts_written_total 20\n")
        && body.contains("\ndrawbridge_queue_posts{lane=\"live\"} 0.0\n")
    }
    for line in body.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      #expect(parts.count == 2 && Double(parts.last ?? "") != nil, "\(line)")
    }
    let names = Set(
      body.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != "{" && $0 != " " } })
    for name in [
      "posts_taken_total", "posts_screened_total", "finishes_refused_total", "leases_lost_total",
      "batch_seconds_bucket",
      "batch_seconds_sum", "queue_oldest_seconds", "dead_letters", "backend_xmin_age_seconds", "outbox_lag_seconds",
    ] { #expect(names.contains(Substring("drawbridge_" + name)), "\(name)") }
    _ = try await wait(for: "/readyz", port: port) { status, body in status == 200 && body == "ready\n" }
    _ = try await wait(for: "/healthz", port: port) { status, body in status == 200 && body == "ok\n" }
    worker.terminate()
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\ndrawbridge_posts_written_total 20\n"))
  }

  @Test("a stopped worker and an idle writer are named, with the repair", .timeLimit(.minutes(30)))
  func silence() async throws {
    // A server of its own: an open writing transaction holds every outbox of a server back.
    let database = try ThrowawayCluster()
    defer { database.destroy() }
    let db = try Connection(database.conninfo)
    try Migrator.migrate(db, isPrivateCluster: true)
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let port = HTTP.freePort()
    let healthy = try start(database.conninfo, rules, ["--metrics", "127.0.0.1:\(port)"])
    let stopped = try start(database.conninfo, rules, [])
    defer {
      kill(stopped.processIdentifier, SIGKILL)
      healthy.terminate()
    }
    _ = try await wait(for: "/metrics", port: port) { $1.contains("\ndrawbridge_workers 2\n") }
    let writer = try Connection(database.conninfo)
    try writer.execute("BEGIN; SELECT pg_current_xact_id()")
    let pid = try writer.query("SELECT pg_backend_pid()").integer(0, 0)
    kill(stopped.processIdentifier, SIGSTOP)
    let body = try await wait(for: "/healthz", port: port) { status, body in
      status == 503 && body.contains("silent_worker:") && body.contains("writer:")
    }
    #expect(body.contains("kill -CONT \(stopped.processIdentifier)"))
    #expect(body.contains("session \(pid) "))
    let metrics = try HTTP.get("/metrics", port: port).body
    #expect(metrics.contains(#"drawbridge_fault{code="silent_worker"} 1"#))
    #expect(metrics.contains(#"drawbridge_fault{code="writer"} 1"#))
    let doctor = try run(database.conninfo, ["doctor"])
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("pg_terminate_backend(\(pid))"))
    #expect(doctor.output.contains("SIGSTOP"))
    let stats = try JSONParser.parse(try run(database.conninfo, ["queue", "stats", "--json"]).output)
    #expect(stats["faults"]?.array?.contains { $0["code"]?.string == "writer" } == true)
    // Both are over: nothing is wrong any more.
    kill(stopped.processIdentifier, SIGCONT)
    try writer.execute("ROLLBACK")
    _ = try await wait(for: "/healthz", port: port) { status, _ in status == 200 }
  }

  @Test("a queue that nobody works on, and a disk that is full, are named too", .timeLimit(.minutes(30)))
  func stalled() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let db = try database.connect()
    _ = try run(database.conninfo, ["ingest"], input: #"{"id":"1","text":"大家好"}"# + "\n")
    try db.query("UPDATE ticket SET queued_at = now() - interval '25 s'")
    let doctor = try run(database.conninfo, ["doctor"])
    #expect(doctor.output.contains("no worker answers; start one: drawbridge worker"))

    try db.execute(
      """
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION full_disk();
      """)
    let port = HTTP.freePort()
    let worker = try start(database.conninfo, rules, ["--metrics", "127.0.0.1:\(port)"])
    defer { worker.terminate() }
    _ = try await wait(for: "/healthz", port: port) { status, body in
      status == 503 && body.contains("No space left on device") && body.contains("the disk is full")
    }
    try await eventually("doctor says it") {
      try run(database.conninfo, ["doctor"]).output.contains("the disk is full")
    }
    try db.execute("DROP TRIGGER full_disk ON outbox")
    _ = try await wait(for: "/healthz", port: port) { status, _ in status == 200 }
    #expect(try db.query("SELECT count(*) FROM verdict").integer(0, 0) == 1)
  }

  @Test("SIGTERM finishes what is in hand and exits with 0; systemd hears READY and STOPPING", .timeLimit(.minutes(30)))
  func signals() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let listener = try DatagramListener()
    defer { listener.close() }
    let worker = try start(
      database.conninfo, rules, [], environment: ["NOTIFY_SOCKET": listener.path, "WATCHDOG_USEC": "1000000"])
    #expect(listener.next() == "READY=1")
    #expect(listener.next() == "WATCHDOG=1")
    kill(worker.processIdentifier, SIGTERM)
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0 && worker.terminationReason == .exit)
    var messages: [String] = []
    while messages.count < 50, messages.last != "STOPPING=1", let message = listener.next() { messages.append(message) }
    #expect(messages.contains("STOPPING=1"))
    let signs = try database.with { try $0.query("SELECT count(*) FROM worker_status").integer(0, 0) }
    #expect(signs == 0)
  }

  @Test("an address that cannot be listened on is told before any work", .timeLimit(.minutes(30)))
  func badAddress() throws {
    let database = try TestDatabase()
    #expect(try run(database.conninfo, ["worker", "--metrics", "nowhere"]).status == 2)
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    let occupied = try ListeningSocket()
    defer { occupied.close() }
    let outcome = try run(
      database.conninfo, ["worker", "--rules", rules.path, "--metrics", "127.0.0.1:\(occupied.port)"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("cannot serve metrics on 127.0.0.1:\(occupied.port)"))
  }

  @Test("queue commands change sources, list dead letters and put posts back")
  func queue() throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    _ = try run(database.conninfo, ["ingest"], input: #"{"id":"1","text":"加微信","source":"forum"}"# + "\n")
    #expect(try run(database.conninfo, ["queue", "pause", "forum"]).status == 0)
    let paused = try JSONParser.parse(try run(database.conninfo, ["queue", "stats", "--json"]).output)
    #expect(paused["sources"]?.array?.first?["paused"] == .bool(true))
    #expect(try run(database.conninfo, ["queue", "resume", "forum"]).status == 0)
    #expect(try run(database.conninfo, ["queue", "resume", "nobody"]).status == 1)
    #expect(try run(database.conninfo, ["queue", "set", "forum"]).status == 2)
    #expect(
      try run(
        database.conninfo, ["queue", "set", "forum", "--weight", "7", "--no-verdict", "publish", "--after", "2m"]
      ).status == 0)
    #expect(try run(database.conninfo, ["worker", "--drain", "--rules", rules.path]).status == 0)
    let again = try run(database.conninfo, ["queue", "redrive", "1", "--source", "forum", "--json"])
    #expect(try JSONParser.parse(again.output)["redriven"]?.integer == 1)
    #expect(try run(database.conninfo, ["queue", "redrive"]).status == 2)
    #expect(try run(database.conninfo, ["queue", "redrive", "99", "--source", "forum"]).status == 1)
    #expect(try run(database.conninfo, ["queue", "dead"]).output == "no dead letters\n")
    let stats = try run(database.conninfo, ["queue", "stats"])
    #expect(stats.output.contains("forum"))
    #expect(stats.output.contains("publish after 2m"))
    #expect(try JSONParser.parse(try run(database.conninfo, ["migrate", "status", "--json"]).output)["schema"] != nil)
  }

  @Test("a decision can be staged and undone from the command line")
  func staging() throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    _ = try run(database.conninfo, ["ingest"], input: #"{"id":"1","text":"加微信"}"# + "\n")
    #expect(try run(database.conninfo, ["worker", "--drain", "--rules", rules.path]).status == 0)
    let claim = try JSONParser.parse(try run(database.conninfo, ["cases", "claim", "--json"]).output)
    let number = try #require(claim["case"]?.integer)
    let token = try #require(claim["token"]?.string)
    let decide = [
      "cases", "decide", "\(number)", "remove", "--token", token, "--reason", "r", "--after", "1h", "--json",
    ]
    let staged = try JSONParser.parse(try run(database.conninfo, decide).output)
    #expect(staged["final_at"]?.string != nil)
    #expect(try run(database.conninfo, ["cases", "undo", "\(number)"]).status == 0)
    #expect(try run(database.conninfo, ["cases", "undo", "\(number)"]).status == 1)
    #expect(
      try run(database.conninfo, ["cases", "decide", "\(number)", "allow", "--token", token, "--reason", "r"]).status
        == 0)
  }
}
