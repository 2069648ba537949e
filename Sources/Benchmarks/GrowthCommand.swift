import ArgumentParser
import Bridge
import Foundation
import Glibc
import Text

/// Looks for posts whose cost grows faster than their length.
struct GrowthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Look for texts whose cost grows faster than their length, in everything that reads a post.",
    discussion: """
      Each text (a pattern that is repeated) is given to each subject in three sizes that double. The exponent of a doubling \
      is the logarithm to base 2 of the ratio of costs: 1 is linear, 2 quadratic. What the processor's time puts above 1.15 \
      is counted again in instructions where valgrind is installed, since time also grows with what no longer fits the \
      caches, and with what other programs do. Rows above 1.15, and posts that took longer than --most seconds, are printed and make the exit status 1.

      Deploy/bench growth
      Deploy/bench growth --subjects sounds,gloss --texts han,kana --kib 1024
      """)

  @Option(help: ArgumentHelp("Only subjects whose names hold one of these.", valueName: "a,b")) var subjects = ""
  @Option(help: ArgumentHelp("Only texts whose names hold one of these.", valueName: "a,b")) var texts = ""
  @Option(help: "KiB of the largest text.") var kib = 1024
  @Option(help: "Seconds that one post may take.") var most = 5.0
  @Option(help: ArgumentHelp("The rules folder.", valueName: "dir")) var rules = "Rules"
  @Option(help: ArgumentHelp("The folder of compiled dictionaries.", valueName: "dir"))
  var dictionaries = ".drawbridge/dictionaries"
  @Flag(help: "Print every row.") var all = false
  @Flag(help: .hidden) var once = false

  private static let highest = 1.15

  func run() throws {
    let opened = try Dictionaries.open(in: dictionaries)
    let subjects = GrowthSubject.all(rules: rules, dictionaries: opened).filter { isNamed($0.name, self.subjects) }
    let texts = GrowthText.all.filter { isNamed($0.name, self.texts) }
    guard !subjects.isEmpty, !texts.isEmpty else { throw ValidationError("no subject or no text has such a name") }
    if once { return try runOnce(subjects, texts) }
    var report = Report(benchmark: "growth")
    report.heading("Exponents of the last two doublings, up to \(kib) KiB; seconds of the largest")
    var (rows, faults, slowest) = (0, 0, 0.0)
    for subject in subjects {
      let body = try subject.prepare()
      body("warm 加微信 ウォーム")
      for text in texts {
        let row = measure(subject.name, text, body)
        rows += 1
        slowest = max(slowest, row.seconds)
        let isFault = row.highest > Self.highest || row.seconds > most
        if isFault { faults += 1 }
        if isFault || all { report.note(row.text + (isFault ? "  ✗" : "")) }
      }
    }
    report.figure("rows", "rows", Double(rows), unit: "")
    report.figure("rows past a limit", "faults", Double(faults), unit: "", target: .atMost(0))
    report.figure("slowest post", "slowest_s", slowest, unit: "s", target: .atMost(most))
    report.end()
    if faults > 0 { throw ExitCode(1) }
  }

  private func isNamed(_ name: String, _ wanted: String) -> Bool {
    once ? name == wanted : wanted.isEmpty || wanted.split(separator: ",").contains { name.contains($0) }
  }

  // MARK: Measuring

  private struct Row {
    var name: String
    var exponents: [Double]
    var seconds: Double
    var unit = "time"

    var highest: Double { exponents.max() ?? 0 }
    var text: String {
      let padded = name + String(repeating: " ", count: max(1, 44 - name.count))
      let numbers = exponents.map { JSONWriter.decimal($0, 2) }.joined(separator: " ")
      return "\(padded)\(numbers) by \(unit)  \(JSONWriter.decimal(seconds, 2)) s"
    }
  }

  private var sizes: [Int] { [kib / 4, kib / 2, kib] }

  private func measure(_ subject: String, _ text: GrowthText, _ body: @escaping (String) -> Void) -> Row {
    var row = Row(name: "\(subject) · \(text.name)", exponents: [], seconds: 0)
    let texts = sizes.map { text.text(bytes: $0 << 10) }
    let costs = texts.map { text in
      let first = CPUTime.seconds { body(text) }
      // What is over soon is told apart from the clock's grain and from others by the least of several.
      return first > 1 ? first : (0..<4).reduce(first) { least, _ in min(least, CPUTime.seconds { body(text) }) }
    }
    row.seconds = costs.last ?? 0
    row.exponents = Self.exponents(costs)
    if row.highest > Self.highest, let counted = instructions(subject, text.name) {
      row.exponents = Self.exponents(counted)
      row.unit = "instructions"
    }
    return row
  }

  /// Of each doubling.
  private static func exponents(_ costs: [Double]) -> [Double] {
    zip(costs, costs.dropFirst()).map { less, more in less > 0 && more > 0 ? (more / less).logarithm / 2.0.logarithm : 0
    }
  }

  // MARK: Instructions

  /// Nothing but one reading of one text, to be counted from outside; with `--kib 0` the set-up alone.
  private func runOnce(_ subjects: [GrowthSubject], _ texts: [GrowthText]) throws {
    for subject in subjects {
      let body = try subject.prepare()
      body("warm 加微信 ウォーム")
      for text in texts where kib > 0 { body(text.text(bytes: kib << 10)) }
    }
  }

  /// The instructions that each size takes, the set-up taken off; nil without valgrind.
  private func instructions(_ subject: String, _ text: String) -> [Double]? {
    guard let setUp = Self.instructions(arguments(subject, text, 0)) else { return nil }
    let counts = sizes.compactMap { Self.instructions(arguments(subject, text, $0)) }
    return counts.count == sizes.count ? counts.map { $0 - setUp } : nil
  }

  private func arguments(_ subject: String, _ text: String, _ kib: Int) -> [String] {
    ["growth", "--once", "--subjects", subject, "--texts", text, "--kib", "\(kib)", "--rules", rules]
      + ["--dictionaries", dictionaries]
  }

  private static func instructions(_ arguments: [String]) -> Double? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "growth-\(getpid())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (program, counts) = (folder.appending(path: "program").path, folder.appending(path: "counts").path)
    // valgrind gives up on the debugging information that Swift writes.
    guard PeerProgram.output("strip", ["--strip-debug", "-o", program, CommandLine.arguments[0]]) != nil,
      PeerProgram.output(
        "valgrind", ["--tool=callgrind", "--callgrind-out-file=\(counts)", program] + arguments) != nil,
      let out = try? String(contentsOfFile: counts, encoding: .utf8),
      let line = out.split(separator: "\n").last(where: { $0.hasPrefix("totals:") || $0.hasPrefix("summary:") })
    else { return nil }
    return line.split(separator: " ").last.flatMap { Double($0) }
  }
}
