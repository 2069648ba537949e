import Bridge
import Glibc
import Logging
import Rules
import Worker

/// A worker whose engine kills its own process on a post that says POISON, as a bug in native code would.
///
/// `CrashingWorker CONNINFO LEASE-SECONDS`; ends when the queue is empty.
@main
struct CrashingWorker {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let lease = Double(arguments[2]) else { exit(2) }
    let worker = Worker(
      conninfo: arguments[1], screener: CrashingScreener(), rulebook: nil, threads: 2, lease: lease, retry: 0.01,
      logger: Logger(label: "crashing worker") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run(until: .whenEmpty, stop: StopFlag())
  }
}

/// Allows everything, slowly enough to be killed in the middle; dies of POISON, fails on MALFORMED.
struct CrashingScreener: Screener {
  struct Malformed: Error {}

  func screen(_ post: Post) throws -> Screening {
    if post.text.contains("POISON") { kill(getpid(), SIGKILL) }
    if post.text.contains("MALFORMED") { throw Malformed() }
    usleep(100)
    return Screening(detection: .nothing)
  }
}
