package import Foundation

/// A program of this build, run as people run it.
package struct Program: Sendable {
  package let path: String
  package var environment: [String: String] = [:]

  /// The program called `name`, which lies beside the running test bundle.
  package init(_ name: String) {
    // A program may end before it has read what the test writes to it.
    signal(SIGPIPE, SIG_IGN)
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    path = URL(filePath: bundle).deletingLastPathComponent().appending(path: name).path
  }

  /// How a run ended and what it wrote.
  package struct Outcome: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String

    /// The output's lines.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs the program with `input` on its standard input, in `folder`, to its end.
  package func run(_ arguments: [String], input: Data = Data(), in folder: String = "/tmp") throws -> Outcome {
    let process = try start(arguments, in: folder)
    let (inPipe, outPipe, errPipe) = (process.inPipe, process.outPipe, process.errPipe)
    nonisolated(unsafe) var errors = Data()
    let group = DispatchGroup()
    // Threads of their own: the global queues' few may all be waiting for other tests' programs.
    Self.aside(group) {
      try? inPipe.fileHandleForWriting.write(contentsOf: input); try? inPipe.fileHandleForWriting.close()
    }
    Self.aside(group) { errors = errPipe.fileHandleForReading.readDataToEndOfFile() }
    // A program that does not come to its end fails its test, and does not hang the suite.
    let watchdog = DispatchWorkItem { process.kill(SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 1200, execute: watchdog)
    defer { watchdog.cancel() }
    let output = outPipe.fileHandleForReading.readDataToEndOfFile()
    process.process.waitUntilExit()
    group.wait()
    return Outcome(
      status: process.process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  private static func aside(_ group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
    group.enter()
    Thread.detachNewThread {
      body()
      group.leave()
    }
  }

  package func run(_ arguments: [String], input: String, in folder: String = "/tmp") throws -> Outcome {
    try run(arguments, input: Data(input.utf8), in: folder)
  }

  /// The same, on a thread of its own: a test that waits for a program holds up no other test.
  package func runAside(
    _ arguments: [String], input: String = "", in folder: String = "/tmp"
  ) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try run(arguments, input: input, in: folder) })
      }
    }
  }

  /// A started program with its pipes.
  package struct Running: @unchecked Sendable {  // Process and Pipe are used from one task at a time
    package let process: Process
    package let inPipe = Pipe()
    package let outPipe = Pipe()
    package let errPipe = Pipe()

    package var isRunning: Bool { process.isRunning }
    package func kill(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }
  }

  /// Starts the program; its streams are pipes.
  package func start(_ arguments: [String], in folder: String = "/tmp") throws -> Running {
    let running = Running(process: Process())
    running.process.executableURL = URL(filePath: path)
    running.process.arguments = arguments
    running.process.currentDirectoryURL = URL(filePath: folder)
    var inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DRAWBRIDGE_") }
    inherited.merge(environment) { $1 }
    running.process.environment = inherited
    running.process.standardInput = running.inPipe
    running.process.standardOutput = running.outPipe
    running.process.standardError = running.errPipe
    try running.process.run()
    return running
  }

  /// Starts the program with nothing attached: nobody has to read what it writes.
  package func startDetached(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

/// The folder of the package, found from a source file of it.
package enum PackageRoot {
  package static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
