import Bridge
import Foundation
import Testing

/// The dictionaries that set-up has built, else the installed sources compiled once for all tests.
enum InstalledGlosser {
  static let dictionaries: Result<Dictionaries, any Error> = Result {
    if let built = try? Dictionaries.open(in: PackageFolder.path + "/.drawbridge/dictionaries"), built.missing.isEmpty {
      return built
    }
    let folder = NSTemporaryDirectory() + "drawbridge-installed-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try DictionaryCompiler.build(from: DictionarySources(folder: PackageFolder.sources), into: folder)
    return try Dictionaries.open(in: folder)
  }

  static let plain = dictionaries.map { Glosser(dictionaries: $0, detector: LanguageDetector()) }

  static let withLexicon = dictionaries.map { dictionaries in
    let entries = LexiconReader.read(folder: PackageFolder.path + "/Rules/lexicon").entries
    return Glosser(
      dictionaries: dictionaries, detector: LanguageDetector(), lexicon: Lexicon(entries, dictionaries: dictionaries))
  }
}

@Suite("With the installed dictionaries", .enabled(if: PackageFolder.hasSources))
struct InstalledDictionaryTests {
  private static let glosser = InstalledGlosser.plain

  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var words: [String]
    var readings: [String]
    var glosses: [String]
    var testDescription: String { text }
  }

  @Test(
    "everyday Chinese reads well",
    arguments: [
      Example(
        text: "我们吃饭吧", words: ["我们", "吃饭", "吧"], readings: ["wǒ men", "chī fàn", "ba"],
        glosses: ["we", "to have a meal", "(suggestion)"]),
      Example(
        text: "銀行行長", words: ["銀行", "行長"], readings: ["yín háng", "háng zhǎng"], glosses: ["bank", "bank president"]),
      Example(text: "他们很行", words: ["他们", "很", "行"], readings: ["tā men", "hěn", "xíng"], glosses: []),
      Example(text: "粉丝打call", words: ["粉丝", "打call"], readings: ["fěn sī", "dǎ c a l l"], glosses: []),
    ])
  func everyday(_ example: Example) throws {
    let glossed = try Self.glosser.get().gloss(example.text, to: "en", from: "zh")
    #expect(glossed.tokens.map(\.surface) == example.words)
    #expect(glossed.tokens.map(\.reading) == example.readings)
    for (token, gloss) in zip(glossed.tokens, example.glosses) { #expect(token.glosses.contains(gloss)) }
    #expect(glossed.coverage == 1)
  }

  @Test("an insult shows as one", arguments: ["傻逼", "傻屄", "牛逼", "婊子", "狗屎"])
  func insults(_ word: String) throws {
    let token = try #require(try Self.glosser.get().gloss(word, to: "en", from: "zh").tokens.first)
    #expect(token.surface == word)
    #expect(!token.glosses.isEmpty)
  }
}

/// Italian and Korean stand for the other pairs, which take too long to build without optimisation.
@Suite("With the installed European and Korean sources", .enabled(if: PackageFolder.hasEuropeanSources))
struct InstalledEuropeanTests {
  private static let glosser: Result<Glosser, any Error> = Result {
    let folder = NSTemporaryDirectory() + "drawbridge-european-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try DictionaryCompiler.build(
      [LanguagePair("it", "en"), LanguagePair("ko", "en")], from: DictionarySources(folder: PackageFolder.sources),
      into: folder)
    return Glosser(dictionaries: try Dictionaries.open(in: folder), detector: LanguageDetector())
  }

  @Test(
    "everyday sentences read well",
    arguments: [
      ("it", "Abbiamo mangiato troppo", ["have", "eat", "too"]),
      ("it", "Non dovresti parlare", ["not", "must", "speak"]),
      ("ko", "나는 학교에 갔어요", ["I", "(topic)", "school", "at", "go", "(polite)"]),
    ])
  func everyday(_ language: String, _ text: String, _ glosses: [String]) throws {
    let glossed = try Self.glosser.get().gloss(text, to: "en", from: language)
    #expect(glossed.tokens.map(\.glosses.first) == glosses)
    #expect(glossed.coverage == 1)
  }
}
