@testable import Bridge
import Testing

@Suite("Apertium's compiled dictionaries")
struct CompiledTransducerTests {
  private static let forms = """
    casas=casa<n><f><pl>
    casas=casar<vblex><pri><p2><sg>
    España=España<np><loc>
    echo de menos=echar<vblex><pri><p1><sg># de menos
    dámelo=dar<vblex><imp>+me<prn>+lo<prn>
    *7
    """

  private func read(_ bytes: [UInt8]) throws -> CompiledTransducer { try CompiledTransducer(bytes, path: "x.bin") }

  private func analyses(_ word: String) throws -> [ApertiumWord] {
    let transducer = try read(TransducerFixture.bytes(Self.forms))
    return transducer.outputs(of: word.unicodeScalars.map(\.value)).compactMap {
      ApertiumWord($0, tags: transducer.tags)
    }
  }

  @Test("gives every analysis of a form", arguments: [true, false])
  func outputs(_ magic: Bool) throws {
    let transducer = try read(TransducerFixture.bytes(Self.forms, magic: magic))
    #expect(transducer.outputs(of: "casas".unicodeScalars.map(\.value)).count == 2)
    #expect(transducer.outputs(of: "cas".unicodeScalars.map(\.value)).isEmpty)
    #expect(transducer.outputs(of: []).isEmpty)
    #expect(try analyses("casas").map(\.lemma) == ["casa", "casar"])
    #expect(try analyses("casas").map(\.part) == ["n", "v"])
    #expect(try analyses("españa").map(\.lemma) == ["España"], "capitals match")
  }

  @Test("an expression's lemma holds all its words; joined words are known as such")
  func expressions() throws {
    #expect(try analyses("echo de menos").map(\.lemma) == ["echar de menos"])
    #expect(try analyses("dámelo").first?.isJoined == true)
    let transducer = try read(TransducerFixture.bytes(Self.forms))
    var found: [String] = []
    transducer.forEachExpression(most: 100) { input, _ in
      found.append(String(String.UnicodeScalarView(input.compactMap { Unicode.Scalar(UInt32($0)) })))
    }
    #expect(found == ["echo de menos"])
  }

  @Test("pairs are told once, loops are not followed, and what a pair leaves open goes on")
  func pairs() throws {
    let transducer = try read(TransducerFixture.bytes("casa<n>=house<n>\ncasa<n>=home<n>\n*7"))
    let pairs = ApertiumPairs(transducer)
    let word = try #require(ApertiumWord([0x63, 0x61, 0x73, 0x61, -1, -2], tags: ["n", "pl"]))
    #expect(pairs.of(word).map(\.lemma) == ["house", "home"])
    #expect(pairs.of(word).map(\.tags) == [["n", "pl"], ["n", "pl"]])
  }

  @Test("a foreign file and one with features that are not known are refused")
  func foreign() {
    for bytes in [[], Array("SQLite format 3".utf8), [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]] {
      #expect(throws: DictionaryError.self) { try read(bytes) }
    }
    var weighted = TransducerFixture.bytes(Self.forms)
    weighted[11] = 1
    let error = #expect(throws: DictionaryError.self) { try read(weighted) }
    #expect(error?.description.contains("features") == true)
    #expect(throws: DictionaryError.self) { try read(TransducerFixture.bytes(Self.forms, section: "regexp")) }
  }

  @Test("a cut file is refused wherever it is cut")
  func truncated() {
    let whole = TransducerFixture.bytes(Self.forms)
    for count in whole.indices { #expect(throws: DictionaryError.self) { try read(Array(whole.prefix(count))) } }
    #expect(throws: DictionaryError.self) { try read(whole + [0]) }
  }

  @Test("a file with a wrong byte is refused or read, never more")
  func flipped() {
    let whole = TransducerFixture.bytes(Self.forms)
    for place in whole.indices {
      for bit in 0..<8 {
        var damaged = whole
        damaged[place] ^= 1 << bit
        guard let transducer = try? read(damaged) else { continue }
        _ = transducer.outputs(of: "echo de menos".unicodeScalars.map(\.value))
        transducer.forEachExpression(most: 50) { input, output in
          #expect(input.count <= 64 && output.count <= 64)
        }
        _ = ApertiumPairs(transducer)
      }
    }
  }
}
