import Dispatch
import Glibc

/// Calls a handler on SIGINT and SIGTERM, on a thread of its own, in place of ending the process.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(handler: @escaping @Sendable (_ number: Int32) -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number) }
      source.resume()
      return source
    }
  }

  /// No more calls; the signals stay ignored.
  func cancel() { for source in sources { source.cancel() } }
}
