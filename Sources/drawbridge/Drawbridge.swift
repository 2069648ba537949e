import ArgumentParser
import Glibc

/// The command `drawbridge`: one file per subcommand.
struct Drawbridge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drawbridge",
    abstract: "Reads every post that a community writes, for moderators who read only one of its languages.",
    discussion: """
      A post comes in (ingest), a worker screens it by the rules in Rules/, and what needs a person waits as a case with \
      its language, a reading and a word-by-word gloss.

      Without --database, commands use a private PostgreSQL in .drawbridge/, started and stopped as needed.

        drawbridge ingest posts.jsonl          take posts in
        drawbridge up --drain                  screen them
        drawbridge cases list                  see what waits
        drawbridge rules explain --text "…"    see why a rule fires, or does not

      Exit status: 0 done, 1 some input was refused or a check failed, 2 usage, 3 the database is out of reach; 130 and 143
      after Ctrl-C and SIGTERM (a worker finishes what is in hand and exits with 0).
      """,
    version: Version.text,
    subcommands: [
      Up.self, WorkerCommand.self, Ingest.self, Screen.self, Detect.self, GlossCommand.self, Convert.self, Cases.self,
      Reviewers.self, Logins.self,
      QueueCommand.self, OutboxCommand.self, Erase.self, Export.self, AuditCommand.self, RetentionCommand.self,
      Migrate.self, RulesCommand.self, ListsCommand.self, DictionaryCommand.self, LexiconCommand.self, Doctor.self,
    ])
}

@main
enum Main {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    exit(ExitStatus.ofOutput(await run()))
  }

  private static func run() async -> Int32 {
    do {
      var command = try Drawbridge.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return ExitStatus.done
    } catch {
      return ExitStatus.report(error)
    }
  }
}

/// What this program calls itself.
enum Version {
  static let text = "0.1.0"
  /// What is stored with a rulebook, so that a verdict can be replayed.
  static let engine = "drawbridge 0.1.0"
}
