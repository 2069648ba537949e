import ArgumentParser
import Postgres
import Store
import Text

struct Logins: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Logins of the platform, of workers, and of people beside reviewers.",
    discussion: """
        drawbridge logins add forum_writer --role ingest --source forum
        drawbridge logins add forum_listener --role consumer --consumer forum
        drawbridge logins add screener --role worker
      """,
    subcommands: [Add.self, Disable.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a login, or give one that is there another role.",
      discussion: "An ingest login hands posts in for the sources that are named and for no others.")

    @Argument(help: "The login's name.") var name: String
    @Option(name: .long, help: "ingest, consumer, worker, auditor, author or operator.") var role: LoginStore.Role
    @Option(name: .long, help: "A source that it hands posts in for. May be given again.") var source: [String] = []
    @Option(name: .long, help: "The consumer whose cursor it moves.") var consumer: String?
    @Flag(name: .long, help: "One JSON object.") var json = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if role != .ingest && !source.isEmpty { throw ValidationError("--source is for --role ingest") }
      if role == .ingest && source.isEmpty { throw ValidationError("--role ingest needs --source NAME") }
      if role != .consumer && consumer != nil { throw ValidationError("--consumer is for --role consumer") }
      if source.contains(where: { $0.isEmpty || $0.utf8.count > 200 }) {
        throw ValidationError("a source's name is 1 to 200 bytes")
      }
    }

    func run() throws {
      let given = try proof.given()
      let password = try DatabaseAccess.with(database, Places()) { db, _ in
        let isNew = try LoginStore.add(name, role, sources: source, consumer: consumer, on: db)
        return try proof.set(given, for: name, isNew: isNew, on: db)
      }
      if json {
        var writer = JSONWriter()
        writer.object { out in
          out.member("login", name)
          out.member("role", role.rawValue)
          out.member("password", password)
        }
        return print(writer.text)
      }
      print(
        "\(name) has the role \(role.rawValue)"
          + (source.isEmpty ? "" : " for \(VisibleText.of(source.joined(separator: ", ")))"))
      for line in proof.lines(password, name) { print(line) }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a login away and end its sessions.")

    @Argument(help: "The login's name.") var name: String
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      try DatabaseAccess.with(database, Places()) { db, _ in
        if try ReviewerStore.list(on: db).contains(where: { $0.name == name }) {
          throw StoreError("\(name) is a reviewer; repair: drawbridge reviewers disable \(name)")
        }
        try LoginStore.disable(name, on: db)
      }
      print("\(name) can do nothing more")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the logins, reviewers too.")

    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let logins = try DatabaseAccess.with(database, Places()) { db, _ in try LoginStore.list(on: db) }
      var table = Table(["login", "roles", "enabled", "sources", "consumers"])
      for login in logins {
        if json {
          var writer = JSONWriter()
          writer.object { out in
            out.member("login", login.name)
            out.member("roles", login.roles)
            out.member("enabled", login.isEnabled)
            out.member("sources", login.sources)
            out.member("consumers", login.consumers)
          }
          print(writer.text)
        } else {
          table.add([
            login.name, login.roles.joined(separator: ", "), login.isEnabled ? "yes" : "no",
            login.sources.joined(separator: ", "), login.consumers.joined(separator: ", "),
          ])
        }
      }
      if json { return }
      if logins.isEmpty { return print("no logins yet: drawbridge logins add NAME --role ingest --source NAME") }
      for line in table.lines(width: Terminal.width) { print(line) }
    }
  }
}

extension LoginStore.Role: ExpressibleByArgument {}
