import Foundation
import Text
import TestSupport
import Testing

/// A rules folder, a few lines long, in a temporary place.
struct RulesFolder {
  let path: String

  static let community = "policies:\n  spam.contact: {title: {en: Contact}}\n"

  init(pack: String, community: String = community) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/packs", withIntermediateDirectories: true)
    try community.write(toFile: path + "/community.yaml", atomically: true, encoding: .utf8)
    try pack.write(toFile: path + "/packs/test.yaml", atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// A rule that holds posts with a contact, and the share of them that is looked at blind.
  static func contact(blind: String = "0%") throws -> RulesFolder {
    try RulesFolder(
      pack: """
        drawbridge: 1
        pack: test
        owner: "@trust"
        lists:
          contact: {match: phrase, entries: [加微信, sb], except: [加微信群规]}
        rules:
          - id: contact
            policy: spam.contact
            match: {text: contact}
            then: {hold: true, score: 3}
            tests: [{text: 加微信聊, expect: hit}]
        """, community: community + "precision: {blind: \(blind)}\n")
  }
}

@Suite("drawbridge screen")
struct ScreenCommandTests {
  static let program = Program("drawbridge")

  private func screen(_ input: Data) throws -> Program.Outcome {
    let rules = try RulesFolder.contact()
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    return try Self.program.run(["screen", "--rules", rules.path], input: input)
  }

