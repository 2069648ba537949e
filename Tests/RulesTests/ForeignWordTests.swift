import Bridge
import Rules
import Testing

@Suite("Entries that are words of other languages")
struct ForeignWordTests {
  private struct Example {
    var list: String
    /// Whose common word the entry is, as the message says it; nil where there is nothing to say.
    var word: String?
    var rule = ""

    var isOfTheDemo: Bool { list.contains("lang: zh") }
  }

  private static let examples = [
    Example(list: "{lang: en, entries: [die]}", word: "in de"),
    Example(list: "{lang: es, entries: [sale]}", word: "sale in en"),
    Example(list: "{lang: es, entries: [once]}", word: "once in en"),
    Example(list: "{lang: en, entries: [gift]}", word: "in de"),
    Example(list: "{lang: zh, entries: [手纸]}", word: "手紙 (“letter; note; mail”) in ja"),
    Example(list: "{lang: zh, entries: [勉强], match: segment}", word: "勉強"),
    // Without a language the one in which it is most frequent.
    Example(list: "{entries: [die]}", word: "(de, a guess) also finds a common word of another language: die in en"),
    // One language alone, or the same meaning in both.
    Example(list: "{lang: en, entries: [asshole]}"), Example(list: "{entries: [mierda]}"),
    Example(list: "{lang: en, entries: [idiot]}"), Example(list: "{lang: es, entries: [idiota]}"),
    Example(list: "{lang: en, entries: [just go die]}"), Example(list: "{lang: zh, entries: [大麻]}"),
    // Ordinary English words are not heard as pinyin.
    Example(list: "{lang: zh, entries: [我们, 他的, 妈的], match: sounds}"),
    // The rule does not read that language.
    Example(list: "{lang: en, entries: [die]}", rule: ", lang: [en]"),
    Example(list: "{lang: es, entries: [sale]}", word: "in fr", rule: ", lang: [es, fr]"),
  ]

  @Test("what means something else in another language is named", .enabled(if: Matching.hasDictionary))
  func named() throws {
    let dictionaries = try #require(Matching.dictionaries)
    // A clean clone has Chinese, English and Japanese; the others are asked where they are installed.
    let installed = Set(dictionaries.languagesOfCommonWords)
    let examples = installed.isSuperset(of: ["es", "de", "fr"]) ? Self.examples : Self.examples.filter(\.isOfTheDemo)
    #expect(examples.contains { $0.word != nil })
    let numbered = examples.enumerated()
    let lists = numbered.map { "  list\($0): \($1.list)\n" }.joined()
    let rules = numbered.map { number, example in
      "  - {id: r\(number), policy: spam.contact, match: {text: list\(number)}, then: {label: x}\(example.rule)}\n"
    }.joined()
    let rulebook = try Folder.rulebook(
      pack: "drawbridge: 1\npack: a\nowner: \"@t\"\nlists:\n\(lists)rules:\n\(rules)", dictionaries: dictionaries)
    let issues = rulebook.foreignWords(in: dictionaries)
    #expect(issues.allSatisfy { $0.code == "foreign-word" && $0.severity == .warning })
    for (number, example) in numbered {
      let own = issues.filter { $0.place.line == 5 + number }
      #expect(own.count == (example.word == nil ? 0 : 1), "\(example.list): \(own)")
      if let word = example.word { #expect(own.first?.message.contains(word) ?? false, "\(example.list): \(own)") }
    }
  }

  @Test("without a dictionary nothing is compared")
  func withoutDictionary() throws {
    #expect(Dictionaries.none.languagesOfCommonWords.isEmpty)
    #expect(Dictionaries.none.commonWords().isEmpty)
  }
}
