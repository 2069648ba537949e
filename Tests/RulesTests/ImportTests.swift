import Rules
import Testing

@testable import Rules

@Suite("Rules of other systems")
struct ImportTests {
  private func read(_ text: String, from name: String) throws -> (rulebook: Rulebook, imported: ImportedRules) {
    let imported = try #require(
      RuleImport.read(text, from: name, pack: "old rules", owner: "@t", policy: "spam.contact"))
    let files = RuleFiles(texts: [RuleFiles.community: Folder.community, "packs/old.yaml": imported.draft.text])
    return (try Rulebook(files), imported)
  }

  @Test("a list of words: comments and doubles are no words")
  func words() throws {
    let (rulebook, imported) = try read(
      "\u{FEFF}加微信\r\n# c\r\n\r\nfree: money\r\n加微信\n\(String(repeating: "x", count: 500))", from: "wordlist")
    #expect(rulebook.lists[0].entries.map(\.value.text) == ["加微信", "free: money"])
    #expect(rulebook.rules[0].mode == .shadow)
    #expect(imported.leftOver.map(\.line) == [6])
    #expect(imported.draft.text.contains("# - line 6: xxx"))
  }

  @Test("Discourse's watched words")
  func discourse() throws {
    let text =
      "word,replacement,action\nspam,,block\n\"a, \"\"b\"\"\",,flag\ncl*,,block\nfoo,bar,replace\nheck,,censor\n"
    let (rulebook, imported) = try read(text, from: "discourse-csv")
    #expect(rulebook.rules.map(\.id) == ["old-rules-block", "old-rules-censor", "old-rules-flag"])
    #expect(rulebook.rules.map(\.effects.verdict) == [.hold, .label, .queue])
    #expect(rulebook.lists.flatMap { $0.entries.map(\.value.text) } == ["spam", "heck", "a, \"b\""])
    #expect(imported.leftOver.map(\.what) == ["cl*", "foo"])
    #expect(try read("spam\nfoo,bar\n", from: "discourse-csv").imported.leftOver.map(\.line) == [2])
  }

  @Test("Lemmy's slur filter: words become words, what is more stays a pattern")
  func lemmy() throws {
    let (rulebook, _) = try read(#"(fo(o|bar)?\b|sp[ai]m|b+ad|two\swords)"#, from: "lemmy-regex")
    #expect(rulebook.lists[0].entries.map(\.value.text) == ["fo", "foo", "fobar", "spam", "spim", "two words"])
    #expect(rulebook.lists[1].entries.map(\.value.text) == ["(?i)b{1,20}ad"])
    #expect(rulebook.lists[1].modes == [.regex])
  }

  @Test(
    "patterns that stand for words",
    arguments: [
      ("abc", ["abc"]), ("ab?c", ["ac", "abc"]), ("(a|b)c", ["ac", "bc"]), ("(?:a|bc)?d", ["d", "ad", "bcd"]),
      ("a\\.b", ["a.b"]), ("[xy]z", ["xz", "yz"]), ("a|b", ["a", "b"]), ("a*", nil), ("a.b", nil), ("[a-z]b", nil),
      ("(?=a)b", nil), ("\\d", nil), ("(a", nil), ("a)", nil), ("", nil), ("a?", nil),
      ("((((a|b)?c)?d)?e)", ["e", "de", "cde", "acde", "bcde"]),
    ] as [(String, [String]?)])
  func finite(_ pattern: String, _ words: [String]?) {
    #expect(FinitePattern.words(of: pattern) == words)
  }

  @Test("AutoModerator: what can be carried over is, what cannot is listed")
  func autoModerator() throws {
    let page = """
      # Contact in titles
      title+body (includes-word): ["add me on wechat", "加微信"]
      author:
        account_age: "< 7 days"
        combined_karma: "< 10"
      type: submission
      action: remove
      action_reason: "contact [{{match}}]"
      comment: "Your post was removed for {{match}}."
      ---
      body (regex): ['fr[e3]+']
      body (includes): ["offer"]
      action: filter
      priority: 2
      ---
      ~body (includes): ["please"]
      action: remove
      ---
      author:
          account_age: "> 1 year"
      action: approve
      ---
      domain: ["spam.example"]
      action: report
      ---
      body: [
      """
    let (rulebook, imported) = try read(page, from: "automoderator")
    let first = try #require(rulebook.rules.first)
    #expect(first.id == "contact-in-titles" && first.effects.verdict == .hold && first.appliesTo == [.post])
    #expect(first.conditionText == "author.age < 7d")
    #expect(first.tellAuthor["en"] == "Your post was removed for {match}.")
    #expect(rulebook.rules.count == 3)
    let second = rulebook.rules[1]
    #expect(second.conditionText?.hasPrefix("any(") == true)
    let said = imported.leftOver.map(\.description).joined(separator: "\n")
    for part in ["author combined_karma", "priority", "~body", "approve", "a rule: This is not YAML"] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
    #expect(rulebook.rules[2].effects.verdict == .queue)
    #expect(imported.draft.text.contains("# Broader than the original, without: author combined_karma"))
  }
}
