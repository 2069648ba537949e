import Dispatch
import Glibc

/// Calls a handler on signals (SIGINT and SIGTERM where none are named), on a thread of its own, in place of ending the process.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32] = [SIGINT, SIGTERM], handler: @escaping @Sendable (_ number: Int32) -> Void) {
    sources = numbers.map { number in
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
