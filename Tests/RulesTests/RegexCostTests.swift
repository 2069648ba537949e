import Testing

@testable import Rules

@Suite("What a limit of steps does not count in regular expressions")
struct RegexCostTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var pattern: String
    var kind: RegexCost.Fault.Kind
    var offset: Int
    var testDescription: String { pattern }
    init(_ pattern: String, _ kind: RegexCost.Fault.Kind, at offset: Int) {
      (self.pattern, self.kind, self.offset) = (pattern, kind, offset)
    }
  }

  @Test(
    "is found, at its place",
    arguments: [
      Row("(.+)\\1x", .backreference, at: 4), Row("(a+)\\1x", .backreference, at: 4),
      Row("(.+)\\1\\1\\1x", .backreference, at: 4), Row("(?<n>.+)\\k<n>x", .backreference, at: 8),
      Row("((a|b){1,11})\\1", .backreference, at: 13), Row("(?:(.{20}))\\1", .backreference, at: 11),
      Row("(a)((b*))\\3", .backreference, at: 9), Row("(\\1a)", .backreference, at: 1),
      Row("(a\\Q(\\Eb*)\\1", .backreference, at: 10), Row("([(]+)\\1", .backreference, at: 6),
      Row("([]a]+)\\1", .backreference, at: 7), Row("(?x)(.+) \\1 # a", .backreference, at: 9),
      Row("(\\X)\\1", .backreference, at: 4), Row("((.)\\2{1,20})\\1", .backreference, at: 13),
      Row("(?>.*)b", .scan, at: 3), Row("(?>[^b]*)b", .scan, at: 3), Row("(?=.*)ab", .scan, at: 3),
      Row("a(?!x[a-c]{2,}y)c", .scan, at: 5), Row("(?:(?=.*)a){3}b", .scan, at: 6), Row("(?:.*)?+b", .scan, at: 3),
      Row("(?>(?:a|(.+)))b", .scan, at: 9), Row("(?<=\\p{L}*)b", .scan, at: 4), Row("a*(?=.*)b", .scan, at: 5),
      Row("^a(?=.*b)c", .scan, at: 5), Row("(?m)^(?=.*b)c", .scan, at: 8), Row("a|^(?>.*)b|(?>.*)c", .scan, at: 14),
      Row("(?:^(?=.*a))*b", .scan, at: 7),
    ])
  func faults(_ row: Row) {
    #expect(RegexCost.fault(in: row.pattern) == RegexCost.Fault(kind: row.kind, offset: row.offset))
  }

  @Test(
    "everything that is counted, or short, is left alone",
    arguments: [
      "(.)\\1{4,}", "([a-z]{2,10})\\1", "(?<n>ab|cd)\\k<n>", "(a)(b)\\2\\1", "\\\\1", "[\\1]", "\\Q(.+)\\1\\E", "(.+)x",
      "1[3-9][0-9]{9}", "\\bfree\\b.{0,9}gift", "(?:ha){4,}", "^(?=.*foo)(?=.*bar)", "\\A(?=.*foo).*bar",
      "(?=.{0,100}b)c",
      "(?>a{1,50})b", "(?<=\\d)€", "(?i)abc", "(?i:a)b", "(?#(.+\\1)a", "a++b", "[^b]*+b", "^(?>.*)b", "(?<!x)y",
      "a{3}",
      "(", "[", "\\", "(?", "(?<", "a{",
    ])
  func harmless(_ pattern: String) { #expect(RegexCost.fault(in: pattern) == nil) }

  @Test("lint refuses it wherever entries come from: entries, exceptions, list files")
  func lint() throws {
    let rules = "- {id: r, policy: spam.contact, match: {text: bad}, then: {queue: spam}}"
    for (lists, place) in [
      (#"bad: {match: regex, entries: ["(.+)\\1x"]}"#, "packs/a.yaml:5:37"),
      (#"bad: {match: regex, entries: [abc], except: ["(?<n>.+)\\k<n>x"]}"#, "packs/a.yaml:5:56"),
      ("bad: {match: regex, file: lists/bad.txt}", "lists/bad.txt:2:5"),
    ] {
      let error = #expect(throws: BrokenRulebook.self) {
        try Folder.rulebook(lists: lists, rules: rules, files: ["bad.txt": "abc\n(.+)\\1x\n"])
      }
      let issue = try #require(error?.issues.first { $0.severity == .error })
      #expect(issue.code == "backreference" && issue.place.description == place, "\(issue)")
      #expect(issue.fix.contains("at most 10 characters"))
    }
  }

  @Test("hits of an expression go on to as many as are kept; its steps are those of the whole text")
  func manyHits() throws {
    let matcher = Matching.matcher([.regex], ["b[0-9]"])
    let text = String(repeating: "b1 ", count: 1500)
    let hits = matcher.hits(in: text.unicodeScalars.map(\.value), at: Timestamp.now())
    #expect(hits.count == Screening.mostHits && hits.last?.range == 2997..<2999)
  }
}
