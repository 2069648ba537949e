import Rules
import Testing

@Suite("Posts in CSV")
struct CSVPostsTests {
  private func read(_ lines: [String]) throws -> [CSVPosts.Record] {
    var csv = CSVPosts(PostReader())
    var records: [CSVPosts.Record] = []
    for (index, line) in lines.enumerated() { records += try csv.add(Array(line.utf8)[...], line: index + 1) }
    return try records + csv.finish()
  }

  /// `5 row 5`, or `3!he said…` where the line was refused.
  private func outcomes(_ lines: [String]) throws -> [String] {
    try read(lines).map { record in
      switch record.post {
      case .success(let post): "\(record.line) \(post.text)"
      case .failure: "\(record.line)!\(String(decoding: record.input, as: UTF8.self))"
      }
    }
  }

  @Test("quotes, commas and line feeds inside cells; nested members, lists and numbers; faults by line")
  func records() throws {
    let records = try read([
      "id,text,author.id,author.age,channel.langs,reports", "1,\"加微信, \"\"hi\"\"", "second\",u1,2h,zh|en,2", "2,,u2,,,",
      "bad",
      "3,\"open",
    ])
    #expect(records.map(\.line) == [2, 4, 5, 6])
    let first = try records[0].post.get()
    #expect(first.text == "加微信, \"hi\"\nsecond")
    #expect(first.author?.id == "u1")
    #expect(first.author?.age == .hours(2))
    #expect(first.channel?.languages == ["zh", "en"])
    #expect(first.reports == 2)
    #expect(try records[1].post.get().text.isEmpty)
    #expect(throws: PostRefusal.self) { try records[2].post.get() }
    #expect(throws: PostRefusal.self) { try records[3].post.get() }
    #expect(records[2].input == Array("bad".utf8) && records[3].input == Array("3,\"open".utf8))
  }

  @Test(
    "a stray quote costs the line that it stands in, which is kept, and no other",
    arguments: [
      ("3,he said 5\" tall", ["3!3,he said 5\" tall"]), ("3,\"he said", ["3!3,\"he said"]),
      ("3,\"he\" said", ["3!3,\"he\" said"]), ("\"3,x", ["3!\"3,x"]), ("3,x\"", ["3!3,x\""]),
      ("3,\"\"\"", ["3!3,\"\"\""]), ("3, \"x\"", ["3!3, \"x\""]),
      ("3,\"\"\"x\"\"\"", ["3 \"x\""]), ("3,\"\"", ["3 "]),
    ])
  func strayQuote(_ line: String, _ expected: [String]) throws {
    let rows = (4...40).map { $0 % 9 == 0 ? "\($0),\"row, \($0)\"" : "\($0),row \($0)" }
    let others = (4...40).map { $0 % 9 == 0 ? "\($0) row, \($0)" : "\($0) row \($0)" }
    #expect(try outcomes(["id,text", "2,row 2", line] + rows) == ["2 row 2"] + expected + others)
    #expect(try outcomes(["id,text", "2,row 2"] + rows.prefix(0) + [line]) == ["2 row 2"] + expected)
  }

  @Test("several strays, each alone; a record of several lines keeps all of them where it is refused")
  func severalStrays() throws {
    #expect(
      try outcomes(["id,text", "1,\"a", "2,b", "3,\"c", "4,d", "x,\"e", "f\"", "9,\"g", "h\",i"]) == [
        "2!1,\"a", "3 b", "4!3,\"c", "5 d", "6 e\nf", "8!9,\"g\nh\",i",
      ])
    #expect(try outcomes(["id,text", "1,\"a", "\",", "2,b"]).first?.hasPrefix("2!1,\"a\n\",") == true)
  }

  @Test("a cell of 20,000 lines is one cell; a quote that opens before as many costs one line")
  func longCell() throws {
    let body = (1...20_000).map { "line \($0)" }
    let records = try read(["id,text", "1,\"first"] + body + ["last\"", "2,next"])
    #expect(records.count == 2)
    #expect(try records[0].post.get().text == (["first"] + body + ["last"]).joined(separator: "\n"))
    let rows = (1...20_000).map { "\($0),t" }
    let swallowed = try read(["id,text", "0,\"open"] + rows)
    #expect(swallowed.count == 20_001 && swallowed.dropFirst().allSatisfy { (try? $0.post.get()) != nil })
    #expect(swallowed.map(\.line) == Array(2...20_002))
  }

  @Test("no cell is longer than a record may be, and what follows is read")
  func recordTooLong() throws {
    let line = String(repeating: "x", count: 1 << 20)
    let records = try read(["id,text", "1,\"open"] + (1...9).map { _ in "7,\(line)" })
    guard case .failure(let refusal)? = records.first?.post else { return #expect(Bool(false), "taken") }
    #expect(records.first?.line == 2 && refusal.reason.contains("8 MiB"))
    #expect(records.count == 10)
  }

  @Test(
    "a header without what posts need is told once",
    arguments: [
      ("id;text;author.id", "separated by `;`"), ("id\ttext", "separated by tabs"),
      ("text,author.id", "no column `id`"),
      ("id,text,text", "`text` twice"), ("", "no column `id`"),
    ])
  func header(_ line: String, _ says: String) throws {
    let fault = #expect(throws: CSVHeaderFault.self) { try read([line, "1;hello;u1"]) }
    #expect(fault?.description.contains(says) == true)
  }

  @Test("a byte order mark before the header is no part of a name")
  func byteOrderMark() throws { #expect(try outcomes(["\u{FEFF}id,text", "1,a"]) == ["2 a"]) }
}
