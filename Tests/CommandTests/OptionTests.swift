import Foundation
import TestSupport
import Testing

@Suite("Options and messages")
struct OptionTests {
  private let program = Program("drawbridge")

  @Test(
    "a time outside its option's range is a usage error that names the range",
    arguments: [
      (["cases", "list", "--wait", "1e300"], "from 0s to 1h"), (["cases", "list", "--wait", "nan"], "from 0s to 1h"),
      (["cases", "list", "--wait", "inf"], "from 0s to 1h"), (["cases", "list", "--wait=-1"], "from 0s to 1h"),
      (["cases", "list", "--wait", "2h"], "from 0s to 1h"), (["cases", "claim", "--lease", "1e300"], "from 1s to 1h"),
      (["worker", "--lease", "nan"], "from 0.1s to 1h"), (["rules", "stats", "--since", "1000000000w"], "36525d"),
      (["rules", "promote", "x", "--since", "99999999999999999999d"], "36525d"),
      (["rules", "backtest", "--since", "99999999999w"], "36525d"),
      (["queue", "redrive", "--since", "9223372036855s"], "36525d"), (["queue", "set", "s", "--after", "32d"], "31d"),
      (["cases", "decide", "1", "allow", "--token", "t", "--reason", "r", "--after", "61m"], "from 0s to 1h"),
      (["lists", "add", "x", "--list", "y", "--for", "8d"], "from 1m to 7d"),
      (["lists", "confirm", "1", "--for", "1e99d"], "3660d"),
    ])
  func ranges(_ arguments: [String], _ range: String) throws {
    let run = try program.run(arguments)
    #expect(run.status == 2 && run.errors.contains(range), "\(run.status) \(run.errors)")
  }

  @Test("what an argument hides is spelled out, its line ends too")
  func visible() throws {
    let run = try program.run(["cases", "list", "--stat\nroot: \u{1B}[31m"])
    #expect(
      run.status == 2 && run.errors.contains("↵root: ⟦ESC⟧[31m") && !run.errors.contains("\u{1B}"), "\(run.errors)")
    let rules = try program.run(["rules", "lint", "--rules", "/no\nsuch"])
    #expect(rules.status == 1 && rules.output.contains("/no↵such"), "\(rules.output)")
  }

  @Test(
    "output that cannot be written is no success",
    arguments: [["cases", "--help"], ["--version"], ["rules", "--help"]])
  func fullDisk(_ arguments: [String]) throws {
    let words = ([program.path] + arguments).joined(separator: " ")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(words) >/dev/full"]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1 && said.contains("standard output"), "\(said)")
  }
}
