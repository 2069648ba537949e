import ArgumentParser

/// What the project claims about its speed, as commands that anybody can run: one file per subcommand.
@main
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
