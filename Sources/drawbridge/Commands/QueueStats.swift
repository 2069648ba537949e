import ArgumentParser
import Rules
import Store
import Text

struct QueueStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "What waits in each lane and source, which workers are there, and what is wrong.")

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (state, sources) = try DatabaseAccess.with(database, Places()) { db, _ in
      (try QueueState.read(on: db), try SourceStore.list(on: db))
    }
    if json { print(Self.object(state, sources)) } else { Self.show(state, sources) }
  }

  private static func show(_ state: QueueState, _ sources: [SourceStore.Source]) {
    var lanes = Table(["lane", "posts", "tickets", "leased", "can be taken", "oldest"])
    for lane in state.lanes {
      lanes.add([
        lane.name, "\(lane.posts)", "\(lane.tickets)", "\(lane.leased)", "\(lane.visible)",
        lane.oldest.map { DurationText.text($0) } ?? "–",
      ])
    }
    show(lanes)
    if !sources.isEmpty {
      var table = Table(["source", "posts", "leased", "weight", "most leased", "no verdict", ""], flexible: 0)
      for source in sources {
        let silence = source.noVerdictAfter.map { "\(source.onNoVerdict.rawValue) after \(DurationText.text($0))" }
        table.add([
          source.name, "\(source.posts)", "\(source.leased)", "\(source.weight)",
          source.maxInFlight.map(String.init) ?? "–", silence ?? "–", source.isPaused ? "paused" : "",
        ])
      }
      print("")
      show(table)
    }
    print("")
    if state.workers.isEmpty {
      print("no worker has been heard of")
    } else {
      var table = Table(["worker", "host", "heard of", "in hand", "written", "last batch", "rules", "engine", ""])
      for worker in state.workers {
        table.add([
          "\(worker.pid)", worker.host, "\(DurationText.text(worker.silence)) ago", "\(worker.inHand)",
          "\(worker.written)", worker.sinceFinish.map { "\(DurationText.text($0)) ago" } ?? "–",
          worker.rulebookHash.map { String($0.prefix(8)) } ?? "–", worker.engine,
          worker.isConnected ? "" : "disconnected",
        ])
      }
      show(table)
    }
    print("")
    print("\(state.deadLetters) dead letters, \(state.openCases) open cases")
    for fault in state.faults {
      print(Terminal.paint("fault", "31") + " \(fault.code): \(VisibleText.of(fault.finding))")
      print("    repair: \(VisibleText.of(fault.repair))")
    }
  }

  private static func show(_ table: Table) { for line in table.lines(width: Terminal.width) { print(line) } }

  private static func object(_ state: QueueState, _ sources: [SourceStore.Source]) -> String {
    var writer = JSONWriter()
    writer.object { out in
      out.name("lanes")
      out.array(state.lanes) { out, lane in out.object { lane.write(to: &$0) } }
      out.name("sources")
      out.array(sources) { out, source in out.object { source.write(to: &$0) } }
      out.name("workers")
      out.array(state.workers) { out, worker in out.object { worker.write(to: &$0) } }
      out.member("dead_letters", state.deadLetters)
      out.member("open_cases", state.openCases)
      out.member("dead_rows", state.deadTicketRows)
      for (name, session) in [("snapshot", state.snapshot), ("writer", state.writer), ("slot", state.slot)] {
        out.name(name)
        if let session { out.object { session.write(to: &$0) } } else { out.null() }
      }
      out.name("faults")
      out.array(state.faults) { out, fault in out.object { fault.write(to: &$0) } }
    }
    return writer.text
  }
}

extension JSONWriter {
  /// A number of seconds to a thousandth, or null.
  fileprivate mutating func seconds(_ name: String, _ value: Double?) {
    if let value {
      member(name, value, decimals: 3)
    } else {
      self.name(name)
      null()
    }
  }
}

extension QueueState.Lane {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("lane", name)
    out.member("posts", posts)
    out.member("tickets", tickets)
    out.member("leased", leased)
    out.member("visible", visible)
    out.seconds("oldest_s", oldest)
  }
}

extension SourceStore.Source {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("name", name)
    out.member("paused", isPaused)
    out.member("weight", weight)
    out.member("max_inflight", maxInFlight)
    out.member("on_no_verdict", onNoVerdict.rawValue)
    out.seconds("no_verdict_after_s", noVerdictAfter)
    out.member("posts", posts)
    out.member("leased", leased)
  }
}

extension QueueState.WorkerSigns {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("worker", "\(worker)")
    out.member("host", host)
    out.member("pid", pid)
    out.member("engine", engine)
    out.member("rulebook", rulebookHash)
    out.member("connected", isConnected)
    out.seconds("silence_s", silence)
    out.seconds("since_finish_s", sinceFinish)
    out.member("in_hand", inHand)
    out.member("written", written)
    out.member("problem", problem)
  }
}

extension QueueState.Session {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("pid", pid)
    out.member("application", application)
    out.member("state", state)
    out.seconds("seconds", seconds)
    out.member("distance", distance)
  }
}

extension QueueFault {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("code", code)
    out.member("finding", finding)
    out.member("repair", repair)
  }
}
