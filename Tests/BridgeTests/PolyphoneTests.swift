@testable import Bridge
import Foundation
import Testing

/// A network of g2pM's shape that knows three characters and always says the same.
enum NetworkFixture {
  static let characters = ["<PAD>", "<UNK>", "시", "끝", "行", "银"]
  static let classes = ["hang2", "xing2", "le5"]

  static let shapes: [(name: String, shape: [Int])] = [
    ("embedding.weight", [characters.count, 64]),
    ("lstm.weight_ih_l0", [128, 64]), ("lstm.weight_hh_l0", [128, 32]), ("lstm.bias_ih_l0", [128]),
    ("lstm.bias_hh_l0", [128]),
    ("lstm.weight_ih_l0_reverse", [128, 64]), ("lstm.weight_hh_l0_reverse", [128, 32]),
    ("lstm.bias_ih_l0_reverse", [128]), ("lstm.bias_hh_l0_reverse", [128]),
    ("logit_layer.0.weight", [32, 64]), ("logit_layer.0.bias", [32]),
    ("logit_layer.2.weight", [classes.count, 32]), ("logit_layer.2.bias", [classes.count]),
  ]

  /// The file, after `change` had its way with each tensor's description.
  static func bytes(_ change: (String, inout [Int], inout Int) -> Void = { _, _, _ in }) -> [UInt8] {
    var (lines, place) = ([String](), 0)
    for (name, shape) in shapes {
      var (own, start) = (shape, place)
      change(name, &own, &start)
      lines.append(#"{"name": "\#(name)", "shape": \#(own), "place": \#(start)}"#)
      place += shape.reduce(1, *)
    }
    let head =
      #"{"characters": \#(characters), "classes": \#(classes), "tensors": [\#(lines.joined(separator: ", "))]}"# + "\n"
    var values = [Float](repeating: 0, count: place)
    values[place - classes.count] = 3  // the bias of háng
    return Array(head.utf8)
      + values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  }

  static func model(_ bytes: [UInt8]) throws -> [UInt8]? {
    let file = FileManager.default.temporaryDirectory.appending(path: "network-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    return NetworkSource(try SourceText(path: file.path)).flatMap { PolyphoneModel.bytes($0, simplified: [:]) }
  }
}

@Suite("Readings of polyphones")
struct PolyphoneTests {
  @Test("the network decides among the readings that a word has")
  func decides() throws {
    let fixture = try DictionaryFixture()
    func reading() throws -> String? {
      try fixture.glosser().gloss("不行", to: "en", from: "zh").tokens.last?.reading
    }
    #expect(try reading() == "xíng", "the more frequent one")
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    #expect(try reading() == "háng")
  }

  @Test("senses of the other reading go with it")
  func senses() throws {
    let fixture = try DictionaryFixture()
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    let token = try #require(try fixture.glosser().gloss("行", to: "en", from: "zh").tokens.first)
    #expect(token.glosses.first == "row" && !token.glosses.contains("to walk"))
  }

  @Test("readings that differ in blanks alone leave nothing to decide")
  func blanks() throws {
    let fixture = try DictionaryFixture(cedict: "行行 行行 [ab cd] /x/\n行行 行行 [ab  cd] /y/\n")
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    #expect(try fixture.glosser().gloss("行行", to: "en", from: "zh").tokens.first?.glosses == ["x", "y"])
  }

  private typealias Change = (String, inout [Int], inout Int) -> Void

  @Test("a damaged network is refused")
  func damaged() throws {
    let whole = NetworkFixture.bytes()
    #expect(try NetworkFixture.model(whole) != nil)
    let head = try #require(whole.firstIndex(of: 0x0A))
    for count in [0, 1, head / 2, head, head + 1, head + 100, whole.count / 2, whole.count - 1] {
      #expect(try NetworkFixture.model(Array(whole.prefix(count))) == nil, "cut to \(count) bytes")
    }
    let changes: [Change] = [
      { _, shape, _ in shape.append(1) }, { _, shape, _ in shape[0] += 1 }, { _, shape, _ in shape = [] },
      { _, shape, _ in shape[0] = -1 }, { _, shape, _ in shape[0] = Int.max },
      { _, _, place in place = -1 }, { _, _, place in place += 1 << 20 }, { _, _, place in place = 1 << 60 },
    ]
    for change in changes {
      for name in NetworkFixture.shapes.map(\.name) {
        let bytes = NetworkFixture.bytes { if $0 == name { change($0, &$1, &$2) } }
        #expect(try NetworkFixture.model(bytes) == nil, "\(name)")
      }
    }
    for text in ["{}\n", "[]\n", "null\n", #"{"characters": 1, "classes": [], "tensors": []}"# + "\n"] {
      #expect(try NetworkFixture.model(Array(text.utf8)) == nil)
    }
  }

  @Test("a dictionary is not built with a damaged network")
  func building() throws {
    let fixture = try DictionaryFixture()
    try fixture.write(Array(NetworkFixture.bytes().dropLast(4)), to: "g2pm/network.bin")
    let error = #expect(throws: DictionaryError.self) { try fixture.build() }
    #expect(error?.reason == .emptySource("g2pM's network"))
  }

  @Test("a network whose checksum was made to fit cannot bring the program down")
  func resealed() throws {
    let fixture = try DictionaryFixture()
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    try fixture.build()
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixture.dictionary)))
    // The section begins with its counts of characters and classes.
    let begin = try #require((0..<whole.count - 8).last { whole[$0..<$0 + 8].elementsEqual([4, 0, 0, 0, 3, 0, 0, 0]) })
    for place in Array(begin..<begin + 40) + Array(stride(from: begin + 40, to: whole.count, by: 997)) {
      for byte in [UInt8(0xFF), 0x7F, 0] {
        var damaged = whole
        damaged[place] = byte
        DictionaryWriter.seal(&damaged)
        try Data(damaged).write(to: URL(fileURLWithPath: fixture.dictionary))
        guard let dictionaries = try? fixture.open() else { continue }
        let glossed = Glosser(dictionaries: dictionaries, detector: LanguageDetector()).gloss(
          "行不行", to: "en", from: "zh")
        #expect(glossed.tokens.map(\.surface).joined() == "行不行")
      }
    }
  }
}

@Suite("Readings with the installed network", .enabled(if: PackageFolder.hasSources))
struct InstalledReadingTests {
  @Test(
    "the sentence decides",
    arguments: [
      ("我去银行取钱", "银行", "yín háng"), ("他在路上行走", "行走", "xíng zǒu"), ("孩子长大了", "长大", "zhǎng dà"),
      ("这条路很长", "长", "cháng"), ("记得还钱", "还", "huán"), ("把钱还给我", "还给", "huán gěi"), ("还有别的吗", "还有", "hái yǒu"),
      ("我了解你", "了解", "liǎo jiě"),
      ("他吃了饭", "了", "le"), ("这很重要", "重要", "zhòng yào"), ("不要重复", "重复", "chóng fù"), ("這很重要", "重要", "zhòng yào"),
    ])
  func readings(_ text: String, _ word: String, _ reading: String) throws {
    let tokens = try InstalledGlosser.plain.get().gloss(text, to: "en", from: "zh").tokens
    #expect(tokens.first { $0.surface == word }?.reading == reading, "\(tokens.map { "\($0.surface) \($0.reading)" })")
  }
}
