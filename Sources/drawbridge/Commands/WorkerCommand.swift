import ArgumentParser

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Screen posts from the queue of a database.",
    discussion: """
      Any number of workers can run on one database. SIGTERM finishes what is in hand; a second one stops at once. A \
      worker that dies loses nothing: what it had taken is taken again when its lease ends.

      Rules that change in the folder (or are published, with --published) are taken within two seconds, or on SIGHUP: \
      compiled aside, tested by their own tests, and refused where they fail; `drawbridge rules status` says so.

        drawbridge worker --database postgresql://worker@db/community
      """)

  @OptionGroup var worker: WorkerOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let places = Places()
    let access = try DatabaseAccess.open(database, places, catchingInterrupts: false)
    defer { access.release() }
    try await worker.run(access.conninfo, places, rules: rules.folder(places), database)
  }
}
