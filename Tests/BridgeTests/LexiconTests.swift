import Bridge
import Testing

@Suite("The community's lexicon in a gloss")
struct LexiconTests {
  private static let cedict =
    DictionaryFixture.cedict + """

      潤 润 [run4] /to moisten/
      濕潤 湿润 [shi1 run4] /moist/
      了 了 [le5] /(completed action marker)/
      塊 块 [kuai4] /lump; piece/
      躺 躺 [tang3] /to recline/
      平 平 [ping2] /flat/
      躺平 躺平 [tang3 ping2] /to lie flat/
      """

  /// An entry of the spellings that stand between bars.
  private static func entry(
    _ terms: String, _ gloss: String, language: String = "zh", reading: String = "", to target: String = "en",
    flags: [String] = [], note: String? = nil
  ) -> LexiconEntry {
    LexiconEntry(
      terms: terms.split(separator: "|").map(String.init), language: language, reading: reading,
      glosses: [target: [gloss]], flags: flags, notes: note.map { [target: $0] } ?? [:])
  }

  private static let entries = [
    entry("润", "run away abroad", flags: ["slang"], note: "a pun on run"),
    entry("躺平", "stop trying", flags: ["slang"]),
    entry("躺平族", "people who stopped trying"),
    entry("yyds", "greatest of all time", reading: "yǒng yuǎn de shén"),
    entry("88", "bye"),
    entry("干饭人", "someone who loves to eat"),
    entry("touch grass", "出去走走", language: "en", to: "zh"),
    entry("grass", "草", language: "en", to: "zh"),
    entry("ate|lol", "绝了", language: "en", to: "zh"),
  ]

  private func tokens(_ text: String, to target: String = "en", from source: String? = nil) throws -> [GlossToken] {
    let fixture = try DictionaryFixture(cedict: Self.cedict)
    return try fixture.glosser(lexicon: Self.entries).gloss(text, to: target, from: source).tokens
  }

  /// The tokens that the lexicon has glosses of, with the first.
  private func found(_ text: String, to target: String = "en", from source: String? = nil) throws -> [String] {
    try tokens(text, to: target, from: source).filter { $0.senses.first?.source == "lexicon" }.map {
      "\($0.surface)=\($0.glosses[0])"
    }
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var found: [String]
    var target = "en"
    var source: String? = "zh"
    var testDescription: String { "\(text) → \(found)" }
  }

  @Test(
    "finds its words and nothing else",
    arguments: [
      Example(text: "我们润了", found: ["润=run away abroad"]),
      Example(text: "湿润了", found: []),
      Example(text: "我们躺平吧", found: ["躺平=stop trying"]),
      Example(text: "我们躺平族不好", found: ["躺平族=people who stopped trying"]),
      Example(text: "我们是干饭人吗", found: ["干饭人=someone who loves to eat"]),
      Example(text: "我们 YYDS！", found: ["YYDS=greatest of all time"]),
      Example(text: "我们yyds吧", found: ["yyds=greatest of all time"]),
      Example(text: "我们 yydsx", found: []),
      Example(text: "我们 88", found: ["88=bye"]),
      Example(text: "我们88", found: []),
      Example(text: "88块", found: []),
      Example(text: "我们 188", found: []),
      Example(text: "go touch grass now", found: ["touch grass=出去走走"], target: "zh", source: "en"),
      Example(text: "go Touch  Grass", found: ["grass=草"], target: "zh", source: "en"),
      Example(text: "the grass ate it", found: ["grass=草", "ate=绝了"], target: "zh", source: "en"),
      Example(text: "grassy later plate", found: [], target: "zh", source: "en"),
      Example(text: "LOL!", found: ["LOL=绝了"], target: "zh", source: "en"),
    ])
  func matching(_ example: Example) throws {
    let found = try found(example.text, to: example.target, from: example.source)
    #expect(found.map { $0.lowercased() } == example.found.map { $0.lowercased() })
  }

  @Test("its meanings come first, then the dictionary's, with flags and note")
  func senses() throws {
    let token = try #require(try tokens("我们润了", from: "zh").first { $0.surface == "润" })
    #expect(token.glosses == ["run away abroad", "to moisten"])
    #expect(token.senses.map(\.source) == ["lexicon", "cedict"])
    #expect(token.senses[0].flags == ["slang"])
    #expect(token.reading == "rùn")
    #expect(token.notes == ["a pun on run"])
    let letters = try #require(try tokens("我们 yyds", from: "zh").last)
    #expect(letters.reading == "yǒng yuǎn de shén" && letters.lang == "zh")
  }

  @Test("no gloss into the post's own language")
  func ownLanguage() throws {
    #expect(try found("go touch grass now", to: "en", from: "en").isEmpty)
    #expect(try found("我们润了", to: "zh", from: "zh").isEmpty)
    #expect(try found("we润了", to: "de", from: "zh").isEmpty, "no gloss in that language")
  }

  @Test("the Traditional spelling is found where the tables are")
  func traditional() throws {
    let fixture = try DictionaryFixture(cedict: Self.cedict)
    let plain = try fixture.glosser(lexicon: [Self.entry("发财鱼", "a fish")])
    #expect(try #require(plain.gloss("發財魚", to: "en", from: "zh").tokens.first).senses.first?.source != "lexicon")
    try fixture.write("发\t發 髮\n财\t財\n鱼\t魚\n", to: "opencc/STCharacters.txt")
    try fixture.write("头发\t頭髮\n", to: "opencc/STPhrases.txt")
    let glosser = try fixture.glosser(
      [LanguagePair("zh", "en"), LanguagePair("hans", "hant")], lexicon: [Self.entry("发财鱼", "a fish")])
    for text in ["發財魚", "发财鱼"] {
      #expect(glosser.gloss(text, to: "en", from: "zh").tokens.map(\.glosses) == [["a fish"]])
    }
  }

  @Test(
    "of two entries with one spelling the first counts; a language without a dictionary is read by its lexicon alone")
  func alone() throws {
    let lexicon = Lexicon([
      Self.entry("草", "lol", language: "ja"), Self.entry("草", "grass", language: "ja"),
      Self.entry("ワンチャン", "maybe", language: "ja"),
    ])
    let glosser = Glosser(dictionaries: .none, detector: LanguageDetector(), lexicon: lexicon)
    let tokens = glosser.gloss("ワンチャンある 草", to: "en", from: "ja").tokens
    #expect(tokens.map(\.surface) == ["ワンチャン", "ある", "草"])
    #expect(tokens.map(\.glosses) == [["maybe"], [], ["lol"]])
  }
}
