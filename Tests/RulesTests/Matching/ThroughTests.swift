import Bridge
import Foundation
import Testing
import Text

@testable import Rules

@Suite("Through glosses", .enabled(if: Matching.hasDictionary))
struct ThroughTests {
  private static let entries = ["commit suicide", "buy gun", "sell drugs", "buy heroin", "traffic narcotics", "murder"]

  private static let matcher = Matching.dictionaries.map {
    Matching.matcher([.regex], entries, through: ["en"], dictionaries: $0)
  }

  struct Example: CustomTestStringConvertible, Sendable {
    /// Whose dictionary it takes.
    var language: String
    var text: String
    var entry: String?
    var surface = ""
    var testDescription: String { "\(language): \(text)" }

    init(_ language: String, _ text: String, _ entry: String?, _ surface: String = "") {
      (self.language, self.text, self.entry, self.surface) = (language, text, entry, surface)
    }
  }

  @Test(
    "an English list finds posts in other languages, in whatever form, and names their words",
    arguments: [
      Example("zh", "他昨天想自杀", "commit suicide", "自杀"), Example("zh", "今天去买枪吧", "buy gun", "买枪"),
      Example("zh", "他们在学校旁边贩毒", "traffic narcotics", "贩毒"), Example("zh", "他們在學校旁邊販毒", "traffic narcotics", "販毒"),
      // A particle, an article, an object marker stand between; in Japanese, Korean and German clauses the verb comes last.
      Example("zh", "他卖了毒品", "sell drugs", "卖了毒品"),
      Example("ja", "学校の近くで麻薬を売っている", "sell drugs", "麻薬を売っている"),
      Example("ja", "昨日ヘロインを買った", "buy heroin", "ヘロインを買った"),
      Example("es", "Venden drogas cerca de la escuela", "sell drugs", "Venden drogas"),
      Example("fr", "Ils vendent de la drogue", "sell drugs", "vendent de la drogue"),
      Example("pt", "Vendem drogas na escola", "sell drugs", "Vendem drogas"),
      Example("it", "Vendono droga a scuola", "sell drugs", "Vendono droga"),
      Example("de", "Er verkauft Drogen vor der Schule", "sell drugs", "verkauft Drogen"),
      Example("de", "Ich weiß, dass er Drogen verkauft", "sell drugs", "Drogen verkauft"),
      Example("ru", "Они продают наркотики возле школы", "sell drugs", "продают наркотики"),
      Example("ru", "Он продаёт наркотики", "sell drugs", "продаёт наркотики"),
      Example("ko", "흡연은 자살을 의미한다", "commit suicide", "자살"),
      // Two languages in one post.
      Example("zh", "La escuela es linda, pero 有人贩毒 jaja", "traffic narcotics", "贩毒"),
      Example("zh", "lol you guys 有人贩毒 for real", "traffic narcotics", "贩毒"),
      Example("ja", "この人は麻薬を売っています, so scary", "sell drugs", "麻薬を売っています"),
      // Words far from one another, in another order, beyond a sign; English itself, which stands under `phrase`.
      Example("zh", "枪在这里，买菜", nil), Example("zh", "毒品他不卖", nil), Example("zh", "我买，枪不要", nil),
      Example("es", "Las drogas no se venden aquí", nil), Example("es", "vendimia y draga", nil),
      Example("de", "Die Verkäuferin trinkt Tee", nil), Example("en", "I buy a gun", nil),
    ])
  func found(_ example: Example) throws {
    let dictionaries = try #require(Matching.dictionaries)
    guard example.language == "en" || dictionaries.pairs.contains(LanguagePair(example.language, "en")) else { return }
    let found = Matching.find(try #require(Self.matcher), example.text, entries: Self.entries).filter {
      $0.view == "gloss"
    }
    let wanted = example.entry.map { Matching.Found(entry: $0, surface: example.surface, view: "gloss") }
    #expect(wanted.map(found.contains) ?? found.isEmpty, "\(found)")
  }

  @Test("lint names the community's languages that no dictionary reads")
  func lint() throws {
    let pack = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists:
        words: {entries: [sell drugs], through: [en]}
      rules: [{id: r, policy: spam.contact, match: {text: words}, then: {label: x}}]
      """
    let community = "locales: [en, zh, th-TH]\npolicies: {spam.contact: {title: {en: Contact}}}\n"
    func message(_ dictionaries: Dictionaries) throws -> String? {
      try Folder.rulebook(pack: pack, community: community, dictionaries: dictionaries).warnings
        .first { $0.code == "through-no-dictionary" }?.description
    }
    #expect(try message(.none)?.contains("finds nothing here: no dictionary is installed") == true)
    let installed = try #require(Matching.dictionaries)
    let partial = try message(installed) ?? ""
    #expect(partial.contains("finds nothing in th, which") && partial.contains("--pairs th-en"), "\(partial)")
  }
}
