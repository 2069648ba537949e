import Foundation
import Glibc

/// A detector that runs as a filter: a text a line in, a tag (or spans) a line out.
struct FilterContender {
  let name: String
  let title: String
  let command: [String]

  /// What one run over a file took and gave.
  struct Run {
    var lines: [Substring]
    var processorSeconds: Double
  }

  /// Runs over the file at `path` on one core, and reads what it answered.
  func run(_ path: String) throws -> Run {
    let process = Process()
    let output = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": Self.packages]) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: path)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    let before = Self.childrenSeconds()
    try process.run()
    process.waitUntilExit()
    let seconds = Self.childrenSeconds() - before
    guard process.terminationStatus == 0, let data = FileManager.default.contents(atPath: output.path) else {
      throw BenchmarkError("\(title) ended with status \(process.terminationStatus)")
    }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    return Run(lines: Array(lines), processorSeconds: seconds)
  }

  /// Where `Deploy/bench languages --peers` installs the others.
  static let packages = ".drawbridge/language-peers"

  private static func childrenSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
