import ArgumentParser
import Bridge
import Foundation
import Text

struct DictionaryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in a dictionary of your own and compile it with the others.",
    discussion: """
      Reads CC-CEDICT, EDICT (UTF-8), DICT and FreeDict (.index beside .dict or .dict.dz), Yomitan archives (.zip) and \
      tab-separated files: word, senses with `;` between; or word, reading, senses. A pair that Drawbridge has no sources \
      for is made new. Its words come after those of the pair's own sources; a second import of the same name replaces \
      the first.

        drawbridge dictionary import terms.tsv --pair vi-en --licence CC0-1.0
        drawbridge dictionary import freedict-pol-eng.index --pair pl-en --name freedict-pl --licence GPL-2.0-or-later
      """)

  @Argument(help: "The file.", completion: .file()) var file: String
  @Option(name: .long, help: ArgumentHelp("From which language into which, such as vi-en.", valueName: "pair"))
  var pair: String
  @Option(name: .long, help: ArgumentHelp("What to call it. Default: the file's name.", valueName: "name"))
  var name: String?
  @Option(name: .long, help: "The licence of its data, for the attribution.") var licence = "unknown"
  @Option(name: .long, help: "tsv, cedict, edict, dictd or yomitan. Default: as the file looks.")
  var format: DictionaryImport.Format?
  @Option(
    name: .long, help: ArgumentHelp("The folder of installed sources. Default: .drawbridge/sources.", valueName: "dir"))
  var sources: String?
  @OptionGroup var dictionaries: DictionaryOptions

  private var title: String { name ?? URL(filePath: file).deletingPathExtension().lastPathComponent }

  func validate() throws {
    guard LanguagePair(name: pair) != nil else {
      throw ValidationError("--pair is two language codes, such as vi-en, not `\(pair)`")
    }
    let isPlain = title.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }
    guard isPlain, (1...60).contains(title.utf8.count), !title.hasPrefix(".") else {
      throw ValidationError("give it a --name of Latin letters, digits, `.`, `_` and `-`")
    }
  }

  func run() throws {
    guard let languages = LanguagePair(name: pair) else { return }
    let places = Places()
    let result = try read()
    if result.words.isEmpty {
      throw ValidationError("no line of \(file) could be read; say what it is with --format, or see --help")
    }
    if result.unreadable > 0 { Terminal.note("\(result.unreadable) lines could not be read and are left out") }
    let folder = sources ?? places.dictionarySources
    let words = ImportedWords(
      source: DictionarySource(
        id: title, name: title, version: "imported", date: String(Date().ISO8601Format().prefix(10)), licence: licence,
        attribution: "imported from \(URL(filePath: file).lastPathComponent)"),
      words: result.words)
    let path = try words.keep(as: title, of: languages, in: folder)
    print("\(path): \(result.words.count) words")
    let reports = try DictionaryCompiler.build(
      [languages], from: DictionarySources(folder: folder), into: dictionaries.folder(places),
      progress: { Terminal.note($0) })
    for report in reports { print("\(report.path): \(report.entries) entries, \(report.keys) keys") }
  }

  private func read() throws -> DictionaryImport.Result {
    let bytes = try Self.contents(file)
    guard let format = format ?? DictionaryImport.Format.guess(file, bytes) else {
      throw ValidationError("\(file) looks like none of the formats; say which with --format")
    }
    switch format {
    case .tsv, .cedict, .edict: return DictionaryImport.read(bytes, format)
    case .dictd: return try readDictd()
    case .yomitan:
      let banks = try Self.output("unzip", ["-Z1", file]).split(separator: 0x0A)
        .map { String(decoding: $0, as: UTF8.self) }.filter { $0.hasPrefix("term_bank_") }
      return DictionaryImport.read(termBanks: try banks.map { try Self.output("unzip", ["-p", file, $0]) })
    }
  }

  private func readDictd() throws -> DictionaryImport.Result {
    var base = file
    for ending in [".index", ".dict.dz", ".dict"] where base.hasSuffix(ending) {
      base = String(base.dropLast(ending.count))
    }
    let isPacked = !FileManager.default.fileExists(atPath: base + ".dict")
    let articles = isPacked ? try Self.output("gzip", ["-dc", base + ".dict.dz"]) : try Self.contents(base + ".dict")
    return DictionaryImport.read(index: try Self.contents(base + ".index"), articles: articles)
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  /// What a program of the system writes.
  private static func output(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ValidationError(
        "\(program) could not read \(arguments.last ?? ""): is the file whole, and is \(program) installed (apt-get install \(program))?"
      )
    }
    return [UInt8](output)
  }
}

extension DictionaryImport.Format: ExpressibleByArgument {}
