import Foundation
import Rules
import Testing

@Suite("Counters")
struct CounterTests {
  private static let pack = """
    drawbridge: 1
    pack: flood
    owner: "@t"
    counters:
      same_link: {count: posts, per: [author.id, link.url], within: 10m}
      people_reached: {count_distinct: reply_to.author, per: [author.id], within: 1h}
      same_words: {count: posts, per: [source, text], within: 1h}
    rules:
      - id: link-flood
        policy: spam.flood
        when: count(same_link) >= 3 or (count(people_reached) >= 3 and post.has_link)
        then: {hold: true}
        tests:
          - sequence:
              - {at: 0s,  text: "看这里 https://x.example/a", expect: miss}
              - {at: 20s, text: "快看 https://X.example/a/", expect: miss}
              - {at: 40s, text: "again https://x.example/a#top", expect: hit}
              - {at: 11m, text: "again https://x.example/a", expect: miss}
          - sequence:
              - {text: "hi", reply_to: {author: a}, expect: miss}
              - {text: "hi", reply_to: {author: b}, expect: miss}
              - {text: "hi https://y.example", reply_to: {author: b}, expect: miss}
              - {text: "hi", reply_to: {author: c}, expect: miss}
              - {text: "hi https://y.example", expect: hit}
          - {text: "one https://x.example/a", expect: miss}
          - sequence:
              - {id: same, at: 0s, text: "https://x.example", expect: miss}
              - {id: same, at: 1s, text: "https://x.example", expect: miss}
              - {id: same, at: 2s, text: "https://x.example", expect: miss}
          - sequence:
              - {at: 0s, author: {id: a}, text: "https://x.example", expect: miss}
              - {at: 1s, author: {id: b}, text: "https://x.example", expect: miss}
              - {at: 2s, author: {id: c}, text: "https://x.example", expect: miss}
      - id: copypasta
        policy: spam.flood
        when: count(same_words) >= 2
        then: {label: copy}
        tests:
          - sequence:
              - {text: "加入我们 1 https://x.example/1", author: {id: a}, expect: miss}
              - {text: "加入 我们！！2", author: {id: b}, expect: hit}
    """

  private func rulebook() throws -> Rulebook { try Folder.rulebook(pack: Self.pack) }

  @Test("sequences: windows, keys, different values, the same post again")
  func sequences() throws {
    let run = RuleTestRun(try rulebook())
    #expect(run.failures.isEmpty, "\(run.failures.map { "\($0.place): \($0.message)" }.joined(separator: "\n"))")
    #expect(run.passed == 6)
  }

