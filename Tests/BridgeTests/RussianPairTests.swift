@testable import Bridge
import Testing

@Suite("Russian into English")
struct RussianPairTests {
  private static let love = """
    love
       [lʌv]
       1. _n.
          1) любовь, привязанность; to be in love (with) быть влюблённым (в); to fall in love (with) влюбиться (в)
          2) _спорт. нуль; love all счёт 0:0
       2. _v.
          1) любить
          2) хотеть, желать; что-л. делать

    """

  private func article(_ text: String) -> MuellerArticle? { MuellerArticle(Array(text.utf8).split(separator: 0x0A)) }

  @Test("an article gives its senses and its examples")
  func article() throws {
    let article = try #require(self.article(Self.love))
    #expect(article.headword == "love")
    let senses = article.translations.filter { !$0.isExample }
    #expect(senses.map(\.russian) == ["любовь", "привязанность", "нуль", "любить", "хотеть", "желать", "делать"])
    #expect(senses.map(\.part) == ["n", "n", "n", "v", "v", "v", "v"])
    #expect(senses.map(\.place) == [0, 1, 0, 0, 0, 1, 0])
    #expect(senses[2].isSpecial && !senses[3].isSpecial)
    #expect(article.translations.filter(\.isExample).map(\.english) == ["fall in love"])
  }

  @Test(
    "words cut at a line's end are put together; subsenses and references are told apart",
    arguments: [
      ("x\n  _n. северо-\n  восток\n", ["северо-восток"]), ("x\n  _a. = y\n", []), ("x\n  _n. см. y\n", []),
      ("x\n  _n.\n  1) а) дом;\n  б) здание\n", ["дом", "здание"]), ("x\n  1. _n. 10)дом\n", ["дом"]),
      ("x\n  _n. дом (в городе), хата\n", ["дом", "хата"]), ("x\n  _n. очень длинное объяснение слова\n", []),
    ])
  func shapes(_ text: String, _ words: [String]) throws {
    #expect(try #require(article(text)).translations.map(\.russian) == words)
  }

  @Test(
    "nothing in an article brings the program down", arguments: ["", "\n", "x", "x\n)))", "x\n((( 1. 2) а)", " \n1)"])
  func hostile(_ text: String) { #expect(article(text)?.translations.isEmpty ?? true) }

  @Test(
    "a perfective leads to its imperfective",
    arguments: [
      ("ответить", "отвечать"), ("показать", "показывать"), ("поехать", "ехать"), ("понять", "понимать"),
      ("купить", "куплять"), ("объяснить", "объяснять"), ("встретить", "встречать"), ("продать", "продавать"),
    ])
  func aspect(_ verb: String, _ partner: String) { #expect(RussianAspect.partners(of: verb).contains(partner)) }

  @Test("what is no verb has no partner", arguments: ["", "ть", "ать", "дом", "x"])
  func noAspect(_ word: String) { #expect(RussianAspect.partners(of: word).isEmpty) }

  private func tokens(_ text: String) throws -> [GlossToken] {
    let sources = try SourceFolder([
      "mueller/mueller7.dictd": DictdFixture.text([
        Self.love, "like\n  _v. любить\n", "quick\n  _a. быстрый\n", "hedgehog\n  _n. ёж\n",
      ]),
      "simplemma/ru.tsv":
        "люблю\tлюбить\nлюбви\tлюбовь\nежа\tёж\nбыстрая\tбыстрый\nвлюбится\tвлюбиться\nредкость\tредкость\n",
      "wordfreq/ru.tsv": "люблю\t500\nлюбви\t500\nежа\t300\nёж\t300\nбыстрая\t400\nбыстро\t500\n",
      "wordfreq/en.tsv": "love\t600\nlike\t630\nquick\t500\n",
    ])
    return try sources.glosser("ru").gloss(text, to: "en", from: "ru").tokens
  }

  @Test(
    "a word and its forms",
    arguments: [
      ("люблю", "like"), ("любви", "love"), ("ежа", "hedgehog"), ("ёж", "hedgehog"), ("ЕЖ", "hedgehog"),
      ("быстро", "quick"),
      ("влюбиться", "fall in love"), ("мне", "to me"),
    ])
  func words(_ word: String, _ gloss: String) throws { #expect(try tokens(word).first?.glosses.first == gloss) }

  @Test("negations, questions and insults are marked")
  func notes() throws {
    let tokens = try tokens("почему не сука")
    #expect(tokens.map(\.notes) == [["question"], ["negation"], []])
    #expect(tokens[2].senses.first?.flags == ["vulgar"])
  }
}
