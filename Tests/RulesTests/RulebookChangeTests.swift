import Testing

@testable import Rules

@Suite("What differs between two rulebooks")
struct RulebookChangeTests {
  private func files(_ rule: String, entries: String = "a, b", more: String = "", policy: String = "X") -> RuleFiles {
    let pack = """
      drawbridge: 1
      pack: p
      owner: "@t"
      lists: {bad: {entries: [\(entries)]}}
      rules:
        - {id: r, policy: s.x, match: {text: bad}, \(rule)}
      \(more)
      """
    return RuleFiles(texts: ["community.yaml": "policies: {s.x: {title: {en: \(policy)}}}\n", "packs/p.yaml": pack])
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var rule = "then: {hold: true}"
    var entries = "a, b"
    var more = ""
    var says: [String]
    var testDescription: String { says.first ?? "nothing" }
  }

  @Test(
    "is told by rules, lists and policies",
    arguments: [
      Example(says: []),
      Example(rule: "mode: shadow, then: {hold: true}", says: ["~ rule r: mode enforce → shadow"]),
      Example(rule: "then: {queue: default}", says: ["~ rule r: hold → queue"]),
      Example(rule: "when: text.letters > 3, then: {hold: true}", says: ["~ rule r: its conditions"]),
      Example(rule: "then: {hold: true, score: 3}", says: ["~ rule r"]),
      Example(entries: "a, c, d", says: ["~ list p/bad: 2 entries more (c, d), 1 entry less (b)"]),
      Example(
        more: "  - {id: q, policy: s.x, match: {text: bad}, then: {queue: default}}", says: ["+ rule q"]),
    ])
  func told(_ example: Example) {
    let change = RulebookChange(
      from: files("then: {hold: true}"), to: files(example.rule, entries: example.entries, more: example.more))
    #expect(change.items.map(\.text) == example.says)
    let back = RulebookChange(
      from: files(example.rule, entries: example.entries, more: example.more), to: files("then: {hold: true}"))
    #expect(back.items.count == example.says.count)
  }

  @Test("a file that is neither pack nor list is named, and so is a change of the community")
  func others() {
    let old = files("then: {hold: true}")
    let new = files("then: {hold: true}", policy: "Y")
    #expect(RulebookChange(from: old, to: new).items.map(\.text) == ["~ file community.yaml"])
    #expect(
      RulebookChange(from: old, to: old.adding("a\tb")).items.map(\.text) == ["+ file additions.txt"])
  }
}

@Suite("What the community says of itself")
struct CommunityWordsTests {
  private func book(_ community: String, _ rule: String = "then: {label: crude}") throws -> Rulebook {
    let pack = """
      drawbridge: 1
      pack: p
      owner: "@t"
      lists: {bad: {entries: [bad]}}
      rules: [{id: r, policy: s.x, match: {text: bad}, \(rule)}]
      """
    return try Rulebook(RuleFiles(texts: ["community.yaml": community, "packs/p.yaml": pack]))
  }

  @Test("team, appeal and labels are read; lint names a rule's label that is none of them")
  func labels() throws {
    let read = try book(
      "team: Trust team\nappeal: {en: e, zh: z}\nlabels: {crude: {title: {en: C}}}\npolicies: {s.x: {title: {en: X}}}\n"
    )
    #expect(read.community.team == ["en": "Trust team"] && read.community.appeal["zh"] == "z")
    #expect(read.community.allLabels(read.rules) == ["crude"])
    #expect(try book("policies: {s.x: {title: {en: X}}}\n").community.allLabels(read.rules) == ["crude"])
    let listed = try book("labels: [crud, spoiler]\npolicies: {s.x: {title: {en: X}}}\n")
    #expect(listed.community.allLabels(listed.rules) == ["crud", "crude", "spoiler"])
    #expect(listed.warnings.contains { $0.code == "unknown-label" && $0.message.contains("did you mean `crud`?") })
  }

  @Test("lint names the locales in which a policy has nothing to tell the author")
  func locales() throws {
    let read = try book("locales: [en, zh, ko]\npolicies: {s.x: {title: {en: X}, tell_author: {en: a, zh: b}}}\n")
    #expect(
      read.warnings.contains {
        $0.code == "missing-locale" && $0.message == "`tell_author` of the policy `s.x` has no text in ko."
      })
  }
}
