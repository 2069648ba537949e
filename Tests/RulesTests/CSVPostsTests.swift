import Rules
import Testing

@Suite("Posts in CSV")
struct CSVPostsTests {
  @Test("quotes, commas and line feeds inside cells; nested members, lists and numbers; faults by line")
  func records() throws {
    let lines = [
      "id,text,author.id,author.age,channel.langs,reports", "1,\"加微信, \"\"hi\"\"", "second\",u1,2h,zh|en,2", "2,,u2,,,",
      "bad",
      "3,\"open",
    ]
    var csv = CSVPosts(PostReader())
    var records: [CSVPosts.Record] = []
    for (index, line) in lines.enumerated() {
      if let record = csv.add(Array(line.utf8)[...], line: index + 1) { records.append(record) }
    }
    if let record = csv.finish() { records.append(record) }
    #expect(records.map(\.line) == [2, 4, 5, 6])
    let first = try records[0].post.get()
    #expect(first.text == "加微信, \"hi\"\nsecond")
    #expect(first.author?.id == "u1")
    #expect(first.author?.age == 7200)
    #expect(first.channel?.languages == ["zh", "en"])
    #expect(first.reports == 2)
    #expect(try records[1].post.get().text.isEmpty)
    #expect(throws: PostRefusal.self) { try records[2].post.get() }
    #expect(throws: PostRefusal.self) { try records[3].post.get() }
  }
}
