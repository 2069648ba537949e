@testable import Bridge
import Foundation
import Testing
import Text

/// Somebody writes `: > zh-en.dict` while a program reads the file.
@Suite("A dictionary that is cut short while it is in use")
struct CutFileTests {
  private static func cut(_ path: String, to size: Int) { truncate(path, off_t(size)) }

  @Test("its words are unknown from then on, the program goes on, and the file is named", arguments: [0, 4096])
  func glosses(_ size: Int) throws {
    let fixture = try DictionaryFixture(cedict: DictionaryFixture.cedict + Self.many)
    let glosser = try fixture.glosser()
    let dictionaries = try fixture.open()
    let other = Glosser(dictionaries: dictionaries, detector: LanguageDetector())
    #expect(other.gloss("我们吃饭", to: "en").tokens.first?.glosses.first == "we")
    #expect(dictionaries.lost.isEmpty)
    Self.cut(fixture.dictionary, to: size)
    _ = other.gloss("我们吃饭吧，不行的银行 3C 打call", to: "en")
    #expect(dictionaries.lost == [fixture.dictionary])
    let after = other.gloss("我们吃饭吧，不行的银行 3C 打call", to: "en")
    #expect(after.tokens.filter { !$0.glosses.isEmpty }.isEmpty)
    #expect(after.tokens.map(\.surface).joined().contains("我"))
    #expect(dictionaries.lookup("我们").isEmpty)
    // Another mapping of the same file is another guard.
    _ = glosser.gloss("我们吃饭", to: "en")
    let words = try #require(WordCosts(dictionaries))
    #expect(words.pathCost(of: [0x6211, 0x4EEC]) > 0)
  }

  /// Enough entries that the file has pages past the first.
  private static let many =
    "\n"
    + (0..<3_000).map { number in
      let word = String(
        String.UnicodeScalarView([0x4E00 + number, 0x4E01 + number].compactMap { Unicode.Scalar(UInt32($0)) }))
      return "\(word) \(word) [yi1 er4] /word number \(number)/"
    }.joined(separator: "\n")

  @Test("a mapped file reads as zeros")
  func zeros() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(repeating: 7, count: 100_000).write(to: URL(filePath: path))
    let file = try MappedFile(path)
    func sum() -> Int {
      file.withBytes { bytes in
        (0..<bytes.byteCount).reduce(0) { $0 + Int(bytes.unsafeLoad(fromByteOffset: $1, as: UInt8.self)) }
      }
    }
    #expect(sum() == 700_000)
    let wasLost = file.isLost
    #expect(!wasLost)
    Self.cut(path, to: 0)
    _ = sum()
    let isLost = file.isLost
    #expect(isLost)
    #expect(sum() == 0)
  }

  @Test("many files may be mapped one after another")
  func releases() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(repeating: 7, count: 10).write(to: URL(filePath: path))
    for _ in 0..<5_000 {
      let count = try MappedFile(path).count
      #expect(count == 10)
    }
  }
}
