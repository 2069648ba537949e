import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

@Suite("A stored post that cannot be read")
struct UnreadablePostTests {
  private let program = Program("drawbridge")

  @Test("ends nothing: readers pass over it and say so, and a person sees its case", .timeLimit(.minutes(30)))
  func endsNothing() async throws {
    let database = try TestDatabase()
    let rules = try RulesFolder.contact()
    defer { rules.remove() }
    func run(_ arguments: [String], input: String = "") throws -> Program.Outcome {
      try program.run(arguments + ["--database", database.conninfo], input: input, in: PackageRoot.path)
    }
    let posts = (1...3).map { #"{"id":"\#($0)","text":"加微信","author":{"id":"u1"},"source":"forum"}"# }
    #expect(try run(["ingest"], input: posts.joined(separator: "\n") + "\n").status == 0)
    try database.with { try $0.execute(#"UPDATE post SET document = '{"text":"加微信"}' WHERE external_id = '2'"#) }
    #expect(try run(["worker", "--drain", "--rules", rules.path]).status == 0)

    let backtest = try run(["rules", "backtest", "--rules", rules.path])
    #expect(backtest.status == 0, "\(backtest.errors)")
    #expect(backtest.errors.contains("1 stored posts cannot be read and were passed over"))
    #expect(backtest.output.contains("2 posts"))
    let promote = try run(["rules", "promote", "contact", "--rules", rules.path])
    #expect(promote.errors.contains("1 stored posts cannot be read and were passed over"))
    let list = try run(["cases", "list"])
    #expect(list.status == 0 && list.output.contains("this stored post cannot be read"), "\(list.errors)")
    let lines = try run(["cases", "list", "--json"]).lines.map { try JSONParser.parse($0) }
    #expect(lines.count == 3)
    let number = try #require(lines.first { $0["verdict"]?.string == "error" }?["case"]?.integer)
    let show = try run(["cases", "show", "\(number)", "--rules", rules.path])
    #expect(show.status == 0 && show.output.contains("this stored post cannot be read: no `id`"), "\(show.errors)")
    let explain = try run(["rules", "explain", "2", "--source", "forum"])
    #expect(explain.status == 1 && explain.errors.contains("the stored post 2 of forum cannot be read: no `id`"))
    #expect(try run(["export", "author", "u1"]).status == 0)
    try await eventually("the platform hears of the two others") {
      let read = try run(["outbox", "read", "--consumer", "platform"])
      return read.status == 0 && read.lines.count == 2
        && read.errors.contains("1 events about posts that cannot be read were passed over")
    }
    #expect(try run(["erase", "--author", "u1", "--yes"]).status == 0)
  }
}
