@testable import Bridge
import Foundation
import Testing

/// Sources written for one test, in a folder that goes away with it.
final class SourceFolder: Sendable {
  let folder = NSTemporaryDirectory() + "drawbridge-sources-\(UUID().uuidString)"

  init(_ files: [String: String]) throws {
    for (path, text) in files {
      let path = URL(fileURLWithPath: "\(folder)/sources/\(path)")
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: path)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @discardableResult
  func build(_ source: String, into target: String = "en") throws -> [DictionaryReport] {
    try DictionaryCompiler.build(
      [LanguagePair(source, target)], from: DictionarySources(folder: folder + "/sources"),
      into: folder + "/compiled")
  }

  func open() throws -> Dictionaries { try Dictionaries.open(in: folder + "/compiled") }

  func glosser(_ source: String, into target: String = "en") throws -> Glosser {
    try build(source, into: target)
    return Glosser(dictionaries: try open(), detector: LanguageDetector())
  }
}

@Suite("German into English")
struct GermanPairTests {
  private static func sources() throws -> SourceFolder {
    try SourceFolder([
      "freedict/de-en.dictd": DictdFixture.text([
        "Haus /h/ <neut, n, sg>\nhouse <n>\n", "Häuser /h/ <pl>\nhouses\n see: {Haus}\n",
        "gehen /g/ <v>\ngo <v>\n", "ging /g/\nwalked\n see: {gehen}\n", "Hund /h/ <n>\n [min.] mine car <n>\n",
        "Hund /h/ <n>\ndog <n>\n", "Arbeit /a/ <n>\nwork <n>\n", "Tag /t/ <n>\nday <n>\n",
        "schön /s/ <adj>\nbeautiful\n",
        "im Stich lassen /s/ <v>\nlet sb. down <v>\n", "weiß /v/ <adj>\nwhite\n",
      ]),
      "freedict/en-de.dictd": DictdFixture.text(["hound /h/ <n>\nHund <n>\n", "house /h/ <n>\nHaus <n>, Heim <n>\n"]),
      "simplemma/de.tsv": "Häuser\tHaus\nHauses\tHaus\nging\tgehen\ngeht\tgehen\nno lemma\n",
      "wordfreq/de.tsv":
        "haus\t500\nhäuser\t450\nhauses\t400\ngehen\t550\nging\t500\ngeht\t560\nhund\t480\narbeit\t500\ntag\t560\n"
        + "schön\t500\nheim\t400\nim\t650\nstich\t350\nlassen\t550\nweiss\t500\n",
      "wordfreq/en.tsv": "house\t580\ndog\t520\ngo\t620\nmine\t480\ncar\t550\nhound\t380\n",
    ])
  }

  private func tokens(_ text: String) throws -> [GlossToken] {
    try Self.sources().glosser("de").gloss(text, to: "en", from: "de").tokens
  }

  @Test(
    "a word and its forms",
    arguments: [
      ("Haus", "house"), ("Häusern", nil), ("Häuser", "house"), ("Hauses", "house"), ("geht", "go"), ("ging", "go"),
      ("Hund", "dog"), ("schoen", "beautiful"), ("Heim", "house"), ("weiß", "white"), ("weiss", "white"),
    ] as [(String, String?)])
  func words(_ word: String, _ gloss: String?) throws {
    #expect(try tokens(word).first?.glosses.first == gloss, "\(word)")
  }

  @Test("an unknown compound is shown by its parts, each with its joint")
  func compounds() throws {
    let tokens = try tokens("Arbeitstag, Hundehaus")
    #expect(tokens.map(\.surface) == ["Arbeits", "tag", ",", "Hunde", "haus"])
    #expect(tokens.map { $0.glosses.first } == ["work", "day", nil, "dog", "house"])
    #expect(try self.tokens("Arbeitsxyz").map(\.surface) == ["Arbeitsxyz"])
    #expect(
      try self.tokens(String(repeating: "haus", count: 40)).count == 1, "a word of no sensible length stays whole")
  }

  @Test("expressions, insults and negations")
  func core() throws {
    let tokens = try tokens("nicht im Stich lassen Arschloch")
    #expect(tokens.map(\.surface) == ["nicht", "im Stich lassen", "Arschloch"])
    #expect(tokens[0].notes == ["negation"])
    #expect(tokens[1].glosses == ["let down"])
    #expect(tokens[2].senses.first?.flags == ["vulgar"])
  }

  @Test("a malformed lemma is counted")
  func malformed() throws {
    #expect(try Self.sources().build("de").first?.malformed == ["simplemma's lemmas (de)": 1])
  }
}
