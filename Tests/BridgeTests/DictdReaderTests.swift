@testable import Bridge
import Foundation
import Testing

/// Writes dictionaries of the DICT protocol as set-up joins them.
enum DictdFixture {
  /// Each article's first line is its headword, up to ` /` or ` <`.
  static func text(_ articles: [String]) -> String {
    var index = ""
    var body = ""
    for article in articles {
      let head = article.split(separator: "\n").first.map(String.init) ?? ""
      let word = head.firstRange(of: " /").map { String(head[..<$0.lowerBound]) } ?? head
      index += "\(word)\t\(number(body.utf8.count))\t\(number(article.utf8.count))\n"
      body += article
    }
    return index + "\n" + body
  }

  static func number(_ value: Int) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var (value, text) = (value, "")
    repeat {
      text = String(digits[value % 64]) + text
      value /= 64
    } while value > 0
    return text
  }
}

@Suite("DICT dictionaries")
struct DictdReaderTests {
  private func reader(_ text: String) throws -> DictdReader {
    let path = NSTemporaryDirectory() + "drawbridge-dictd-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return DictdReader(try SourceText(path: path))
  }

  private func articles(_ reader: DictdReader) -> [String] {
    reader.articles.map { reader.lines(of: $0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|") }
  }

  @Test("gives each article once, in the file's order")
  func reads() throws {
    let text = DictdFixture.text(["casa /k/\nhouse\n", "perro /p/\ndog\n"])
    let reader = try reader("zzz\tA\tP\n" + "00-info\tA\tB\n" + text)
    #expect(articles(reader) == ["casa /k/|house", "perro /p/|dog"])
    #expect(reader.malformed == 0)
  }

  @Test(
    "counts what points nowhere",
    arguments: [
      "casa", "casa\tA", "casa\t?\tB", "casa\tA\tzzzzzz", "casa\tzzzzzzzzz\tB", "\tA\tB", "casa\tA\tA", "casa\t\t",
    ])
  func malformed(_ line: String) throws {
    let reader = try reader(line + "\n\nhouse")
    #expect(reader.articles.isEmpty && reader.malformed == 1)
  }

  @Test(
    "nothing in it brings the program down", arguments: ["", "\n", "\n\n", "a\tA\tB", "a\tA\tB\n\n", "\u{FFFD}\t\t\n"])
  func hostile(_ text: String) throws { #expect(try reader(text).articles.isEmpty) }

  @Test("numbers are base 64, the highest digit first")
  func numbers() {
    #expect(DictdReader.number(Array("BA".utf8)[...]) == 64)
    #expect(DictdReader.number(Array("/".utf8)[...]) == 63)
    #expect(DictdReader.number([]) == nil)
    for value in [0, 1, 63, 64, 4095, 4096, 99_999_999] {
      #expect(DictdReader.number(Array(DictdFixture.number(value).utf8)[...]) == value)
    }
  }

  private func article(_ text: String) -> FreeDictArticle? {
    FreeDictArticle(Array(text.utf8).split(separator: 0x0A))
  }

  @Test("reads an article of FreeDict")
  func freeDict() throws {
    let article = try #require(
      self.article(
        """
        Hund /hˈʊnt/ <masc, n, sg>
         [zool.] dog <n>, dawg <n> [coll.]
               "Schlafende Hunde soll man nicht wecken."  - Let sleeping dogs lie.
           Synonym: {Köter}
         see: {Hunde}
        """))
    #expect(article.headword == "Hund" && article.part == "n")
    #expect(article.translations.map(\.text) == ["dog", "dawg"])
    #expect(article.translations[1].flags == .colloquial)
    let numbered = try #require(self.article("molto /m/\n1. extremely\n2. a lot of, much (of it)\n"))
    #expect(numbered.translations.map(\.text) == ["extremely", "a lot of", "much"])
    let technical = try #require(self.article("Hund /h/ <n>\n [min.] mine car <n>, tub <n>\n"))
    #expect(technical.translations.allSatisfy { $0.isSpecial && $0.part == "n" })
  }

  @Test(
    "an article without a translation is none",
    arguments: ["", "Hund", "Hund /x/ <n>\n see: {Hunde}\n", "\n\n", "<n>\ndog"])
  func none(_ text: String) { #expect(article(text) == nil) }

  @Test(
    "keys are words as they are looked up",
    arguments: [
      ("Haus", "haus"), ("jdn. erinnern", "erinnern"), ("sich freuen", "freuen"), ("Auf!", "auf"),
      ("¡Hola!", "hola"), ("zu Hause", "zu hause"),
    ])
  func keys(_ text: String, _ key: String) { #expect(FreeDictSenses.key(text) == key) }

  @Test(
    "a translation is shown without its objects; sentences and parts of words are none",
    arguments: [
      ("to tell sb. sth.", "tell"), ("know sb./sth.", "know"), ("house", "house"), ("I can't go on any longer.", ""),
      ("It's urgent!", ""), ("be yet to …", ""), ("", ""), ("sb.", ""),
    ])
  func english(_ text: String, _ shown: String) { #expect(FreeDictSenses.english(text) == shown) }

  @Test("parts of words and long phrases are no keys", arguments: ["Haus…", "", "etw.", "a b c d e f", "/", "50% off"])
  func noKeys(_ text: String) { #expect(FreeDictSenses.key(text) == nil) }
}
