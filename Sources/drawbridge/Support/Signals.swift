import Dispatch
import Glibc
import Synchronization

/// Whether a signal has begun to end the command: what fails from then on fails for that, and nobody is told.
enum Interruption {
  private static let flag = Atomic(false)

  static var hasBegun: Bool { flag.load(ordering: .acquiring) }

  static func begin() { flag.store(true, ordering: .releasing) }
}

/// Calls a handler on signals (SIGINT and SIGTERM where none are named), on a thread of its own, in place of ending the process.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32] = [SIGINT, SIGTERM], handler: @escaping @Sendable (_ number: Int32) -> Void) {
    let registering = DispatchGroup()
    // A queue of its own always gets a thread, whatever the others do.
    let queue = DispatchQueue(label: "drawbridge.signals")
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { handler(number) }
      registering.enter()
      source.setRegistrationHandler { registering.leave() }
      source.resume()
      return source
    }
    // Until a source is registered its signal is ignored: whoever was told that we are ready must not send one in vain.
    registering.wait()
  }

  /// No more calls; the signals stay ignored.
  func cancel() { for source in sources { source.cancel() } }
}