  @Test("answers a post with every member, in the contract's order")
  func members() throws {
    let outcome = try screen(Data(#"{"id":7,"text":"想学画画的加微信聊","author":{"age":"2h"}}"#.utf8))
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        {"id":7,"source":"default","verdict":"hold","score":3,"priority":"normal","queue":"default","due_s":null,\
        "languages":{"zh-Hans":1.0},"labels":[],"rules":[{"id":"contact","shadow":false,"hits_total":1}],\
        "hits":[{"rule":"contact","list":"contact","entry":"加微信","field":"text","start":5,"end":8,"view":"folded",\
        "through":false,"shadow":false}],"warnings":[]}

        """)
  }

  struct Line: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var input: [UInt8]
    /// What the answer must hold.
    var answer: String
    var isRefused = true

    init(_ name: String, _ input: String, _ answer: String, refused: Bool = true) {
      self.init(name, Array(input.utf8), answer, refused: refused)
    }

    init(_ name: String, _ input: [UInt8], _ answer: String, refused: Bool = true) {
      testDescription = name
      self.input = input
      self.answer = answer
      isRefused = refused
    }
  }

  static let lines = [
    Line("not JSON", "hello", "not JSON"),
    Line("a blank line", "", "empty line"),
    Line("no id", #"{"text":"a"}"#, "no `id`"),
    Line("an id that is no id", #"{"id":1.5,"text":"a"}"#, "neither a string nor an integer"),
    Line("a duplicate key", #"{"id":"1","text":"a","text":"b"}"#, "stands twice"),
    Line("a duplicate key, spelled with an escape", #"{"id":"1","text":"a","t\u0065xt":"b"}"#, "stands twice"),
    Line("no text", #"{"id":"1"}"#, #""id":"1""#),
    Line("a text that is a number", #"{"id":"1","text":5}"#, "not a string"),
    Line("invalid UTF-8", Array(#"{"id":"1","text":""#.utf8) + [0xFF] + Array(#""}"#.utf8), "invalid UTF-8"),
    Line("2 MB of text", #"{"id":"1","text":""# + String(repeating: "a", count: 2 << 20) + #""}"#, "over 1 MiB"),
    Line("nesting", #"{"id":"1","text":"a","x":"# + String(repeating: "[", count: 100) + "]}", "nested deeper"),
    Line("an array", "[1]", "an array, not an object"),
    Line("an empty text", #"{"id":"1","text":""}"#, #""verdict":"allow""#, refused: false),
    Line("an attachment alone", #"{"id":"1","attachments":[{}]}"#, #""verdict":"allow""#, refused: false),
    Line("a deletion", #"{"id":"1","op":"delete"}"#, #""verdict":"allow""#, refused: false),
    Line("NUL", #"{"id":"1","text":"加微\u0000信"}"#, "NUL", refused: false),
    Line("a lone surrogate, one scalar", #"{"id":"1","text":"\ud83d加微信"}"#, #""start":1,"end":4"#, refused: false),
    Line("CRLF is two scalars", #"{"id":"1","text":"\r\n加微信"}"#, #""start":2,"end":5"#, refused: false),
    Line("emoji past U+FFFF is one", #"{"id":"1","text":"😭加微信"}"#, #""start":1,"end":4"#, refused: false),
    Line(
      "an optional member of another type", #"{"id":"1","text":"a","author":5}"#, "`author` is a number", refused: false
    ),
    Line("an unknown member", #"{"id":"1","text":"a","email":"x"}"#, "unknown member `email`", refused: false),
    Line("bidi and C1 leave escaped", #"{"id":"\u202e\u009b","text":"a"}"#, #""id":"\u202e\u009b""#, refused: false),
    Line("an exception covers", #"{"id":"1","text":"看加微信群规"}"#, #""verdict":"allow""#, refused: false),
    Line("sb in 你真sb啊", #"{"id":"1","text":"你真sb啊"}"#, #""start":2,"end":4"#, refused: false),
    Line("no sb in usb", #"{"id":"1","text":"usb"}"#, #""verdict":"allow""#, refused: false),
  ]

  @Test("one line for one line, bad ones with number and reason; nothing is dropped")
  func lines() throws {
    var input = Data()
    for line in Self.lines { input += Data(line.input + [0x0A]) }
    let outcome = try screen(input)
    #expect(outcome.status == 1)
    let answers = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    try #require(answers.count == Self.lines.count)
    for (number, (line, answer)) in zip(Self.lines, answers).enumerated() {
      #expect(answer.contains(line.answer), "\(line.testDescription): \(answer)")
      #expect(answer.contains(#""error":"#) == line.isRefused, "\(line.testDescription)")
      if line.isRefused { #expect(answer.contains(#""line":\#(number + 1),"#), "\(line.testDescription)") }
      #expect(try JSONParser.parse(String(answer)).isObject)
    }
  }

  @Test("answers what it has before it waits for more")
  func flushes() throws {
    let rules = try RulesFolder.contact()
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    let running = try Self.program.start(["screen", "--rules", rules.path])
    defer { running.kill(SIGKILL) }
    for number in 1...3 {
      try running.inPipe.fileHandleForWriting.write(contentsOf: Data(#"{"id":\#(number),"text":"a"}\#n"#.utf8))
      let answer = String(decoding: running.outPipe.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.hasPrefix(#"{"id":\#(number),"#))
      #expect(answer.hasSuffix("\n"))
    }
  }

  @Test("a reader that goes away ends it quietly")
  func brokenPipe() throws {
    let rules = try RulesFolder.contact()
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    let running = try Self.program.start(["screen", "--rules", rules.path])
    try running.outPipe.fileHandleForReading.close()
    let line = Data(#"{"id":1,"text":"a"}\#n"#.utf8)
    signal(SIGPIPE, SIG_IGN)
    for _ in 0..<2_000 { if (try? running.inPipe.fileHandleForWriting.write(contentsOf: line)) == nil { break } }
    try? running.inPipe.fileHandleForWriting.close()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 0)
    #expect(running.errPipe.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test("a broken rulebook ends it before any input is read, all errors at once")
  func brokenRules() throws {
    let rules = try RulesFolder(
      pack: """
        drawbridge: 1
        pack: test
        owner: "@trust"
        lists:
          contact: {mach: phrase, entries: [加微信]}
        rules:
          - id: contact
            policy: spam.contcat
            match: {text: contact}
            then: {hold: true}
        """)
    defer { try? FileManager.default.removeItem(atPath: rules.path) }
    let outcome = try Self.program.run(["screen", "--rules", rules.path], input: #"{"id":"1","text":"a"}"#)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("packs/test.yaml:5:13: error[unknown-key]"))
    #expect(outcome.errors.contains("did you mean `match`?"))
    #expect(outcome.errors.contains("packs/test.yaml:8:13: error[unknown-policy]"))
  }
}

@Suite("drawbridge detect and gloss")
struct TextCommandTests {
  private let program = Program("drawbridge")

  @Test("a tag a line; blank is und; invalid UTF-8 is und, named, and status 1")
  func detect() throws {
    let input = Data("我们吃饭吧\n\nhello everyone, how are you?\n".utf8) + Data([0xFF, 0x0A]) + Data("내일 만나요".utf8)
    let outcome = try program.run(["detect"], input: input)
    #expect(outcome.output == "zh-Hans\nund\nen\nund\nko\n")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("line 4"))
  }

  @Test("spans are scalar offsets")
  func spans() throws {
    let outcome = try program.run(["detect", "--spans"], input: "😭我今天真的很 tired today lol\n\n")
    #expect(outcome.output == "1:7:zh-Hans 8:23:en\n\n")
    #expect(outcome.status == 0)
  }

  @Test("shares sum to 1, to four decimals")
  func json() throws {
    let outcome = try program.run(["detect", "--json"], input: "我今天真的很 tired today lol 谢谢\n666\n")
    for line in outcome.lines {
      let json = try JSONParser.parse(line)
      guard case .object(let shares) = try #require(json["shares"]) else { return #expect(Bool(false), "no shares") }
      let units = shares.compactMap { $0.value.double }.reduce(0) { $0 + Int(($1 * 10_000).rounded()) }
      #expect(units == 10_000)
    }
    #expect(outcome.lines.count == 2)
  }

  @Test("without a dictionary a gloss still covers every scalar, and says what is missing")
  func gloss() throws {
    let outcome = try program.run(["gloss", "--to", "en", "--dictionaries", "/tmp/none"], input: "我们吃饭吧\n\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("drawbridge dictionary build"))
    #expect(
      outcome.lines.last == #"{"from":"und","tokens":[],"coverage":1.0}"#
        || outcome.lines.last == #"{"from":"und","tokens":[],"coverage":1}"#)
  }
}

@Suite("Exit statuses")
struct ExitStatusTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    var status: Int32
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(
    "0 done, 1 refused, 2 usage, 3 the database is out of reach",
    arguments: [
      Example(arguments: ["--help"], status: 0),
      Example(arguments: ["--version"], status: 0),
      Example(arguments: ["help", "cases"], status: 0),
      Example(arguments: ["cases", "decide", "--help"], status: 0),
      Example(arguments: [], status: 0),
      Example(arguments: ["nonsense"], status: 2),
      Example(arguments: ["screen", "--nonsense"], status: 2),
      Example(arguments: ["cases", "decide", "1", "explode", "--token", "x", "--reason", "y"], status: 2),
      Example(arguments: ["detect", "--spans", "--json"], status: 2),
      Example(arguments: ["outbox", "ack", "--consumer", "x", "--event", "nonsense"], status: 2),
      Example(arguments: ["screen", "--rules", "/tmp/no-such-rules"], status: 1),
      Example(arguments: ["cases", "list", "--database", "host=/tmp/nowhere-drawbridge", "--wait", "0"], status: 3),
      Example(
        arguments: ["worker", "--database", "host=/tmp/nowhere-drawbridge", "--wait", "0", "--drain"], status: 3),
      Example(arguments: ["migrate", "--database", "host=/tmp/nowhere-drawbridge", "--wait", "0"], status: 3),
    ])
  func statuses(_ example: Example) throws {
    let outcome = try Program("drawbridge").run(example.arguments, in: PackageRoot.path)
    #expect(outcome.status == example.status, "\(outcome.errors)")
    if example.status == 3 { #expect(outcome.errors.contains("out of reach")) }
  }
}

@Suite("drawbridge detect")
struct DetectCommandTests {
  @Test("keeps to the languages asked for, and refuses a model that is none")
  func options() throws {
    let program = Program("drawbridge")
    let restricted = try program.run(
      ["detect", "--languages", "zh,en"], input: "guten Morgen zusammen\nпривет всем\n你们好\nhello there\n")
    #expect(restricted.status == 0)
    #expect(restricted.lines.dropFirst() == ["und", "zh-Hans", "en"])
    #expect(["en", "zh-Latn"].contains(restricted.lines[0]))
    let foreign = try program.run(["detect", "--model", "/etc/passwd"], input: "hello\n")
    #expect(foreign.status != 0 && foreign.output.isEmpty)
    #expect(foreign.errors.contains("this is no Drawbridge language model"))
  }
}
