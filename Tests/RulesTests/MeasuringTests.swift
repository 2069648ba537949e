import Foundation
import Rules
import Testing

@Suite("Precision and its bar")
struct PrecisionTests {
  @Test(
    "the lower bound says how much the numbers say",
    arguments: [
      (30, 30, 0.886), (35, 35, 0.901), (34, 34, 0.898), (73, 73, 0.950), (0, 0, 0), (0, 9, 0), (90, 100, 0.826),
    ])
  func bounds(_ right: Int, _ reviewed: Int, _ bound: Double) {
    #expect(abs(Precision(right: right, reviewed: reviewed).lowerBound - bound) < 0.001)
  }

  @Test(
    "how many more are needed",
    arguments: [(30, 30, 0.90, 5), (0, 0, 0.90, 35), (0, 0, 0.95, 73), (35, 35, 0.90, 0), (29, 30, 0.90, 23)])
  func needed(_ right: Int, _ reviewed: Int, _ bar: Double, _ more: Int) {
    #expect(Precision(right: right, reviewed: reviewed).missing(for: bar) == more)
    #expect(Precision(right: right + more, reviewed: reviewed + more).lowerBound >= bar)
  }

  private static let pack = """
    drawbridge: 1
    pack: a
    owner: "@t"
    lists: {bad: {entries: [加微信]}}
    rules:
      - {id: r, policy: spam.contact, lang: [zh], match: {text: bad}, then: {remove: true}}
    """

  private func rulebook(_ measured: String?, pack: String = pack) throws -> Rulebook {
    var texts = [RuleFiles.community: Folder.community, "packs/a.yaml": pack]
    texts[RuleFiles.measured] = measured
    return try Rulebook(RuleFiles(texts: texts))
  }

  private func measured(_ right: Int, _ reviewed: Int, language: String = "zh-Hans", approvedBy: String? = nil)
    -> String
  {
    let rule = RuleOutline.rules(
      of: RuleFiles(texts: [RuleFiles.community: Folder.community, "packs/a.yaml": Self.pack]))[0]
    var measurements = Measurements()
    measurements.rules["r"] = [
      language: .init(
        precision: Precision(right: right, reviewed: reviewed), date: "2026-11-25",
        conditions: rule.conditionsFingerprint,
        approvedBy: approvedBy)
    ]
    return measurements.text
  }

  private func refusal(_ measured: String?, pack: String = pack) -> String {
    let error = #expect(throws: BrokenRulebook.self) { try rulebook(measured, pack: pack) }
    return error?.issues.first { $0.code == "remove-unmeasured" }?.message ?? ""
  }

  @Test("a rule removes only where measured.yaml shows that it may")
  func removal() throws {
    #expect(refusal(nil).contains("has not been measured"))
    #expect(refusal(measured(30, 30)).contains("no more than .886 (43 more"))
    #expect(refusal(measured(73, 73, language: "en")).contains("0 of 0 hits in zh"))
    #expect(try rulebook(measured(73, 73)).rules.count == 1)
    #expect(try rulebook(measured(9, 9, approvedBy: "mei")).rules.count == 1)
    let changed = Self.pack.replacing("lang: [zh]", with: "lang: [zh, en]")
    #expect(refusal(measured(73, 73), pack: changed).contains("changed since"))
    // Entries of lists may change.
    #expect(try rulebook(measured(73, 73), pack: Self.pack.replacing("[加微信]", with: "[加微信, 加群]")).rules.count == 1)
  }

  @Test("what is written is read again")
  func roundTrip() throws {
    var measurements = Measurements()
    measurements.rules["a \"b\""] = [
      "zh": .init(
        precision: Precision(right: 1, reviewed: 2), date: "2026-11-25", conditions: "00ff", approvedBy: "m \\ n")
    ]
    let files = RuleFiles(texts: [RuleFiles.measured: measurements.text])
    #expect(RuleOutline.measurements(of: files) == measurements)
    #expect(RuleOutline.measurements(of: RuleFiles(texts: [RuleFiles.measured: Measurements().text])) == Measurements())
  }

