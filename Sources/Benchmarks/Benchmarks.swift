import ArgumentParser
import Dispatch
import Glibc

/// Begins the command that is asked for.
///
/// An asynchronous start hands the first thread to Dispatch, which valgrind does not survive: `growth`, whose instructions it
/// counts, begins without.
@main
enum Program {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "growth" { return GrowthCommand.main(Array(arguments.dropFirst())) }
    Task {
      await Benchmarks.main(arguments)
      exit(0)
    }
    dispatchMain()
  }
}

/// What the project claims about its speed, as commands that anybody can run: one file per subcommand.
struct Benchmarks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Deploy/bench",
    abstract: "Measures Drawbridge beside the shapes that it competes with, in one run.",
    discussion: """
      Absolute numbers belong to the machine and to the hour; ratios inside one run are what to compare. Each command \
      ends with one line of JSON.
      """,
    subcommands: [
      PartsCommand.self, ScreeningCommand.self, LanguagesCommand.self, QueueCommand.self, RoadCommand.self,
      WordsCommand.self, GrowthCommand.self,
    ])
}
