@testable import Bridge
import Foundation
import Testing

@Suite("Lexicon files")
struct LexiconReaderTests {
  private static let header = "term\tlang\treading\tgloss.en\tgloss.zh\tflags\tnote.en\tby\tuntil"
  private static let good = "润\tzh\trùn\trun away abroad; emigrate\t\tslang\ta pun on run\tlin\t2027-12-31"

  private func read(_ lines: [String]) -> (entries: [LexiconEntry], issues: [LexiconIssue]) {
    LexiconReader.read(Array(lines.joined(separator: "\n").utf8), file: "zh.tsv")
  }

  @Test("a line is an entry with everything that its columns say")
  func entry() {
    let (entries, issues) = read([Self.header, "# a comment", "", " \t ", Self.good])
    #expect(issues.isEmpty)
    #expect(
      entries == [
        LexiconEntry(
          terms: ["润"], language: "zh", reading: "rùn", glosses: ["en": ["run away abroad", "emigrate"]],
          flags: ["slang"], notes: ["en": "a pun on run"], by: "lin", until: "2027-12-31")
      ])
  }

  @Test("spellings stand between bars, meanings between semicolons, flags between commas")
  func several() {
    let (entries, _) = read(["lang\tterm\tflags\tgloss.zh", "en\t lol | lolol |\tslang, positive\t大笑;;笑死; "])
    #expect(entries.first?.terms == ["lol", "lolol"])
    #expect(entries.first?.flags == ["slang", "positive"])
    #expect(entries.first?.glosses == ["zh": ["大笑", "笑死"]])
  }

  struct Bad: CustomTestStringConvertible, Sendable {
    var line: String
    var problem: String
    var testDescription: String { problem }
  }

  @Test(
    "a line that cannot be used is named with its number, and the others are kept",
    arguments: [
      Bad(line: "词\tzh\t\tword\t\tslanng", problem: "the flag `slanng` is not known"),
      Bad(
        line: "词\tzh\t\tword\t\t\t\t\t\tmore\tstill",
        problem: "it has 11 columns, the first line names 9"),
      Bad(line: "词\tzh\t\t\t\tslang", problem: "`词` has no gloss"),
      Bad(line: "词\tzh\t\t ; ;", problem: "`词` has no gloss"),
      Bad(line: "词\tChinese\t\tword", problem: "lang `Chinese` is no language tag"),
      Bad(line: "词\t\t\tword", problem: "lang `` is no language tag"),
      Bad(line: "词\tzh-\t\tword", problem: "lang `zh-` is no language tag"),
      Bad(line: " | \tzh\t\tword", problem: "it has no term"),
      Bad(
        line: String(repeating: "长", count: 61) + "\tzh\t\tword",
        problem: "`\(String(repeating: "长", count: 61))` is longer than 60 characters"),
    ])
  func bad(_ bad: Bad) {
    let (entries, issues) = read([Self.header, bad.line, Self.good])
    #expect(issues == [LexiconIssue(file: "zh.tsv", line: 2, problem: bad.problem)])
    #expect(issues.first?.description == "zh.tsv:2: \(bad.problem)")
    #expect(entries.map(\.terms) == [["润"]])
  }

  @Test("a term of sixty characters is not too long")
  func longest() {
    #expect(read([Self.header, String(repeating: "长", count: 60) + "\tzh\t\tword"]).issues.isEmpty)
  }

  @Test("without a first line that names the columns nothing is read")
  func header() {
    for lines in [[Self.good, Self.good], ["term\tgloss.en", "a\tb"], ["lang\tgloss.en"]] {
      let (entries, issues) = read(["# about", ""] + lines)
      #expect(entries.isEmpty)
      #expect(issues.map(\.line) == [3])
      #expect(issues.first?.problem.contains("must name the columns") == true)
    }
    #expect(read([]).issues.isEmpty)
  }

  @Test("a line that is not UTF-8 is named")
  func invalid() {
    let bytes = Array("\(Self.header)\n词\tzh\t\tword".utf8) + [0xFF, 0x0A] + Array(Self.good.utf8)
    let (entries, issues) = LexiconReader.read(bytes, file: "zh.tsv")
    #expect(issues == [LexiconIssue(file: "zh.tsv", line: 2, problem: "this is not UTF-8")])
    #expect(entries.count == 1)
  }

  @Test("line ends of Windows and a byte-order mark change nothing")
  func spreadsheet() {
    let plain = read([Self.header, Self.good, ""])
    let windows = LexiconReader.read(
      [0xEF, 0xBB, 0xBF] + Array("\(Self.header)\r\n\(Self.good)\r\n".utf8), file: "zh.tsv")
    #expect(windows.entries == plain.entries)
    #expect(windows.issues.isEmpty && plain.entries.count == 1)
  }

  @Test("a spelling that stands twice in one language is named where it stands again")
  func repeated() throws {
    let folder = try SourceFolder([
      "a.tsv": "\(Self.header)\n\(Self.good)\nrun\ten\t\t\t跑\n",
      "b.tsv": "\(Self.header)\n# again\n跑路 | 润\tzh-Hans\t\trun off\nRUN\ten\t\t\t奔跑\n润\tja\t\tmoisten\n",
      ".c.tsv": "nothing", "README.md": "nothing",
    ])
    let (entries, issues) = LexiconReader.read(folder: folder.folder + "/sources")
    #expect(entries.map { $0.terms.last } == ["润", "run", "润", "RUN", "润"])
    #expect(
      issues == [
        LexiconIssue(file: "b.tsv", line: 3, problem: "`润` stands here again; the first counts"),
        LexiconIssue(file: "b.tsv", line: 4, problem: "`RUN` stands here again; the first counts"),
      ])
    #expect(LexiconReader.read(folder: "/nowhere").entries.isEmpty)
  }

  @Test("the shipped files have no issue and enough entries")
  func shipped() {
    let (entries, issues) = LexiconReader.read(folder: PackageFolder.path + "/Rules/lexicon")
    #expect(issues.isEmpty, "\(issues.map(\.description).joined(separator: "\n"))")
    #expect(entries.count { $0.language == "en" && $0.glosses["zh"] != nil } >= 300)
    #expect(entries.count { $0.language == "zh" && $0.glosses["en"] != nil } >= 300)
  }

  @Test(
    "a language tag has its shape",
    arguments: [
      ("zh", true), ("zh-Hans", true), ("yue", true), ("pt-BR", true), ("x", false), ("", false), ("-", false),
      ("zh_CN", false), ("zh-", false), ("en-abcdefghi", false), ("中文", false),
    ])
  func tags(_ tag: String, _ isOne: Bool) { #expect(LexiconReader.isTag(tag) == isOne) }
}
