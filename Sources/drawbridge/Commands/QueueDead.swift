import ArgumentParser
import Store
import Text

struct QueueDead: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead",
    abstract: "List the posts that were set aside because they killed or stalled their workers.",
    discussion: "Each of them waits for a reviewer as a case. `queue redrive --dead` tries them again.")

  @Flag(name: .long, help: "Those that were put back too.")
  var all = false

  @Option(name: .long, help: "At most so many.")
  var limit = 100

  @Flag(name: .long, help: "One JSON object a line.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(1...100_000).contains(limit) { throw ValidationError("--limit is 1 to 100000") }
  }

  func run() throws {
    let letters = try DatabaseAccess.with(database, Places()) { db, _ in
      try DeadLetterStore.list(isWhole: all, limit: limit, on: db)
    }
    if json {
      for letter in letters {
        var writer = JSONWriter()
        writer.object { out in
          out.member("source", letter.source)
          out.member("id", letter.externalID)
          out.member("post", Int(letter.post))
          out.member("pass", letter.pass)
          out.member("attempts", letter.attempts)
          out.member("reason", letter.reason)
          out.member("at", letter.at)
          out.member("redriven_at", letter.redrivenAt)
        }
        print(writer.text)
      }
      return
    }
    if letters.isEmpty { return print("no dead letters") }
    var table = Table(["source", "id", "since", "attempts", "put back", "reason"], flexible: 5)
    for letter in letters {
      table.add([
        letter.source, letter.externalID, letter.at, "\(letter.attempts)", letter.redrivenAt ?? "–", letter.reason,
      ])
    }
    for line in table.lines(width: Terminal.width) { print(line) }
    if letters.count == limit { print("… more (--limit)") }
  }
}
