@testable import Bridge
import Foundation
import Testing

/// Small sources of our own for Spanish and Italian.
final class RomanceFixture: Sendable {
  let folder = NSTemporaryDirectory() + "drawbridge-romance-\(UUID().uuidString)"

  init() throws {
    try write(
      TransducerFixture.bytes(
        """
        casa=casa<n><f><sg>
        casas=casa<n><f><pl>
        casas=casar<vblex><pri><p2><sg>
        casar=casar<vblex><inf>
        vino=vino<n><m><sg>
        vino=venir<vblex><ifi><p3><sg>
        vienes=venir<vblex><pri><p2><sg>
        venir=venir<vblex><inf>
        echo de menos=echar<vblex><pri><p1><sg># de menos
        también=también<adv>
        dámelo=dar<vblex><imp>+me<prn>+lo<prn>
        dar=dar<vblex><inf>
        """), to: "apertium/spa-eng.automorf.bin")
    try write(
      TransducerFixture.bytes(
        """
        casa<n>=house<n>
        casa<n>=home<n>
        casar<vblex>=marry<vblex>
        vino<n>=wine<n>
        venir<vblex>=come<vblex>
        también<adv>=also<adv>
        dar<vblex>=give<vblex>
        echar# de menos<vblex>=miss<vblex>
        prpers<prn>=prpers<prn>
        """), to: "apertium/spa-eng.autobil.bin")
    try write(
      TransducerFixture.bytes("case=casa<n><f><pl>\nvino=vino<n><m><sg>"), to: "apertium/ita-spa.automorf.bin")
    try write(TransducerFixture.bytes("casa<n><f>=casa<n><f>\nvino<n>=vino<n>"), to: "apertium/ita-spa.autobil.bin")
    try write(
      Array(DictdFixture.text(["casa /k/\n1. house\n2. firm\n", "perro /p/\ndog\n"]).utf8), to: "freedict/es-en.dictd")
    try write(Array(DictdFixture.text(["hound /h/ <n>\nperro\n"]).utf8), to: "freedict/en-es.dictd")
    try write(
      Array(
        "casa\t600\ncasas\t500\nvino\t550\nvienes\t520\nvenir\t500\necho\t450\nde\t750\nmenos\t550\ndámelo\t300\nbroken\n"
          .utf8),
      to: "wordfreq/es.tsv")
    try write(Array("case\t500\nvino\t480\n".utf8), to: "wordfreq/it.tsv")
    try write(Array("house\t580\nhome\t570\nwine\t510\ncome\t600\nfirm\t500\n".utf8), to: "wordfreq/en.tsv")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let path = URL(fileURLWithPath: "\(folder)/sources/\(path)")
    try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: path)
  }

  @discardableResult
  func build() throws -> [DictionaryReport] {
    try DictionaryCompiler.build(
      [LanguagePair("es", "en"), LanguagePair("it", "en")], from: DictionarySources(folder: folder + "/sources"),
      into: folder + "/compiled")
  }

  func glosser() throws -> Glosser {
    try build()
    return Glosser(dictionaries: try Dictionaries.open(in: folder + "/compiled"), detector: LanguageDetector())
  }
}

@Suite("Romance languages into English")
struct RomancePairTests {
  private func tokens(_ text: String, _ language: String = "es") throws -> [GlossToken] {
    try RomanceFixture().glosser().gloss(text, to: "en", from: language).tokens
  }

  @Test(
    "an inflected form shows what its lemma means",
    arguments: [("casas", "house"), ("Casas", "house"), ("vienes", "come"), ("dámelo", "give"), ("perro", "dog")])
  func forms(_ form: String, _ gloss: String) throws {
    let token = try #require(try tokens(form).first)
    #expect(token.glosses.first == gloss)
    #expect(token.glosses.allSatisfy { $0 != "prpers" })
  }

  @Test("the likelier reading comes first, the other is shown too")
  func ambiguous() throws {
    #expect(try tokens("casas").first?.glosses.contains("marry") == true)
    let wine = try #require(try tokens("vino").first)
    #expect(Set(wine.glosses.prefix(2)) == ["wine", "come"])
  }

  @Test("what two sources say comes before what one says; both ways of FreeDict count")
  func evidence() throws {
    #expect(try tokens("casa").first?.glosses == ["house", "home", "firm"])
    #expect(try tokens("perro").first?.glosses == ["dog", "hound"])
  }

  @Test("an expression is one token, and accents may be left out")
  func expressions() throws {
    let tokens = try tokens("echo de menos tambien")
    #expect(tokens.map(\.surface) == ["echo de menos", "tambien"])
    #expect(tokens.map { $0.glosses.first } == ["miss", "also"])
  }

  @Test("words that hold a sentence together and insults are our own")
  func core() throws {
    let tokens = try tokens("no eres hijo de puta")
    #expect(tokens.map(\.surface) == ["no", "eres", "hijo de puta"])
    #expect(tokens[0].notes == ["negation"])
    #expect(tokens[2].senses.first?.flags == ["vulgar"])
    #expect(tokens.allSatisfy { $0.senses.first?.source == SourceID.own })
    #expect(try self.tokens("por qué").first?.notes == ["question"])
  }

  @Test("Italian goes through Spanish and says so; an elided article stands alone")
  func throughSpanish() throws {
    let tokens = try tokens("l'vino, case", "it")
    #expect(tokens.filter { $0.surface != "," }.map(\.surface) == ["l'", "vino", "case"])
    let house = try #require(tokens.last)
    #expect(house.glosses.first == "house")
    #expect(house.senses.first?.flags == ["via es"])
  }

  @Test("the same sources give the same bytes, and a malformed line is counted")
  func deterministic() throws {
    let fixture = try RomanceFixture()
    let reports = try fixture.build()
    #expect(reports.first?.malformed == ["word frequencies (es)": 1])
    let path = URL(fileURLWithPath: fixture.folder + "/compiled/es-en.dict")
    let first = try Data(contentsOf: path)
    try fixture.build()
    #expect(try Data(contentsOf: path) == first)
  }

  @Test("a damaged transducer is named in the error")
  func damaged() throws {
    let fixture = try RomanceFixture()
    let path = fixture.folder + "/sources/apertium/spa-eng.autobil.bin"
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: DictionaryError.self) { try fixture.build() }
    #expect(error?.path == path)
    #expect(error?.description.contains("Deploy/dictionaries") == true)
  }
}
