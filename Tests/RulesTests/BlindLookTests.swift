import Bridge
import Rules
import Testing

@Suite("Blind looks")
struct BlindLookTests {
  private func screener(_ rule: String, blind: String = "25%") throws -> RulebookScreener {
    let pack = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {match: exact, entries: [bad]}}
      rules:
        - {id: r, policy: spam.contact, match: {text: bad}, \(rule)}
      """
    let community = Folder.community + "\nprecision: {blind: \(blind)}\n"
    return RulebookScreener(try Rulebook(RuleFiles(texts: [RuleFiles.community: community, "packs/a.yaml": pack])))
  }

  private func chosen(_ screener: RulebookScreener, _ text: String = "bad") -> [Int] {
    (0..<1000).filter { number in
      var post = Post(id: PostID("\(number)"), text: text)
      post.source = "s"
      return screener.screen(post).isBlind
    }
  }

  @Test(
    "a share of the posts that rules hit, whatever the rules do to them",
    arguments: ["then: {hold: true}", "then: {label: l}", "mode: shadow, then: {queue: default}", "then: {score: 1}"])
  func share(_ rule: String) throws {
    let first = chosen(try screener(rule))
    #expect((200...300).contains(first.count))
    #expect(first == chosen(try screener(rule)), "the same posts again")
    #expect(Set(first).isSubset(of: chosen(try screener(rule, blind: "60%"))))
    #expect(chosen(try screener(rule), "good").isEmpty)
    #expect(chosen(try screener(rule, blind: "0%")).isEmpty)
    #expect(chosen(try screener(rule, blind: "100%")).count == 1000)
  }

  @Test("nothing urgent, and nothing that only speaks for a post")
  func exempt() throws {
    #expect(chosen(try screener("then: {queue: default, priority: urgent}", blind: "100%")).isEmpty)
    #expect(chosen(try screener("then: {protect: [spam.contact]}", blind: "100%")).isEmpty)
  }

  @Test("the share is a percentage", arguments: ["5", "-1%", "101%", "nan%", "x", "'%'"])
  func refused(_ share: String) {
    let error = #expect(throws: BrokenRulebook.self) { try screener("then: {hold: true}", blind: share) }
    #expect(error?.issues.contains { $0.message.contains("`blind` is a share from 0% to 100%") } == true)
  }
}
