import ArgumentParser
import Store
import Text

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "The chain over everything that was done: its heads, and whether it still says what it said.",
    discussion: """
      Events are append-only and sealed about once a minute. Keep a head outside of the database (the worker prints \
      each day's into its log); with it anybody can tell later whether the past was rewritten.

        drawbridge audit head
        drawbridge audit verify --against 2026-11-24:5b0c…
      """,
    subcommands: [Verify.self, HeadCommand.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compute every seal anew and compare; exit status 1 where something was changed.")

    @Option(
      name: .long, help: ArgumentHelp("A head that was noted before: DAY:HEX, or 16 digits or more.", valueName: "head")
    )
    var against: String?
    @Flag(name: .long, help: "One JSON object.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      var mark: HeadMark?
      if let against {
        guard let parsed = HeadMark(against) else {
          throw ValidationError("--against is DAY:HEX, or the first 16 digits of HEX or more, not `\(against)`")
        }
        mark = parsed
      }
      let report = try DatabaseAccess.with(database, Places()) { db, _ in
        var progress = Progress("events verified")
        var seen = 0
        defer { progress.end() }
        return try Audit.verify(against: mark, on: db) { count in
          progress.advance(by: count - seen)
          seen = count
        }
      }
      if json { print(Self.object(report)) } else { Self.show(report) }
      if !report.faults.isEmpty { throw ExitCode(ExitStatus.refused) }
    }

    private static func show(_ report: Audit.Report) {
      let days = report.firstDay.map { ", \($0) to \(report.lastDay ?? $0)" } ?? ""
      print("\(report.events) events under \(report.seals) seals\(days); \(report.unsealed) wait for the next seal")
      if report.retired > 0 { print("\(report.retired) seals have lost their events to retention; their heads stand") }
      print("\(report.decisions) decisions, of which \(report.erasedNotes) have their reasons erased")
      print("head \(report.head?.description ?? "none yet")")
      for fault in report.faults { print(Terminal.paint("changed", "31") + ": \(VisibleText.of(fault))") }
      if report.faults.isEmpty { print(Terminal.paint("ok", "32")) }
    }

    private static func object(_ report: Audit.Report) -> String {
      var writer = JSONWriter()
      writer.object { out in
        out.member("ok", report.faults.isEmpty)
        out.member("events", report.events)
        out.member("unsealed", report.unsealed)
        out.member("seals", report.seals)
        out.member("retired_seals", report.retired)
        out.member("first_day", report.firstDay)
        out.member("last_day", report.lastDay)
        out.member("decisions", report.decisions)
        out.member("erased_notes", report.erasedNotes)
        out.member("head", report.head?.description)
        out.member("faults", report.faults)
      }
      return writer.text
    }
  }

  struct HeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "head", abstract: "Seal what can be sealed, and print each day's head, the newest last.")

    @Option(name: .long, help: "At most so many days.") var days = 30
    @Flag(name: .long, help: "One JSON object a line.") var json = false
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      if !(1...100_000).contains(days) { throw ValidationError("--days is 1 to 100000") }
    }

    func run() throws {
      let heads = try DatabaseAccess.with(database, Places()) { db, _ in
        try Audit.seal(on: db)
        return try Audit.dailyHeads(days: days, on: db)
      }
      if heads.isEmpty && !json { print("nothing is sealed yet") }
      for head in heads {
        if json {
          var writer = JSONWriter()
          writer.object { out in
            out.member("day", head.day)
            out.member("head", head.digest)
            out.member("events", head.events)
          }
          print(writer.text)
        } else {
          print("\(head)  \(head.events) events")
        }
      }
    }
  }
}
