@testable import Bridge
import Testing

@Suite("Japanese into English")
struct JapanesePairTests {
  private static func sources() throws -> SourceFolder {
    try SourceFolder([
      "edict/edict.txt": """
      食べる [たべる] /(v1,vt) (1) to eat/(2) to live on (e.g. a salary)/(P)/
      行く [いく] /(v5k-s,vi) (1) to go/(P)/
      死ぬ [しぬ] /(v5n,vi) (1) to die/(P)/
      飲む [のむ] /(v5m,vt) (1) to drink/(P)/
      来る [くる] /(vk,vi) (1) to come/(P)/
      勉強 [べんきょう] /(n,vs) (1) study/(P)/
      高い [たかい] /(adj-i) (1) high/tall/(2) expensive/(P)/
      可愛い [かわいい] /(adj-i) (1) (uk) cute/adorable/(P)/
      猫 [ねこ] /(n) cat/(P)/
      根子 [ねこ] /(n) (arch) root/
      カメラ /(n) camera/(P)/
        為る [する] /(vs-i) (1) (uk) to do/to make/(P)/
      糞 [くそ] /(n) (1) (vulg) shit/bullshit/(2) (sl) extremely/(P)/
      broken line
      """,
      "kanjidic/kanjidic.txt": "犬 3824 U72ac G1 F1326 ケン いぬ いぬ- T1 ぬ {dog} {canine} \nno braces\n",
      "wordfreq/en.tsv": "eat\t520\ngo\t600\ncat\t480\nroot\t400\n",
    ])
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var reading: String
    var gloss: String
    var notes: [String] = []
    var testDescription: String { text }
  }

  @Test(
    "an inflected word is found by its dictionary form, read as it stands",
    arguments: [
      Example(text: "食べる", reading: "たべる", gloss: "to eat"),
      Example(text: "食べたくなかった", reading: "たべたくなかった", gloss: "to eat", notes: ["negation"]),
      Example(text: "食べられない", reading: "たべられない", gloss: "to eat", notes: ["negation"]),
      Example(text: "食べています", reading: "たべています", gloss: "to eat"),
      Example(text: "食べちゃった", reading: "たべちゃった", gloss: "to eat"),
      Example(text: "行きました", reading: "いきました", gloss: "to go"),
      Example(text: "行って", reading: "いって", gloss: "to go"),
      Example(text: "行かない", reading: "いかない", gloss: "to go", notes: ["negation"]),
      Example(text: "死にたい", reading: "しにたい", gloss: "to die"),
      Example(text: "死ね", reading: "しね", gloss: "to die"),
      Example(text: "飲んだ", reading: "のんだ", gloss: "to drink"),
      Example(text: "飲みません", reading: "のみません", gloss: "to drink", notes: ["negation"]),
      Example(text: "勉強しました", reading: "べんきょうしました", gloss: "study"),
      Example(text: "勉強できない", reading: "べんきょうできない", gloss: "study", notes: ["negation"]),
      Example(text: "高かった", reading: "たかかった", gloss: "high"),
      Example(text: "高くない", reading: "たかくない", gloss: "high", notes: ["negation"]),
      Example(text: "かわいい", reading: "かわいい", gloss: "cute"),
      Example(text: "かわいくない", reading: "かわいくない", gloss: "cute", notes: ["negation"]),
      Example(text: "ねこ", reading: "ねこ", gloss: "cat"),
      Example(text: "来なかった", reading: "こなかった", gloss: "to come", notes: ["negation"]),
      Example(text: "来た", reading: "きた", gloss: "to come"),
      Example(text: "来ながら", reading: "きながら", gloss: "to come"),
      Example(text: "きました", reading: "きました", gloss: "to come"),
      Example(text: "しました", reading: "しました", gloss: "to do"),
      Example(text: "しない", reading: "しない", gloss: "to do", notes: ["negation"]),
      Example(text: "カメラ", reading: "カメラ", gloss: "camera"),
      Example(text: "犬", reading: "ケン", gloss: "dog"),
    ])
  func inflected(_ example: Example) throws {
    let glossed = try Self.sources().glosser("ja").gloss(example.text, to: "en", from: "ja")
    let token = try #require(glossed.tokens.first)
    #expect(glossed.tokens.map(\.surface) == [example.text])
    #expect(token.reading == example.reading)
    #expect(token.glosses.first == example.gloss)
    #expect(token.notes == example.notes)
  }

  @Test("a sentence is cut into words and particles")
  func sentence() throws {
    let glossed = try Self.sources().glosser("ja").gloss("猫は行きましたか。", to: "en")
    #expect(glossed.tokens.map(\.surface) == ["猫", "は", "行きました", "か", "。"])
    #expect(glossed.tokens.map { $0.glosses.first } == ["cat", "(topic)", "to go", "(question)", nil])
    #expect(glossed.tokens[3].notes == ["question"])
    #expect(glossed.tokens[1].senses.first?.source == "drawbridge")
  }

