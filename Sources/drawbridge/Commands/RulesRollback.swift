import ArgumentParser
import Glibc
import Postgres
import Rules
import Store
import Text

struct RulesRollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Publish the rulebook that was published before, or an older one.",
    discussion: """
      Steps back through history: a second rollback goes further back, and never forth again. Shows what changes, and asks \
      where there is somebody to ask. Every rulebook that ever gave a verdict is kept, so any of them can come back; the log \
      says that it was a rollback.

      What the bad rulebook decided stays as it is until it is screened again: --redrive does so, once the workers have taken \
      the other rulebook. What people decided stands.

        drawbridge rules rollback
        drawbridge rules rollback --redrive --reason "holds greetings"
        drawbridge rules rollback 4f0c1a
      """)

  @Argument(help: "The beginning of a stored rulebook's hash. Default: the one published before.") var hash: String?
  @Option(name: .long, help: "Why, for the log.") var reason: String?
  @Flag(name: .long, help: "Screen again what the rulebook that is taken back decided.") var redrive = false
  @Flag(name: .long, help: "Do not ask.") var yes = false
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  /// Seconds until workers that follow what is published have taken it.
  private static let patience = 60.0

  func run() throws {
    try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      let target = try RulebookStore.rollbackTarget(hash, on: db)
      guard let bad = try RulebookStore.publications(limit: 1, on: db).first else { return }
      let change = RulebookChange(
        from: try RulebookStore.files(bad.number, on: db), to: try RulebookStore.files(target.number, on: db))
      try show(change, bad, target)
      let isPublished = try RulebookStore.publish(
        target.number, reason: "rollback" + (reason.map { ": " + $0 } ?? ""), returnedTo: target.publication?.place,
        on: db)
      guard isPublished else {
        Terminal.note(
          "\(target.shortHash) waits for a second person: drawbridge rules approve-book \(target.shortHash)")
        return
      }
      if !json { print("published \(target.shortHash) again") }
      let forms = Set(try RulebookStore.forms(of: bad.number, on: db).map(\.hash))
      let holdouts = try WorkerStatus.list(on: db).filter { $0.isConnected && $0.follows == "folder" }
      for worker in holdouts { warn(worker, isBad: forms.contains(worker.rulebookHash ?? "")) }
      let outcome = redrive ? try rescreen(bad, forms, db) : nil
      if json { printJSON(change, bad, target, outcome) }
      if outcome == nil && !json {
        print(
          "what \(bad.shortHash) decided is screened again by: drawbridge queue redrive --rulebook \(bad.shortHash)")
      }
    }
  }

  // MARK: Steps

  /// Says what changes, and asks where somebody can answer.
  private func show(_ change: RulebookChange, _ bad: RulebookStore.Entry, _ target: RulebookStore.Entry) throws {
    if !json {
      print("from \(bad.shortHash) back to \(target.shortHash):")
      let width = Terminal.width
      for item in change.items.prefix(40) {
        print("  " + DisplayWidth.truncated(VisibleText.of(item.text), to: width - 2))
      }
      if change.items.count > 40 { print("  … \(change.items.count - 40) more: drawbridge rules diff") }
      if change.items.isEmpty { print("  no rule, list or policy differs") }
    }
    guard !yes, !json, isatty(0) == 1, isatty(1) == 1 else { return }
    Terminal.write("Publish \(target.shortHash) again? Type yes: ")
    guard readLine(strippingNewline: true) == "yes" else {
      Terminal.note("nothing was published")
      throw ExitCode(ExitStatus.refused)
    }
  }

  private func warn(_ worker: QueueState.WorkerSigns, isBad: Bool) {
    let rules = isBad ? "goes on with the rulebook that was taken back" : "is not reached by what is published"
    Terminal.complain(
      VisibleText.of(
        "worker \(worker.pid) on \(worker.host) follows its rules folder and \(rules)"
          + (isBad ? "; a redrive would use it again" : "")
          + "; repair: change the folder, or start it with --published"))
  }

  /// Screens again what the bad rulebook decided, once no worker would use it for that.
  private func rescreen(
    _ bad: RulebookStore.Entry, _ forms: Set<String>, _ db: borrowing Connection
  ) throws -> Redrive.Outcome {
    var left = Self.patience
    while true {
      let late = try WorkerStatus.list(on: db).filter { $0.isConnected && forms.contains($0.rulebookHash ?? "") }
      if late.isEmpty { break }
      if left == Self.patience { Terminal.note("waiting until \(late.count) workers have taken it") }
      if left <= 0 || late.contains(where: { $0.follows != "published" }) {
        throw StoreError(
          "nothing was put back into the queue: worker \(late[0].pid) on \(late[0].host) still uses \(bad.shortHash); repair: "
            + "once drawbridge rules status shows another rulebook there, drawbridge queue redrive --rulebook \(bad.shortHash)"
        )
      }
      usleep(250_000)
      left -= 0.25
    }
    let outcome = try QueueRedrive.run(Redrive(.rulebook(bad.hash, source: nil), lane: .backfill), db)
    if !json { for line in outcome.lines(isEvenDecided: false) { print(line) } }
    return outcome
  }

  private func printJSON(
    _ change: RulebookChange, _ bad: RulebookStore.Entry, _ target: RulebookStore.Entry, _ outcome: Redrive.Outcome?
  ) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("hash", target.hash)
      out.member("from", bad.hash)
      out.name("changes")
      out.array(change.items) { out, item in
        out.object { out in
          out.member("what", item.what)
          out.member("name", item.name)
          out.member("kind", item.kind.rawValue)
          out.member("detail", item.detail)
        }
      }
      if let outcome { outcome.writeMembers(to: &out) }
    }
    print(writer.text)
  }
}
