import Rules
import Testing

@Suite("Entries added in a hurry never keep rules from being used")
struct QuarantineTests {
  private static let pack = """
    drawbridge: 1
    pack: a
    owner: "@t"
    lists:
      codes: {match: regex, entries: ["1[3-9][0-9]{9}"], except: [13800000000]}
      words: {match: phrase, entries: [加微信], except: [微信支付]}
      hosts: {match: host, entries: [bad.example]}
    rules:
      - {id: r, policy: spam.contact, match: {text: [codes, words, hosts]}, then: {queue: spam}}
    """

  private func rulebook(_ additions: [HurriedEntry], raw: String = "") throws -> Rulebook {
    let files = RuleFiles(texts: ["community.yaml": Folder.community, "packs/a.yaml": Self.pack])
    return try Rulebook(files.adding(raw + additions.map(\.line).joined(separator: "\n")))
  }

  private func entry(_ term: String, _ list: String, until: Timestamp? = nil) -> HurriedEntry {
    HurriedEntry(pack: "a", list: list, term: term, until: until, by: "mei")
  }

  @Test(
    "what cannot be looked for is left out by name, and the rest is in use",
    arguments: [
      ("(((", "codes"), ("(a+)+b", "codes"), ("(.+)\\1x", "codes"), ("(?<n>.+)\\k<n>x", "codes"), ("(?>.*)b", "codes"),
      ("", "words"), ("  ", "words"), ("\u{3000}\u{A0}", "words"), ("\u{200B}", "words"), ("微信支付", "words"),
      ("not a host", "hosts"), (String(repeating: "x", count: 401), "words"),
      (String(repeating: "猫", count: 200), "codes"),
      ("anything", "gone"), ("13800000000", "codes"),
    ])
  func leftOut(_ term: String, _ list: String) throws {
    let rulebook = try rulebook([entry(term, list), entry("加群", "words")])
    let left = try #require(rulebook.quarantined.first)
    #expect(rulebook.quarantined.count == 1 && left.entry.list == list && left.entry.by == "mei")
    #expect(rulebook.warnings.contains { $0.code == (list == "gone" ? "addition-lost" : "addition-quarantined") })
    #expect(try screen(rulebook, #"{"id":"1","text":"来加群吧"}"#).verdict == .queue)
    #expect(try screen(rulebook, #"{"id":"1","text":"13812345678"}"#).verdict == .queue)
    #expect(try screen(rulebook, #"{"id":"1","text":"大家好"}"#).verdict == .allow)
  }

  @Test("good ones match until their end; lines that are none are counted and named")
  func goodOnes() throws {
    let past = Timestamp.now() - .hours(1)
    let rulebook = try rulebook(
      [entry("b[0-9]{4}", "codes"), entry("旧词", "words", until: past)], raw: "no entry\na\twords\tx\tyesterday\tmei\n")
    #expect(rulebook.quarantined.isEmpty)
    #expect(try screen(rulebook, #"{"id":"1","text":"b1234"}"#).verdict == .queue)
    #expect(try screen(rulebook, #"{"id":"1","text":"旧词"}"#).verdict == .allow)
    #expect(rulebook.warnings.contains { $0.code == "addition-unreadable" && $0.message.hasPrefix("2 entries") })
  }
}
