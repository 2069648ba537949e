import Bridge
import Glibc
import Logging
import Rules
import Worker

/// A worker whose engine kills its own process on a post that says POISON, as a bug in native code would.
///
/// Ends when the queue is empty. The environment tells it where to work, since a preloaded clock hides the arguments.
@main
struct CrashingWorker {
  static func main() async throws {
    guard let conninfo = getenv("CRASHING_WORKER_DATABASE"), let lease = getenv("CRASHING_WORKER_LEASE"),
      let lease = Double(String(cString: lease))
    else { exit(2) }
    let pause = getenv("CRASHING_WORKER_PAUSE").flatMap { UInt32(String(cString: $0)) } ?? 400
    let worker = Worker(
      conninfo: String(cString: conninfo), screener: CrashingScreener(pause: pause), rulebook: nil, threads: 2,
      lease: lease,
      retry: 0.01,
      logger: Logger(label: "crashing worker") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run(until: .whenEmpty, stop: StopFlag())
  }
}

/// Allows everything, slowly enough to be killed in the middle; dies of POISON, fails on MALFORMED.
struct CrashingScreener: Screener {
  /// Microseconds that each post takes.
  var pause: UInt32 = 400
  /// A file without which it does not come back from a post.
  let gate = getenv("CRASHING_WORKER_GATE").map { String(cString: $0) }

  struct Malformed: Error {}

  func screen(_ post: Post) throws -> Screening {
    if post.text.contains("POISON") { kill(getpid(), SIGKILL) }
    if post.text.contains("MALFORMED") { throw Malformed() }
    while let gate, access(gate, F_OK) != 0 { usleep(1_000) }
    usleep(pause)
    return Screening(detection: .nothing)
  }
}
