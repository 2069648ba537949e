import ArgumentParser
import Glibc
import Postgres
import Store
import Text

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract:
      "What the platform hears: verdicts, decisions, withdrawals, rules past their limits; in order, at least once.",
    subcommands: [Read.self, Acknowledge.self, Consumers.self])

  struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write what a consumer has not acknowledged yet, one JSON object a line.",
      discussion: """
        Nothing is forgotten by reading: `outbox ack` moves the cursor. Each event has an id that stays the same. An event of \
        kind `rule_limited` is about no post: a rule went past its limit, and its owner should look.

          drawbridge outbox read --consumer platform --follow
        """)

    @Option(name: .long, help: "Who reads; each consumer has a cursor of its own.") var consumer: String
    @Flag(name: .long, help: "Wait for more at the end.") var follow = false
    @Option(name: .long, help: "At most so many events.") var limit: Int?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if consumer.isEmpty || consumer.utf8.count > 200 { throw ValidationError("--consumer is 1 to 200 bytes") }
      if let limit, limit < 1 { throw ValidationError("--limit is 1 or more") }
    }

    func run() throws {
      let places = Places()
      let keeping = try places.keptMembers()
      try DatabaseAccess.with(database, places) { db, _ in
        var output = OutputBuffer(1)
        var last: Outbox.EventID?
        var isWaiting = false
        var left = limit ?? Int.max
        var passed = 0
        defer { if passed > 0 { Terminal.note("\(passed) events about posts that cannot be read were passed over") } }
        while left > 0 {
          let events = try Outbox.read(
            consumer: consumer, after: last, limit: min(left, 1000), keeping: keeping, on: db,
            passingOver: { id, reason in
              passed += 1
              if passed <= 5 {
                Terminal.note("event \(id) is about a stored post that cannot be read: \(VisibleText.of(reason))")
              }
            })
          for event in events { try output.write(event.line + "\n") }
          try output.flush()
          left -= events.count
          last = events.last?.id ?? last
          if events.isEmpty {
            if !follow { return }
            if !isWaiting && Terminal.isErrorTerminal { Terminal.note("waiting for events; Ctrl-C ends") }
            isWaiting = true
            usleep(200_000)
          }
        }
      }
    }
  }

  struct Consumers: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "consumers", abstract: "Whose cursor each consumer's is.", subcommands: [Assign.self])
  }

  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "assign", abstract: "Give a consumer's cursor to a login, which alone moves it; for the owner.",
      discussion: """
          drawbridge outbox consumers assign platform forum_listener
        """)

    @Argument(help: "The consumer.") var consumer: String
    @Argument(help: "The login.") var login: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in try Outbox.assign(consumer, to: login, on: db) }
      print("\(VisibleText.of(consumer)) is read by \(VisibleText.of(login)) alone")
    }
  }

  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ack", abstract: "Say that everything up to an event has arrived.")

    @Option(name: .long, help: "Who read it.") var consumer: String
    @Option(name: .long, help: "The event's id, as `outbox read` wrote it.") var event: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      guard let id = Outbox.EventID(event) else {
        throw ValidationError("`\(event)` is not an event's id, such as 12.10240")
      }
      try DatabaseAccess.with(database, Places()) { db, _ in
        try Outbox.acknowledge(consumer: consumer, id, on: db)
      }
    }
  }
}
