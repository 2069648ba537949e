import Bridge
import Foundation
import Testing

@Suite("Language model file")
struct LanguageModelTests {
  /// A small model whose rows say nothing.
  private static let empty = LanguageModelFile.bytes(
    attribution: "made for a test",
    temperatures: Array(repeating: 1, count: LanguageGroup.allCases.count * LanguageModelFormat.temperatureSteps),
    lines: Array(repeating: 0, count: 100 * LanguageModelFormat.lineSize),
    pieceRows: Array(repeating: 0, count: 256 * LanguageModelFormat.pieceRowSize))

  @Test("a whole file opens, from memory and from a path")
  func opens() throws {
    #expect(try LanguageModel(bytes: Self.empty).attribution == "made for a test")
    let path = try Self.written(Self.empty)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let detector = LanguageDetector(try LanguageModel(path: path))
    #expect(detector.detect("ありがとう").tag == "ja")
    #expect(detector.detect("any words at all").letters == 13)
  }

  @Test("the model that is built in names the lists that it was made from")
  func attribution() {
    #expect(LanguageModel.builtIn.attribution.contains("CC-BY-SA-4.0"))
    #expect(LanguageModel.builtIn.attribution.contains("wordfreq"))
  }

  struct Damage: CustomTestStringConvertible, Sendable {
    var name: String
    var says: String
    var bytes: [UInt8]
    var testDescription: String { name }
  }

  private static let damages: [Damage] = {
    func changed(_ name: String, _ says: String, _ change: (inout [UInt8]) -> Void) -> Damage {
      var bytes = empty
      change(&bytes)
      return Damage(name: name, says: says, bytes: bytes)
    }
    return [
      changed("an empty file", "no Drawbridge language model") { $0 = [] },
      changed("a text", "no Drawbridge language model") { $0 = Array(repeating: 0x61, count: 5000) },
      changed("another version", "format 9") { $0[8] = 9 },
      changed("a half", "bytes of") { $0.removeLast($0.count / 2) },
      changed("a byte too many", "bytes of") { $0.append(0) },
      changed("a flipped bit", "checksum") { $0[$0.count - 7] ^= 4 },
      changed("huge tables", "impossible sizes") { $0[35] = 60 },
      changed("other tables", "do not fill") { $0[36] = 9 },
      changed("other languages", "other languages") { $0[64] ^= 1 },
    ]
  }()

  @Test("a damaged file is an error that says what is wrong", arguments: damages)
  func damaged(_ damage: Damage) throws {
    #expect(throws: LanguageModelError.self) { try LanguageModel(bytes: damage.bytes) }
    let path = try Self.written(damage.bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: LanguageModelError.self) { try LanguageModel(path: path) }
    #expect(error?.description.contains(damage.says) == true, "\(error?.description ?? "")")
    #expect(error?.path == path)
  }

  @Test("a file that is not there is an error that says so")
  func missing() {
    let error = #expect(throws: LanguageModelError.self) { try LanguageModel(path: "/nowhere/languages.model") }
    #expect(error?.description == "/nowhere/languages.model: cannot be read: No such file or directory")
  }

  @Test("no cut of the file brings the program down")
  func cuts() {
    for length in stride(from: 0, to: Self.empty.count, by: 61) {
      #expect(throws: LanguageModelError.self) { try LanguageModel(bytes: Array(Self.empty.prefix(length))) }
    }
  }

  private static func written(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }
}
