import Foundation

/// What the screening is compared with: a small C++ program of ours around Hyperscan and ICU, and matcher-py from PyPI.
struct ScreeningPeers {
  private let folder: String
  private let program: String?
  private let python: String?

  /// Builds the C++ program where its libraries are installed; says what is missing.
  init(folder: String) {
    self.folder = folder
    let binary = "\(folder)/screening_peers"
    let flags = PeerProgram.output("pkg-config", ["--cflags", "--libs", "libhs", "icu-i18n", "icu-uc"])
    if let flags {
      let options = flags.split(whereSeparator: \.isWhitespace).map(String.init)
      let built = PeerProgram.output(
        "g++", ["-O3", "-march=native", "-std=c++17", "Deploy/peers/screening_peers.cc", "-o", binary] + options)
      program = built == nil ? nil : binary
    } else {
      program = nil
    }
    let packages = ".drawbridge/peers"
    python = FileManager.default.fileExists(atPath: "\(packages)/matcher_py") ? packages : nil
    if program == nil { print("  without Hyperscan and ICU's loops: apt install libhyperscan-dev g++ pkg-config") }
    if python == nil { print("  without matcher-py: Deploy/bench screening --peers") }
  }

  /// Megabytes a second of one of the program's tasks, or nil where it cannot be run.
  func rate(_ task: String, _ terms: String, _ posts: String) -> Double? {
    program.flatMap { PeerProgram.output($0, [task, terms, posts]) }.flatMap(Self.rate)
  }

  /// Megabytes a second of matcher-py's fold with pinyin.
  func matcher(_ terms: String, _ posts: String) -> Double? {
    guard let python else { return nil }
    return PeerProgram.output("python3", ["Deploy/peers/screen_matcher.py", terms, posts], ["PYTHONPATH": python])
      .flatMap(
        Self.rate)
  }

  private struct Answer: Decodable {
    var mb_per_s: Double
  }

  private static func rate(_ output: String) -> Double? {
    (try? JSONDecoder().decode(Answer.self, from: Data(output.utf8)))?.mb_per_s
  }
}
