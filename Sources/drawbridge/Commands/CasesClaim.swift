import ArgumentParser
import Postgres
import Rules
import Store
import Text

struct CasesClaim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "Claim a case, or the next one of a queue, for ten minutes.",
    discussion: """
      Read it with `cases show`, and decide it with `cases decide`; the token that is printed is for programs. Claiming your \
      own case again begins a new ten minutes.
      """)

  @Argument(help: "The case's number. Default: the next one.")
  var id: Int64?

  @Option(name: .long, help: "The next one of this queue.")
  var queue: String?

  @Option(
    name: .long, help: ArgumentHelp("How long the claim holds.", valueName: "seconds"), transform: TimeOption.claim)
  var lease = Seconds.minutes(10)

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let claim = try DatabaseAccess.with(database, Places(), acting: actor.name) { db, _ in
      if let claim = try CaseStore.claim(id, queue: queue, seconds: lease.inSeconds, on: db) { return claim }
      guard let id else { throw StoreError("nothing waits" + (queue.map { " in the queue \($0)" } ?? "")) }
      throw StoreError(try Self.reason(id, db))
    }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("case", Int(claim.id))
        out.member("token", claim.token)
        out.member("claimed_until", claim.until)
        out.member("version", claim.version)
      }
      print(writer.text)
    } else {
      print("case \(claim.id) is yours until \(claim.until)")
      print("token \(claim.token)")
      print("decide: drawbridge cases decide \(claim.id) allow|label|warn|remove --reason \"…\"")
    }
  }

  /// Why the case `id` could not be claimed.
  private static func reason(_ id: Int64, _ db: borrowing Connection) throws -> String {
    guard let detail = try CaseStore.detail(id, on: db) else { return "there is no case \(id)" }
    if let holder = detail.summary.claimedBy {
      return "case \(id) is claimed by \(holder) until \(detail.summary.claimedUntil ?? "")"
    }
    return detail.summary.state == "open"
      ? "case \(id) is being claimed by somebody else" : "case \(id) is \(detail.summary.state)"
  }
}
