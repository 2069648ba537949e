import Glibc
import Text
import Worker

/// What a running worker tells the outside by itself: systemd's watchdog, and the node exporter's file.
struct WorkerReporting: Sendable {
  let worker: Worker
  let notifier: ServiceNotifier
  /// Where the metrics go every 15 s; nil for nowhere.
  let file: String?

  /// Goes on until its task is cancelled.
  func run() async {
    notifier.send("READY=1")
    var writtenAt: ContinuousClock.Instant?
    let pause = min(1, notifier.watchdogInterval ?? 1)
    while !Task.isCancelled {
      // A worker whose engine does not come back from a post is not alive: the watchdog may end it.
      if worker.health.stuckPost == nil { notifier.send("WATCHDOG=1") }
      if let file, writtenAt.map({ ContinuousClock.now - $0 >= .seconds(15) }) ?? true {
        write(to: file)
        writtenAt = .now
      }
      try? await Task.sleep(for: .seconds(pause))
    }
    if let file { write(to: file) }
  }

  /// Written aside and renamed, so that no reader sees half a file.
  private func write(to path: String) {
    let aside = path + ".new"
    let bytes = Array(MetricsText(worker.counts, worker.health).text.utf8)
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return complain(path) }
    var buffer = OutputBuffer(descriptor)
    let isWritten = (try? buffer.write(bytes)) != nil && (try? buffer.flush()) != nil
    close(descriptor)
    if !isWritten || rename(aside, path) != 0 { complain(path) }
  }

  private func complain(_ path: String) {
    Terminal.complain("cannot write the metrics to \(path): \(String(cString: strerror(errno)))")
  }
}