  @Test(
    "the mode is changed where it stands, and nothing else",
    arguments: [
      ("  - id: r   # a comment\n    policy: p\n", "  - id: r   # a comment\n    mode: enforce\n    policy: p\n"),
      ("  - id: r\n    mode: shadow # why\n    policy: p\n", "  - id: r\n    mode: enforce # why\n    policy: p\n"),
      ("  - {id: r, policy: p, mode: ramp 10%}\n", "  - {id: r, policy: p, mode: enforce}\n"),
      ("  - {id: r, policy: p}\n", "  - {id: r, mode: enforce, policy: p}\n"),
      ("  - policy: p\n    id: \"r\"\n", "  - policy: p\n    id: \"r\"\n    mode: enforce\n"),
      ("  - id: r\n    title: {zh: 中文}\n    mode: 'shadow'\n", "  - id: r\n    title: {zh: 中文}\n    mode: enforce\n"),
    ])
  func modeEdit(_ before: String, _ after: String) throws {
    let head = "drawbridge: 1\npack: a\nowner: \"@t\"\nrules:\n"
    let rule = RuleOutline.rules(of: RuleFiles(texts: ["packs/a.yaml": head + before]))[0]
    #expect(try ModeEdit.text(head + before, setting: "enforce", of: rule) == head + after)
  }
}

@Suite("Backtests")
struct BacktestTests {
  private func post(_ id: String, _ text: String, author: String = "u") throws -> Post {
    var post = try PostReader().read(#"{"id":"\#(id)","text":"","author":{"id":"\#(author)"}}"#)
    post.text = text
    post.createdAt = Timestamp(microseconds: 1_767_225_600_000_000 + (Int64(id) ?? 0) * 1_000_000)
    return post
  }

  @Test("hits, false alarms with samples, overlaps, misses, counters, limits")
  func report() throws {
    let rulebook = try Folder.rulebook(
      pack: """
        drawbridge: 1
        pack: a
        owner: "@t"
        lists: {bad: {entries: [加微信]}, money: {entries: [赚钱]}}
        counters: {mine: {count: posts, per: [author.id], within: 1h}}
        rules:
          - {id: contact, policy: spam.contact, match: {text: bad}, then: {queue: spam}}
          - {id: money, mode: shadow, policy: spam.flood, match: {text: money}, then: {hold: true}, limit: {hits: 3, within: 1h}}
          - {id: often, policy: spam.flood, when: count(mine) >= 9, then: {label: often}}
        """)
    var backtest = Backtest(rulebook)
    for number in 0..<7 { backtest.add(try post("\(number)", "加微信一起看书 \(number)"), outcome: .allowed) }
    backtest.add(try post("7", "加微信赚钱"), outcome: .actedOn)
    backtest.add(try post("8", "私信发财"), outcome: .actedOn)
    backtest.add(try post("9", "加微信", author: "v"), outcome: nil)
    let contact = try #require(backtest.rules["contact"]?.values.first)
    #expect(contact.hits == 9 && contact.allowed == 7 && contact.actedOn == 1)
    #expect(contact.samples.map(\.id) == ["0", "1", "2", "3", "4"])
    #expect(backtest.overlaps.map { "\($0.key.one)+\($0.key.other):\($0.value)" } == ["contact+money:1"])
    #expect(backtest.misses.values.flatMap(\.samples).map(\.id) == ["8"])
    #expect(backtest.rules["often"]?.values.map(\.hits) == [1])
    #expect(backtest.verdicts == [.queue: 9, .label: 1])
    #expect(backtest.trips.isEmpty)

    var alone = Backtest(rulebook, only: ["money"])
    for number in 0..<5 {
      alone.add(try post("\(number)", "赚钱" + ["啊", "吧", "呢", "哦", "哈"][number]), outcome: .allowed)
    }
    #expect(alone.rules.keys.sorted() == ["money"])
    #expect(alone.trips.map(\.hits) == [5])
  }
}
