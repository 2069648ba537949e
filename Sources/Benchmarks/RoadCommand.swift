import ArgumentParser
struct RoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "road")
  func run() async throws {}
}
