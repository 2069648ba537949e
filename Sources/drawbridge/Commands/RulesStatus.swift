import ArgumentParser
import Rules
import Store
import Text

struct RulesStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Which rules each worker uses, since when, what it refused, and which rules are past their limits.",
    discussion: """
      A worker that refused new rules goes on with its old ones until the fault is mended; the reason stands here. A rule \
      past its limit is capped until somebody has looked: drawbridge rules acknowledge ID. An entry that was added in a \
      hurry and cannot be looked for is left out, and named here. Exit status 1: something of this needs somebody.
      """)

  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var database: DatabaseOptions

  private struct State {
    var workers: [QueueState.WorkerSigns]
    var published: RulebookStore.Entry?
    var trips: [RuleLimitStore.Trip]
    var additions: [ListAdditions.Addition]
    var quarantined: [Quarantined]

    var needsSomebody: Bool {
      workers.contains { $0.refusal != nil } || trips.contains { $0.acknowledgedAt == nil }
        || !quarantined.isEmpty
    }
  }

  func run() throws {
    let state = try DatabaseAccess.with(database, Places()) { db, _ in
      State(
        workers: try WorkerStatus.list(on: db), published: try RulebookStore.publications(limit: 1, on: db).first,
        trips: try RuleLimitStore.trips(on: db), additions: try ListAdditions.list(on: db),
        quarantined: try RulesInService.quarantined(rules, Places(), on: db))
    }
    if json { printJSON(state) } else { printText(state) }
    if state.needsSomebody { throw ExitCode(ExitStatus.refused) }
  }

  private func printText(_ state: State) {
    if let published = state.published, let publication = published.publication {
      print(
        "published \(published.shortHash) at \(publication.at) by \(VisibleText.of(publication.actor))"
          + (publication.reason.map { ": \(VisibleText.of($0))" } ?? ""))
    } else {
      print("nothing is published; workers use their rules folders")
    }
    if state.workers.isEmpty { print("no worker runs") }
    var table = Table(["worker", "host", "rulebook", "age", "from"])
    for worker in state.workers {
      table.add([
        String(worker.pid), worker.host, worker.rulebookHash.map { String($0.prefix(12)) } ?? "none",
        worker.rulebookAge.map { DurationText.text($0) } ?? "", worker.follows ?? "",
      ])
    }
    if !state.workers.isEmpty { for line in table.lines(width: Terminal.width) { print(line) } }
    for worker in state.workers {
      guard let refusal = worker.refusal else { continue }
      let ago = DurationText.text(worker.sinceRefusal ?? 0)
      print(Terminal.paint(VisibleText.of("worker \(worker.pid) refused new rules \(ago) ago: \(refusal)"), "31"))
    }
    for trip in state.trips {
      let line =
        "rule \(trip.rule) of \(trip.owner): \(trip.hits) different texts of \(trip.posts) posts at \(trip.trippedAt)"
      if let by = trip.acknowledgedBy {
        print(VisibleText.of("was past its limit: \(line); \(by) has looked"))
      } else {
        print(
          Terminal.paint(
            VisibleText.of(
              "PAST ITS LIMIT: \(line), capped at \(trip.cap.name); drawbridge rules acknowledge \(trip.rule)"), "31"))
      }
    }
    for left in state.quarantined {
      let numbers = state.additions.filter { left.isOf($0.entry) }.map { " drawbridge lists end \($0.id)" }
      print(
        Terminal.paint(VisibleText.of("LEFT OUT: \(left.description); repair:\(numbers.joined(separator: ","))"), "31"))
    }
    for addition in state.additions where addition.confirmedBy == nil {
      print(
        VisibleText.of(
          "to be confirmed: \(addition.entry.term) in \(addition.entry.list) until "
            + "\(addition.entry.until?.description ?? "further notice"); drawbridge lists confirm \(addition.id)"))
    }
  }

  private func printJSON(_ state: State) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("published", state.published?.hash)
      out.name("workers")
      out.array(state.workers) { out, worker in
        out.object { out in
          out.member("worker", Int(worker.worker))
          out.member("host", worker.host)
          out.member("pid", worker.pid)
          out.member("rulebook", worker.rulebookHash)
          out.member("age_s", worker.rulebookAge.map { Seconds(clamping: $0).whole })
          out.member("follows", worker.follows)
          out.member("refused_s", worker.sinceRefusal.map { Seconds(clamping: $0).whole })
          out.member("refusal", worker.refusal)
        }
      }
      out.name("limits")
      out.array(state.trips) { out, trip in
        out.object { out in
          out.member("rule", trip.rule)
          out.member("owner", trip.owner)
          out.member("cap", trip.cap.name)
          out.member("hits", trip.hits)
          out.member("posts", trip.posts)
          out.member("at", trip.trippedAt.description)
          out.member("acknowledged_by", trip.acknowledgedBy)
        }
      }
      out.name("additions")
      out.array(state.additions) { out, addition in out.object { addition.write(to: &$0) } }
      out.name("quarantined")
      out.array(state.quarantined) { out, left in
        out.object { out in
          out.member("addition", state.additions.first { left.isOf($0.entry) }.map { Int($0.id) })
          out.member("entry", left.entry.term)
          out.member("pack", left.entry.pack)
          out.member("list", left.entry.list)
          out.member("reason", left.description)
        }
      }
    }
    print(writer.text)
  }
}
