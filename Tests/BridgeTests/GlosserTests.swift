import Bridge
import Testing

@Suite("Glosser")
struct GlosserTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var words: [String]
    var testDescription: String { "\(text) → \(words.joined(separator: "|"))" }

    init(_ text: String, _ words: [String]) {
      self.text = text
      self.words = words
    }
  }

  @Test(
    "cuts a post into words",
    arguments: [
      Example("我们吃饭吧", ["我们", "吃饭", "吧"]),
      Example("我們吃飯吧！", ["我們", "吃飯", "吧", "！"]),
      Example("给你打call啊", ["给", "你", "打call", "啊"]),
      Example("ＡＡ制不好吗", ["ＡＡ制", "不好", "吗"]),
      Example("3C很好", ["3C", "很", "好"]),
      Example("看https://t.co/x吧", ["看", "https://t.co/x", "吧"]),
      Example("@小明 吃饭 #food 666😀👨‍👩‍👧", ["@小明", "吃饭", "#food", "666", "😀👨‍👩‍👧"]),
      Example("吃\u{200B}饭", ["吃\u{200B}饭"]),
      Example("我们in银行", ["我们", "in", "银行"]),
    ])
  func words(_ example: Example) throws {
    let glossed = try DictionaryFixture().glosser().gloss(example.text, to: "en")
    #expect(glossed.tokens.map(\.surface) == example.words)
  }

  @Test("gives reading, senses and coverage")
  func glosses() throws {
    let glossed = try DictionaryFixture().glosser().gloss("我们吃饭吧", to: "en")
    #expect(glossed.from == "zh-Hans")
    #expect(glossed.tokens.map(\.reading) == ["wǒ men", "chī fàn", "ba"])
    #expect(glossed.tokens[0].glosses.first == "we")
    #expect(glossed.tokens[1].glosses == ["to have a meal", "to eat", "to make a living"])
    #expect(glossed.tokens[2].glosses.contains("(suggestion)"))
    #expect(glossed.tokens.map(\.range) == [0..<2, 2..<4, 4..<5])
    #expect(glossed.coverage == 1)
  }

  @Test("shows what a reference points to, and leaves classifiers out")
  func references() throws {
    let glosser = try DictionaryFixture().glosser()
    let insult = try #require(glosser.gloss("傻逼", to: "en").tokens.first)
    #expect(insult.glosses.first == "stupid cunt")
    #expect(insult.senses.first?.flags == ["vulgar"])
    #expect(glosser.gloss("银行", to: "en").tokens.first?.glosses == ["bank"])
  }

  @Test("shows a slang sense even past the fifth")
  func sensitive() throws {
    let dog = try #require(try DictionaryFixture().glosser().gloss("狗狗", to: "en").tokens.first)
    #expect(dog.glosses.count <= 6)
    #expect(dog.glosses.first == "dog")
    #expect(dog.glosses.contains("to play it safe"))
    #expect(dog.senses.contains { $0.flags == ["slang"] })
  }

  @Test("a word in a script without a dictionary is read in Latin letters and marked unknown")
  func transliteration() throws {
    let token = try #require(try DictionaryFixture().glosser().gloss("สวัสดี", to: "en").tokens.first)
    #expect(token.reading == "s̄wạs̄dī" && token.glosses.isEmpty)
    #expect(token.notes == ["not in the dictionary"])
    #expect(try DictionaryFixture().glosser().gloss("hello สวัสดี", to: "th").tokens.last?.reading == "")
  }

  @Test("notes negations, questions and what is unknown")
  func notes() throws {
    let tokens = try DictionaryFixture().glosser().gloss("不好吗鿰", to: "en", from: "zh").tokens
    #expect(tokens.map(\.notes) == [["negation"], ["question"], ["not in the dictionary"]])
    #expect(tokens[2].glosses.isEmpty)
  }

  @Test("falls back to Unihan for a rare character")
  func unihan() throws {
    let glosser = try DictionaryFixture().glosser()
    let rare = try #require(glosser.gloss("龘龘", to: "en", from: "zh").tokens.first)
    #expect(rare.reading == "dá")
    #expect(rare.senses.first?.source == "unihan")
    let unread = try #require(glosser.gloss("龖龖", to: "en", from: "zh").tokens.first)
    #expect(unread.reading == "dá" && unread.notes == ["not in the dictionary"])
  }

  @Test("leaves words of the target language alone, and --from out of scripts that it cannot be")
  func languages() throws {
    let glosser = try DictionaryFixture().glosser()
    let mixed = glosser.gloss("我们 so tired today", to: "en", from: "zh")
    #expect(mixed.from == "zh")
    #expect(mixed.tokens.dropFirst().allSatisfy { $0.lang == "en" && $0.glosses.isEmpty })
    #expect(mixed.coverage == 1, "there is nothing to gloss in English")
    let wrong = glosser.gloss("我们", to: "en", from: "ru")
    #expect(wrong.tokens.first?.lang == "zh-Hans")
    let noPair = glosser.gloss("我们", to: "de")
    #expect(noPair.coverage == 0 && noPair.tokens.first?.glosses.isEmpty == true)
  }

  @Test("blank text has no tokens", arguments: ["", "  ", "\n\t"])
  func blank(_ text: String) throws {
    #expect(
      try DictionaryFixture().glosser().gloss(text, to: "en") == GlossedText(from: "und", tokens: [], coverage: 1))
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  @Test("every scalar that is no blank lies in exactly one token")
  func invariants() throws {
    let glosser = try DictionaryFixture().glosser()
    var texts = RandomTexts(seed: 11)
    for round in 0..<400 {
      let text = texts.next()
      let scalars = Array(text.unicodeScalars)
      let glossed = glosser.gloss(text, to: "en", from: round % 3 == 0 ? "zh" : nil)
      var end = 0
      for token in glossed.tokens {
        #expect(
          token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= scalars.count, "\(text)")
        #expect(scalars[end..<token.range.lowerBound].allSatisfy(isBlank), "\(text.debugDescription)")
        #expect(token.surface.unicodeScalars.elementsEqual(scalars[token.range]), "\(text)")
        #expect(token.senses.count == token.glosses.count)
        end = token.range.upperBound
      }
      #expect(scalars[end...].allSatisfy(isBlank), "\(text)")
      #expect(glossed.coverage >= 0 && glossed.coverage <= 1)
    }
  }

  @Test("reads a long text", .timeLimit(.minutes(30)))
  func long() throws {
    let glosser = try DictionaryFixture().glosser()
    let text = String(repeating: "我们吃饭不好打call", count: 3_000)
    #expect(glosser.gloss(text, to: "en", from: "zh").tokens.count == 12_000)
  }
}
