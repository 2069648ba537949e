import Foundation
import Postgres

/// A queue from PyPI, driven by a small Python program of ours in `Deploy/peers`.
///
/// It has a database of its own, and its jobs write no verdicts: what it is compared with does more.
struct PythonPeer: Contender {
  let name: String
  let title: String
  let posts: Int
  /// The database of the peers.
  let peers: String
  let writesVerdicts = false

  static let packages = ".drawbridge/peers"

  private var script: String { "Deploy/peers/drain_\(name).py" }

  /// Whether it was installed.
  var isInstalled: Bool { FileManager.default.fileExists(atPath: "\(Self.packages)/\(name)") }

  func clear(_ db: borrowing Connection) throws {}
  func fill(_ db: borrowing Connection) throws {}

  private struct Answer: Decodable {
    var jobs: Int
    var seconds: Double
  }

  /// Filling and draining happen in the program, which times its draining alone.
  func drain(_ conninfo: String, limit: Double) async throws -> Lap {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, peers, String(posts)]
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": Self.packages]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let answer = try? JSONDecoder().decode(Answer.self, from: data) else {
      throw BenchmarkError("\(script) ended with status \(process.terminationStatus)")
    }
    return Lap(posts: answer.jobs, seconds: answer.seconds)
  }
}