  @Test("an unknown run of katakana is one word, romanised")
  func katakana() throws {
    let glossed = try Self.sources().glosser("ja").gloss("ドロブリジカメラは", to: "en", from: "ja")
    #expect(
      glossed.tokens.map(\.surface) == ["ドロブリジカメラ", "は"] || glossed.tokens.map(\.surface) == ["ドロブリジ", "カメラ", "は"])
    let alone = try #require(try Self.sources().glosser("ja").gloss("ドロブリジ", to: "en", from: "ja").tokens.first)
    #expect(alone.surface == "ドロブリジ" && alone.reading == "doroburiji")
    #expect(alone.notes == ["not in the dictionary"] && alone.glosses.isEmpty)
  }

  @Test("vulgar and slang senses keep their marks")
  func marks() throws {
    let token = try #require(try Self.sources().glosser("ja").gloss("糞", to: "en", from: "ja").tokens.first)
    #expect(token.senses.first { $0.text == "shit" }?.flags == ["vulgar"])
    #expect(token.senses.first { $0.text == "bullshit" }?.flags == ["vulgar"])
    #expect(token.senses.first { $0.text == "extremely" }?.flags == ["slang"])
  }

  @Test("lines that cannot be read are counted")
  func malformed() throws {
    #expect(try Self.sources().build("ja").first?.malformed == ["EDICT": 1, "KANJIDIC": 1])
  }
}

@Suite("Lines of EDICT and KANJIDIC")
struct EdictEntryTests {
  private func edict(_ line: String) -> EdictEntry? { EdictEntry(line: Array(line.utf8)[...]) }

  @Test("headword, kana, meanings, how it is inflected")
  func entry() throws {
    let entry = try #require(edict("食べる [たべる] /(v1,vt) (1) to eat/to dine/(2) {comp} to swallow/(P)/"))
    #expect(entry.form == "食べる" && entry.reading == "たべる" && entry.isCommon && !entry.isKana)
    #expect(entry.classes == .ichidan)
    #expect(entry.senses.map(\.text) == ["to eat", "to dine", "to swallow"])
    #expect(entry.senses.map(\.meaning) == [0, 0, 1])
    let kana = try #require(edict("カメラ /(n) camera/"))
    #expect(kana.reading == "カメラ" && !kana.isCommon)
  }

  @Test(
    "labels are marks, other brackets are text",
    arguments: [
      ("(n) (sl) x", SenseFlags.slang), ("(n,vulg) x", .vulgar), ("(derog,sl) x", [.derogatory, .slang]),
      ("(arch) x", .archaic), ("(X) x", .vulgar), ("(n) x", []),
    ] as [(String, SenseFlags)])
  func marks(_ sense: String, _ flags: SenseFlags) throws {
    let sense = try #require(edict("語 [ご] /\(sense)/")?.senses.first)
    #expect(sense.text == "x" && sense.flags == flags)
  }

  @Test("a register ends with the next number; (uk) is of the entry")
  func registers() throws {
    let entry = try #require(edict("糞 [くそ] /(n) (1) (vulg,uk) shit/crap/(2) dung/(of a kind) thing/"))
    #expect(entry.senses.map(\.flags) == [.vulgar, .vulgar, [], []])
    #expect(entry.senses.last?.text == "(of a kind) thing")
    #expect(entry.isKana)
  }

  @Test(
    "another shape is no entry",
    arguments: [
      "", "/", "//", "語", "語 [ご]", "語 [ご] /", "語 [ご] //", "語 [ご /x/", "語 ご] /x/", "語 [ご] more /x/", " /x/",
      "語 [ご] /(P)/",
      "語 [ご] /(n)/", "語 /x",
    ])
  func hostile(_ line: String) { #expect(edict(line) == nil) }

  @Test(
    "odd lines are read as far as they go", arguments: ["語 [] /x/", "語 [ご] /(n x/", "語 [ご] /{comp x/", "語 [ご] /()/"])
  func odd(_ line: String) { #expect(edict(line)?.senses.count == 1) }

  @Test("KANJIDIC: the first reading in kana, every meaning")
  func kanjidic() throws {
    let line = "犬 3824 U72ac G1 F1326 -ケン いぬ いぬ- T1 ぬ {dog} {canine} "
    let entry = try #require(EdictEntry(kanjidic: Array(line.utf8)[...]))
    #expect(entry.form == "犬" && entry.senses.map(\.text) == ["dog", "canine"])
    #expect(entry.reading == "いぬ" || entry.reading == "ケン")
    for line in ["", "犬", "犬 {", "犬猫 ケン {dog}", "{dog}", "犬 }{"] {
      #expect(EdictEntry(kanjidic: Array(line.utf8)[...]) == nil, "\(line)")
    }
  }
}