  @Test("a filter counts within its input, and the line says what it saw; a missing key is missing, not zero")
  func filter() throws {
    let screener = CountingScreener(RulebookScreener(try rulebook()))
    func line(_ json: String) throws -> Screening { screener.screen(try PostReader().read(json)) }
    let post = #"{"id":"%","text":"https://x.example","author":{"id":"a"}}"#
    #expect(try line(post.replacing("%", with: "1")).verdict == .allow)
    #expect(try line(post.replacing("%", with: "2")).verdict == .label)
    let third = try line(post.replacing("%", with: "3"))
    #expect(third.verdict == .hold)
    #expect(third.counts.map(\.id) == ["flood/same_link", "flood/people_reached", "flood/same_words"])
    #expect(third.counts.map(\.count) == [3, 0, 3])
    #expect(third.rules.map(\.id) == ["link-flood", "copypasta"])
    let nobody = try PostReader().read(#"{"id":"9","text":"https://x.example"}"#)
    let trace = RulebookScreener(try rulebook()).explain(nobody).trace
    #expect(trace.evaluations[0].missing == ["count(same_link)", "count(people_reached)"])
  }

  @Test("a filter names the rules that would have gone past their limits, and caps none")
  func limits() throws {
    let pack = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {entries: [微信]}}
      rules:
        - {id: r, policy: spam.flood, match: {text: bad}, then: {hold: true}, limit: {hits: 2, within: 1h}}
      """
    let screener = CountingScreener(RulebookScreener(try Folder.rulebook(pack: pack)))
    for (number, text) in ["微信一", "微信 一!", "微信二", "微信三", "微信四"].enumerated() {
      let hour = number < 4 ? "10" : "11"
      let post = #"{"id":"\#(number)","text":"\#(text)","created_at":"2026-01-01T\#(hour):00:00Z"}"#
      #expect(screener.screen(try PostReader().read(post)).verdict == .hold)
    }
    #expect(screener.trips.map(\.hits) == [3])
    #expect(screener.trips.first?.from.description == "2026-01-01T10:00:00Z")
    #expect(screener.trips.first?.posts == 4)
  }

  @Test("a window ends with its post: what comes later, or in another order, does not change it")
  func order() {
    func hit(_ second: Double, _ order: Int64, _ value: Int64) -> CounterHit {
      CounterHit(
        counter: 0, fingerprint: 1, key: CounterHit.Key("k"), value: value,
        at: Timestamp(microseconds: Int64(second * 1e6)), order: order, within: .seconds(10))
    }
    let memory = MemoryCounters()
    let hits = [hit(30, 4, 4), hit(1, 1, 1), hit(5, 2, 2), hit(5, 3, 3), hit(11, 5, 5)]
    #expect(memory.count(hits) == [1, 1, 2, 3, 3])
    #expect(memory.count(hits) == [1, 1, 2, 3, 3])
    #expect(memory.count([hit(15, 9, 5)]) == [1])
  }

  @Test("windows that are over are forgotten; a post from the future forgets none")
  func sweeping() {
    let memory = MemoryCounters()
    func hit(_ key: String, _ at: Timestamp, _ number: Int64) -> CounterHit {
      CounterHit(
        counter: 0, fingerprint: 1, key: CounterHit.Key(key), value: number, at: at, order: number, within: .hours(1))
    }
    let now = Timestamp.now()
    memory.add(hit("kept", now, 1))
    memory.add(hit("future", now + .seconds(1_000_000_000), 2))
    for number in 3...20_000 { memory.add(hit("old \(number % 100)", now - .seconds(90_000), Int64(number))) }
    #expect(memory.count == 1 + 1)
    #expect(memory.count([hit("kept", now + .seconds(1), 9)]) == [2])
  }

  @Test("a raid of one window stays bounded")
  func bounded() {
    let memory = MemoryCounters()
    var last = 0
    for number in 0..<20_000 {
      let hit = CounterHit(
        counter: 0, fingerprint: 1, key: CounterHit.Key("k"), value: Int64(number),
        at: Timestamp(microseconds: Int64(number)), order: Int64(number), within: .hours(1))
      if number % 5_000 == 0 { last = memory.count([hit])[0] } else { memory.add(hit) }
    }
    #expect(last == CounterHit.most)
  }

  @Test(
    "what is wrong is told with its place",
    arguments: [
      ("c: {count: posts, per: [author.id]}", "packs/a.yaml:5:3", "no window"),
      ("c: {count: cats, per: [author.id], within: 1h}", "packs/a.yaml:5:14", "cannot be `cats`"),
      ("c: {count: posts, per: [author.idd], within: 1h}", "packs/a.yaml:5:27", "did you mean `author.id`?"),
      ("c: {count: posts, within: 1h}", "packs/a.yaml:5:3", "for whom"),
      ("c: {count: posts, count_distinct: link.url, per: [source], within: 1h}", "packs/a.yaml:5:3", "one of them"),
      ("c: {count: posts, per: [source], within: 90d}", "packs/a.yaml:5:44", "31d"),
    ])
  func faults(_ counter: String, _ place: String, _ says: String) throws {
    let folder = try Folder("drawbridge: 1\npack: a\nowner: \"@t\"\ncounters:\n  \(counter)\n")
    let error = #expect(throws: BrokenRulebook.self) { try Rulebook(folder: folder.path) }
    let issue = try #require(error?.issues.first { $0.severity == .error })
    #expect(issue.place.description == place && issue.message.contains(says), "\(issue)")
  }

  @Test("count() of what is no counter; a counter that nobody asks")
  func unknown() throws {
    let head = "drawbridge: 1\npack: a\nowner: \"@t\"\ncounters:\n  abc: {count: posts, per: [source], within: 1h}\n"
    let rule = "rules:\n  - {id: r, policy: spam.flood, when: count(abd) > 1, then: {hold: true}}"
    let error = #expect(throws: BrokenRulebook.self) { try Folder.rulebook(pack: head + rule) }
    #expect(error?.issues.contains { $0.code == "unknown-counter" && $0.message.contains("`abc`") } == true)
    let tooMany = rule.replacing("count(abd) > 1", with: "count(abc) > 5001")
    let most = #expect(throws: BrokenRulebook.self) { try Folder.rulebook(pack: head + tooMany) }
    #expect(
      most?.issues.contains { $0.message.contains("up to 5000") && $0.place.column == 50 } == true,
      "\(most?.description ?? "")")
    #expect(try Folder.rulebook(pack: head).warnings.map(\.code) == ["unused-counter"])
  }
}
