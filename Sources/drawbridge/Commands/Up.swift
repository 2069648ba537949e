import ArgumentParser

struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the private PostgreSQL and a worker in the foreground.",
    discussion: """
      With --drain it ends when the queue is empty. Ctrl-C finishes what is in hand; a second Ctrl-C stops at once.
      """)

  @OptionGroup var worker: WorkerOptions
  @OptionGroup var rules: RulesOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let places = Places()
    let access = try DatabaseAccess.open(database, places, catchingInterrupts: false)
    defer { access.release() }
    if !worker.drain { Terminal.note("waiting for posts (drawbridge ingest, in another terminal); Ctrl-C ends") }
    try await worker.run(access.conninfo, places, rules: rules.folder(places), database)
  }
}
